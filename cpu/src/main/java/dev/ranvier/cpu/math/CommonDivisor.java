package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/**
 * Many {@code float}s divided by one, each correctly rounded: by its reciprocal, which is computed once, and a correction
 * {@code q + (x - q d) / d} by two fused operations (Markstein, "Computation of elementary functions on the IBM RISC
 * System/6000 processor"), where nothing on the way can be denormal or infinite; elsewhere by a division.
 */
final class CommonDivisor {
    /** Divisors from 2^-30 to 2^30 in magnitude, and dividends from 2^-60 to 2^60, are far from all limits. */
    private static final double DIVISORS = 0x1p30;

    private static final int DIVIDENDS = 60;

    private CommonDivisor() {}

    /**
     * The quotients of the lanes of a vector.
     *
     * @param divisor one number, whose reciprocal LLVM computes outside of the loop where the number is from there
     */
    static IrValue quotient(Arithmetic a, IrValue x, IrValue divisor) {
        var f = a.function();
        int lanes = x.type().lanes();
        var one = a.withLanes(1);
        var magnitude = one.magnitude(divisor);
        var isModerate = one.both(one.is(magnitude, "oge", 1 / DIVISORS), one.is(magnitude, "ole", DIVISORS));
        var inverse = f.splat(one.divide(one.real(1), divisor), lanes);
        var divisors = f.splat(divisor, lanes);

        var estimate = a.multiply(x, inverse);
        var missing = a.fma(a.negate(estimate), divisors, x);
        var quotient = a.fma(missing, inverse, estimate);

        // Twice the bits have no sign, and are even, so that none are in a range of length 0 from an odd place on.
        var range = one.choose(isModerate, one.integer(2 * one.exponentBits(2 * DIVIDENDS)), one.integer(0));
        var offset = a.minus(a.plus(a.bits(x), a.bits(x)), a.integer(2 * one.exponentBits(a.bias() - DIVIDENDS) - 1));
        var isFar = f.compare("ugt", offset, f.splat(range, lanes));
        return a.unless(isFar, quotient, () -> a.divide(x, divisors));
    }
}
