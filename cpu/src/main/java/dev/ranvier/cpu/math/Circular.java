package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.math.Arithmetic.Rounded;

/**
 * Sine, cosine and tangent: {@code |x| = n pi/2 + r} with an integer n and {@code |r| <= pi / 4} (Cody and Waite,
 * "Software Manual for the Elementary Functions"), pi/2 in three parts, and polynomials of Remez's in r. Lanes whose
 * argument is too great for that are given to the C library.
 */
final class Circular {
    private static final Coefficients HALF_PI = new Coefficients(
            new double[] {1.5707963705062866, -4.371138828673793e-08, -1.7151245100058819e-15},
            new double[] {1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33});

    /** Up to here n is right, and what three parts leave of pi/2 is far below r for every float, or double. */
    private static final Coefficients LIMIT = new Coefficients(new double[] {0x1p17}, new double[] {0x1p21});

    /** {@code (sin r - r) / r^3} over {@code r^2}; the sine to 2^-27.8 for float, and to 2^-57.7. */
    private static final Coefficients SINE = new Coefficients(
            new double[] {-0.16666653752326965, 0.008332106284797192, -0.00019507846445776522}, new double[] {
                -0.16666666666666627,
                0.008333333333321128,
                -0.00019841269828771893,
                2.755731333009783e-06,
                -2.505070106822054e-08,
                1.5893465942868867e-10
            });

    /** {@code (cos r - 1 + r^2 / 2) / r^4} over {@code r^2}; the cosine to 2^-32.8 for float, and to 2^-63.8. */
    private static final Coefficients COSINE = new Coefficients(
            new double[] {0.04166664555668831, -0.0013887303648516536, 2.4431194106000476e-05}, new double[] {
                0.04166666666666659,
                -0.001388888888887216,
                2.4801587288268e-05,
                -2.7557314004871777e-07,
                2.0875676451099346e-09,
                -1.135724241561746e-11
            });

    private Circular() {}

    static IrValue sin(Arithmetic a, IrValue x) {
        var reduced = reduce(a, x);
        var value = inQuadrant(a, reduced, reduced.n().shifted());
        var odd = a.function().binary("xor", a.bits(value), a.signBit(a.bits(x)));
        return CLibrary.where(a, isGreat(a, x), a.ofBits(odd), "sin", x);
    }

    static IrValue cos(Arithmetic a, IrValue x) {
        var reduced = reduce(a, x);
        var value = inQuadrant(a, reduced, a.plus(reduced.n().shifted(), a.integer(1)));
        return CLibrary.where(a, isGreat(a, x), value, "cos", x);
    }

    static IrValue tan(Arithmetic a, IrValue x) {
        var reduced = reduce(a, x);
        var sine = sine(a, reduced);
        var cosine = cosine(a, reduced);
        var odd = isOdd(a, reduced.n().shifted());
        var quotient = a.divide(a.choose(odd, a.negate(cosine), sine), a.choose(odd, sine, cosine));
        var signed = a.ofBits(a.function().binary("xor", a.bits(quotient), a.signBit(a.bits(x))));
        return CLibrary.where(a, isGreat(a, x), signed, "tan", x);
    }

    private static IrValue isGreat(Arithmetic a, IrValue x) {
        return a.is(a.magnitude(x), "ogt", LIMIT.of(a.type(), 0));
    }

    /** {@code r + tail} is what is left after n quarters of the circle. */
    private record Reduced(Rounded n, IrValue r, IrValue tail) {}

    private static Reduced reduce(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var n = a.nearestInteger(magnitude, a.real(2 / Math.PI));
        var minusN = a.negate(n.number());
        var first = a.fma(minusN, a.real(HALF_PI.of(a.type(), 0)), magnitude);
        var second = a.real(HALF_PI.of(a.type(), 1));
        var product = a.multiply(minusN, second);
        var lost = a.fma(minusN, second, a.negate(product));
        var r = a.exactSum(first, product);
        var tail = a.fma(minusN, a.real(HALF_PI.of(a.type(), 2)), a.add(r.rest(), lost));
        return new Reduced(n, r.rounded(), tail);
    }

    private static IrValue sine(Arithmetic a, Reduced reduced) {
        var r = reduced.r();
        var square = a.multiply(r, r);
        var cube = a.multiply(square, r);
        return a.add(r, a.fma(cube, a.polynomial(square, SINE), reduced.tail()));
    }

    private static IrValue cosine(Arithmetic a, Reduced reduced) {
        var r = reduced.r();
        var square = a.multiply(r, r);
        var curve = a.fma(a.polynomial(square, COSINE), square, a.real(-0.5));
        // cos(r + tail) = cos r - tail sin r
        return a.add(a.real(1), a.fma(square, curve, a.negate(a.multiply(r, reduced.tail()))));
    }

    /** The sine of the sum of r and a number of quarters of the circle. */
    private static IrValue inQuadrant(Arithmetic a, Reduced reduced, IrValue quarters) {
        var value = a.choose(isOdd(a, quarters), cosine(a, reduced), sine(a, reduced));
        var second = a.function().binary("shl", quarters, a.integer(a.type().bits() - 2L));
        return a.ofBits(a.function().binary("xor", a.bits(value), a.signBit(second)));
    }

    private static IrValue isOdd(Arithmetic a, IrValue integer) {
        var f = a.function();
        return f.compare("ne", f.binary("and", integer, a.integer(1)), a.integer(0));
    }
}
