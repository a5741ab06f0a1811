package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/** The error function of {@code float}s, by polynomials of Remez's. */
final class ErrorFunction {
    /** {@code erf(x) / x - 1} over x^2, up to 1; the function to 2^-29.4. */
    private static final double[] NEAR = {
        0.12837916612625122,
        -0.3761262595653534,
        0.11283578723669052,
        -0.026853347197175026,
        0.005187161732465029,
        -0.0007997843204066157,
        7.806855137459934e-05
    };

    /** {@code log2(erfc x)} from 1 on; the function to 2^-29.8. */
    private static final double[] FAR = {
        -0.000489874801132828,
        -1.6260570287704468,
        -0.9206308126449585,
        -0.14876624941825867,
        0.031512416899204254,
        -0.004254206549376249,
        0.00026905129197984934
    };

    /** {@code (2^r - 1) / r}; 2^r to 2^-23.3 for r from -1/2 to 1/2, and it is multiplied by at most erfc(1) = 0.16. */
    private static final double[] POWER_OF_2 = {
        0.6931469440460205, 0.24022233486175537, 0.05550803616642952, 0.00967197585850954, 0.0013240549014881253
    };

    /** From here on the result is rounded to 1. */
    private static final double ONE = 3.95;

    private ErrorFunction() {}

    static IrValue erf(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var near = a.fma(a.polynomial(a.multiply(x, x), NEAR), magnitude, magnitude);
        var logarithm = a.polynomial(a.atMost(ONE, magnitude), FAR);
        var n = a.nearestInteger(logarithm, a.real(1));
        var r = a.subtract(logarithm, n.number());
        var power = a.fma(a.polynomial(r, POWER_OF_2), r, a.real(1));
        var scale = a.ofBits(a.plus(a.exponent(n.shifted()), a.storedExponent(0)));
        var far = a.fma(a.negate(power), scale, a.real(1));
        return a.withSign(a.choose(a.is(magnitude, "olt", 1), near, far), x);
    }
}
