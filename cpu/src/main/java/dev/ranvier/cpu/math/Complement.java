package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/**
 * The complement of the error function for {@code float}: as {@link WideErrorFunction} in {@code double}, with the
 * terms that a float needs.
 */
final class Complement {
    private static final double NEAR = 0.5;

    /** {@code erf(x) / x - 1} over x^2, up to 1; the function to 2^-29.4. */
    private static final double[] SERIES = {
        0.12837916612625122,
        -0.3761262595653534,
        0.11283578723669052,
        -0.026853347197175026,
        0.005187161732465029,
        -0.0007997843204066157,
        7.806855137459934e-05
    };

    /** {@code (1 + 2 x) e^(x^2) erfc x} over {@code (x - 3) / (x + 3)}, for x from 1/2 to 10.1, to 2^-31.1. */
    private static final double[] FAR = {
        1.2530080587936667,
        -0.1356211039992085,
        -0.04756237713239991,
        0.12964503247726086,
        -0.1192715835651619,
        0.06831052296075829,
        -0.02378884188731812,
        0.0025076658926837915,
        0.001954818239356059,
        -0.000695039176201268,
        -0.0001878249471997999
    };

    /** From here on the result is rounded to 0. */
    private static final double ZERO = 10.1;

    private Complement() {}

    static IrValue erfc(Arithmetic a, IrValue x) {
        var magnitude = a.atMost(ZERO, a.magnitude(x));
        var one = a.real(1);
        var square = a.multiply(magnitude, magnitude);
        var near = a.fma(a.polynomial(square, SERIES), magnitude, magnitude);
        var three = a.real(3);
        var t = a.divide(a.subtract(magnitude, three), a.add(magnitude, three));
        var power = Power.exp2(a, a.multiply(square, a.real(-1 / Math.log(2))));
        var divisor = a.add(one, a.add(magnitude, magnitude));
        var far = a.divide(a.multiply(power, a.polynomial(t, FAR)), divisor);
        var value = a.choose(a.is(magnitude, "olt", NEAR), a.subtract(one, near), far);
        return a.choose(a.is(x, "olt", 0), a.subtract(a.real(2), value), value);
    }
}
