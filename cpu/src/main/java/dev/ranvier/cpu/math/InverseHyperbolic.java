package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/** The inverses of the hyperbolic functions, of {@code double}: logarithms of a small excess over 1, not of the sum. */
final class InverseHyperbolic {
    /** From here on a square may overflow, and x is half the number whose logarithm is due. */
    private static final double FAR = 0x1p60;

    private InverseHyperbolic() {}

    /** {@code log(x + sqrt(x^2 + 1))}. */
    static IrValue asinh(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var square = a.multiply(magnitude, magnitude);
        var one = a.real(1);
        var root = a.root(a.add(square, one));
        var excess = a.add(magnitude, a.divide(square, a.add(root, one)));
        return a.withSign(logarithm(a, magnitude, excess), x);
    }

    /** {@code log(x + sqrt(x^2 - 1))}. */
    static IrValue acosh(Arithmetic a, IrValue x) {
        var above = a.subtract(x, a.real(1));
        var root = a.root(a.fma(above, above, a.add(above, above)));
        var value = logarithm(a, x, a.add(above, root));
        return a.choose(a.is(x, "ult", 1), a.real(Double.NaN), value);
    }

    private static IrValue logarithm(Arithmetic a, IrValue magnitude, IrValue excess) {
        var isFar = a.is(magnitude, "ogt", FAR);
        var value = Logarithm.log1p(a, a.choose(isFar, magnitude, excess));
        return a.add(value, a.choose(isFar, a.real(Math.log(2)), a.real(0)));
    }

    /** {@code log((1 + x) / (1 - x)) / 2}. */
    static IrValue atanh(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var excess = a.divide(a.add(magnitude, magnitude), a.subtract(a.real(1), magnitude));
        return a.withSign(a.multiply(a.real(0.5), Logarithm.log1p(a, excess)), x);
    }
}
