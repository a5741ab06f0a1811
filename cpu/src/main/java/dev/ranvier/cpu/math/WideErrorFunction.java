package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/**
 * The error function and its complement, of {@code double}: a series in x^2 near 0, and
 * {@code erfc x = e^(-x^2) c(t) / (1 + 2 x)} with {@code t = (x - 4) / (x + 4)} (Shepherd and Laframboise, "Chebyshev
 * approximation of (1 + 2 x) exp(x^2) erfc x", 1981). The polynomials are Remez's.
 */
final class WideErrorFunction {
    /** {@code erf(x) / x - 1} over x^2, up to 1; the function to 2^-56.9. */
    private static final double[] NEAR = {
        0.12837916709551256,
        -0.3761263890318352,
        0.11283791670944186,
        -0.026866170643111642,
        0.0052239776061197155,
        -0.0008548325929363335,
        0.00012055293578055673,
        -1.4924712318943555e-05,
        1.644713172418127e-06,
        -1.6206314566049224e-07,
        1.3710982576301868e-08,
        -7.779470519143372e-10
    };

    /** {@code (1 + 2 x) e^(x^2) erfc x} over t, for x from 1/2 to 28, to 2^-58.7. */
    private static final double[] FAR = {
        1.2329951186255526,
        -0.1396211168405625,
        0.015379652102618914,
        0.0680970542546897,
        -0.10103906603624627,
        0.09373283499847555,
        -0.06633036581379581,
        0.037167515535001625,
        -0.0161977340358916,
        0.00503197000533995,
        -0.000757773465614596,
        -0.00019925688029121213,
        0.00015062256792309686,
        -2.4398396187392913e-05,
        -1.1224924269867659e-05,
        5.707334380373528e-06,
        2.9986185132606547e-07,
        -8.207711258823712e-07,
        6.675972339702025e-08,
        1.0431039582257048e-07,
        -1.2126481274607847e-08,
        -1.00264802970972e-08
    };

    /** From here on the complement is rounded to 0. */
    private static final double ZERO = 28;

    private WideErrorFunction() {}

    static IrValue erf(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var far = a.subtract(a.real(1), complement(a, magnitude));
        return a.withSign(a.choose(a.is(magnitude, "olt", 1), near(a, magnitude), far), x);
    }

    static IrValue erfc(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var isNear = a.is(magnitude, "olt", 0.5);
        var near = near(a, magnitude);
        var far = complement(a, magnitude);
        var positive = a.choose(isNear, a.subtract(a.real(1), near), far);
        var negative = a.choose(isNear, a.add(a.real(1), near), a.subtract(a.real(2), far));
        return a.choose(a.is(x, "olt", 0), negative, positive);
    }

    private static IrValue near(Arithmetic a, IrValue x) {
        return a.fma(a.polynomial(a.multiply(x, x), NEAR), x, x);
    }

    /** erfc from 1/2 on. */
    private static IrValue complement(Arithmetic a, IrValue magnitude) {
        var x = a.atMost(ZERO, magnitude);
        var four = a.real(4);
        var t = a.divide(a.subtract(x, four), a.add(x, four));
        var square = a.multiply(x, x);
        var rest = a.fma(x, x, a.negate(square));
        var power = Exponential.ofNegative(a, a.negate(square), a.negate(rest));
        return a.quotientTimes(power, a.polynomial(t, FAR), a.exactSum(a.real(1), a.add(x, x)));
    }
}
