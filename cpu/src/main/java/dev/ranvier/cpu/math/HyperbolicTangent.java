package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/** The hyperbolic tangent of {@code float}s: a series near 0, and {@code 1 - 2 / (4^(|x| log2 e) + 1)} beyond. */
final class HyperbolicTangent {
    private static final double NEAR = 0.625;

    /** {@code (tanh x - x) / x^3} over x^2, up to 0.625; the function to 2^-27.7. */
    private static final double[] SERIES = {
        -0.3333328068256378, 0.13331405818462372, -0.05373651534318924, 0.02062816731631756, -0.0056922947987914085
    };

    /** {@code (2^r - 1) / r}; 2^r to 2^-27.5 for r from -1/2 to 1/2. */
    private static final double[] POWER_OF_2 = {
        0.6931472420692444,
        0.24022653698921204,
        0.05550277605652809,
        0.009617969393730164,
        0.0013415211578831077,
        0.00015437242109328508
    };

    /** From here on the result is rounded to 1. */
    private static final double ONE = 9.1;

    private HyperbolicTangent() {}

    static IrValue tanh(Arithmetic a, IrValue x) {
        var magnitude = a.atMost(ONE, a.magnitude(x));
        var square = a.multiply(magnitude, magnitude);
        var near = a.fma(a.multiply(square, a.polynomial(square, SERIES)), magnitude, magnitude);
        var exponent = a.real(2 / Math.log(2));
        var n = a.nearestInteger(magnitude, exponent);
        var r = a.fma(magnitude, exponent, a.negate(n.number()));
        var power = a.fma(a.polynomial(r, POWER_OF_2), r, a.real(1));
        var scale = a.ofBits(a.plus(a.exponent(n.shifted()), a.storedExponent(0)));
        var inverse = a.divide(a.real(-2), a.fma(power, scale, a.real(1)));
        var far = a.add(a.real(1), inverse);
        return a.withSign(a.choose(a.is(magnitude, "olt", NEAR), near, far), x);
    }
}
