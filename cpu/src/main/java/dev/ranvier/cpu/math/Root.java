package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;

/** Cube roots and lengths, of {@code double}. */
final class Root {
    private static final long EXPONENT = 0x7FF0_0000_0000_0000L;

    /** The greatest exponent as it is stored whose inverse is normal too. */
    private static final long GREATEST = 2045L << 52;

    private static final long LEAST = 1L << 52;

    /** The upper half of the bits of {@code x^(-1/3)} is near this less a third of those of x. */
    private static final long ESTIMATE = 0x553E_F0FF;

    private static final int SCALE = 54;

    private Root() {}

    /**
     * The cube root: an estimate of {@code x^(-1/3)} from the bits, twice by the series of {@code (1 - h)^(-1/3)} in {@code
     * h = 1 - x y^3}, and a step of Newton's for the root itself.
     */
    static IrValue cbrt(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var isDenormal = a.is(magnitude, "olt", Double.MIN_NORMAL);
        var normal = a.choose(isDenormal, a.multiply(magnitude, a.real(Math.scalb(1.0, SCALE))), magnitude);
        var y = refined(a, normal, refined(a, normal, estimate(a, normal)));
        var root = a.multiply(normal, a.multiply(y, y));
        var square = a.multiply(root, root);
        var squareRest = a.fma(root, root, a.negate(square));
        var residual = a.fma(a.negate(squareRest), root, a.fma(a.negate(square), root, normal));
        var third = a.multiply(a.multiply(y, y), a.real(1.0 / 3));
        var exact = a.fma(residual, third, root);
        var scaled = a.choose(isDenormal, a.multiply(exact, a.real(Math.scalb(1.0, -SCALE / 3))), exact);
        var isOrdinary = a.both(a.is(magnitude, "ogt", 0), a.is(magnitude, "olt", Double.POSITIVE_INFINITY));
        return a.choose(isOrdinary, a.withSign(scaled, x), x);
    }

    private static IrValue estimate(Arithmetic a, IrValue x) {
        var f = a.function();
        var upper = f.cast("trunc", f.binary("lshr", a.bits(x), a.integer(32)), IrType.I32);
        var third = f.binary("udiv", upper, IrValue.integer(upper.type(), 3));
        var wide = f.cast("zext", f.binary("sub", IrValue.integer(upper.type(), ESTIMATE), third), IrType.I64);
        return a.ofBits(f.binary("shl", wide, a.integer(32)));
    }

    private static IrValue refined(Arithmetic a, IrValue x, IrValue y) {
        var h = a.fma(a.negate(a.multiply(x, y)), a.multiply(y, y), a.real(1));
        var series = a.polynomial(h, 1.0 / 3, 2.0 / 9, 14.0 / 81);
        return a.fma(a.multiply(y, h), series, y);
    }

    /** The length of the hypotenuse of floats, whose squares a double has room for. */
    static IrValue hypotOfFloats(Arithmetic a, IrValue x, IrValue y) {
        return withInfinity(a, x, y, a.root(a.fma(x, x, a.multiply(y, y))));
    }

    /** The length of the hypotenuse: both are scaled by the exponent of the greater. */
    static IrValue hypot(Arithmetic a, IrValue x, IrValue y) {
        var f = a.function();
        var greater = f.intrinsic("llvm.umax", a.bits(a.magnitude(x)), a.bits(a.magnitude(y)));
        var exponent = f.binary("and", greater, a.integer(EXPONENT));
        var least = f.intrinsic("llvm.umax", exponent, a.integer(LEAST));
        var held = f.intrinsic("llvm.umin", least, a.integer(GREATEST));
        var inverse = a.ofBits(a.minus(a.integer(GREATEST + LEAST), held));
        var scaledX = a.multiply(x, inverse);
        var scaledY = a.multiply(y, inverse);
        var root = a.root(a.fma(scaledX, scaledX, a.multiply(scaledY, scaledY)));
        return withInfinity(a, x, y, a.multiply(root, a.ofBits(held)));
    }

    /** Infinite if one of the operands is, even if the other is NaN. */
    private static IrValue withInfinity(Arithmetic a, IrValue x, IrValue y, IrValue value) {
        var infinity = Double.POSITIVE_INFINITY;
        var isInfinite = a.either(a.is(a.magnitude(x), "oeq", infinity), a.is(a.magnitude(y), "oeq", infinity));
        return a.choose(isInfinite, a.real(infinity), value);
    }
}
