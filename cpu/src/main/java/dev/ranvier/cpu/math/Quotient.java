package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/** What division leaves, of {@code double}. */
final class Quotient {
    /** Up to here the integer part of a quotient is right, or by its rounding one too great. */
    private static final double LIMIT = 0x1p52;

    private Quotient() {}

    /** C's {@code fmod}, exactly. Lanes with greater quotients are given to the C library. */
    static IrValue remainder(Arithmetic a, IrValue x, IrValue y) {
        var dividend = a.magnitude(x);
        var divisor = a.magnitude(y);
        var quotient = a.divide(dividend, divisor);
        var rest = a.fma(a.negate(a.truncated(quotient)), divisor, dividend);
        var positive = a.choose(a.is(rest, "olt", 0), a.add(rest, divisor), rest);
        var infinity = Double.POSITIVE_INFINITY;
        var isWhole = a.both(a.is(divisor, "oeq", infinity), a.is(dividend, "olt", infinity));
        var value = a.withSign(a.choose(isWhole, dividend, positive), x);
        return CLibrary.where(a, a.is(quotient, "ogt", LIMIT), value, "fmod", x, y);
    }
}
