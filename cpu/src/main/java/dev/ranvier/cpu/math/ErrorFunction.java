package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/** The error function of {@code float}s, by polynomials of Remez's; for {@code double} see {@link WideErrorFunction}. */
final class ErrorFunction {
    private static final double NEAR = 0.9;

    /** {@code erf(x) / x - 1} over x^2, up to 0.9; the function to 2^-26.0. */
    private static final double[] SERIES = {
        0.12837915122509003,
        -0.3761250376701355,
        0.11281921714544296,
        -0.026770491153001785,
        0.0049989656545221806,
        -0.0006020960863679647
    };

    /** {@code log2(erfc x)} from 0.9 on; the function to 2^-29.1. */
    private static final double[] FAR = {
        -0.0002382617531111464,
        -1.6270753145217896,
        -0.9189488887786865,
        -0.15021616220474243,
        0.03219984844326973,
        -0.004424039740115404,
        0.0002861215325538069
    };

    /** {@code (2^r - 1) / r}; 2^r to 2^-23.3 for r from -1/2 to 1/2, and it is multiplied by at most erfc(0.9) = 0.2. */
    private static final double[] POWER_OF_2 = {
        0.6931469440460205, 0.24022233486175537, 0.05550803616642952, 0.00967197585850954, 0.0013240549014881253
    };

    /** From here on the result is rounded to 1. */
    private static final double ONE = 3.95;

    private ErrorFunction() {}

    static IrValue erf(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var near = a.fma(a.polynomial(a.multiply(x, x), SERIES), magnitude, magnitude);
        var logarithm = a.polynomial(a.atMost(ONE, magnitude), FAR);
        var n = a.nearestInteger(logarithm, a.real(1));
        var r = a.subtract(logarithm, n.number());
        var power = a.fma(a.polynomial(r, POWER_OF_2), r, a.real(1));
        var scale = a.ofBits(a.plus(a.exponent(n.shifted()), a.storedExponent(0)));
        var far = a.fma(a.negate(power), scale, a.real(1));
        return a.withSign(a.choose(a.is(magnitude, "olt", NEAR), near, far), x);
    }
}
