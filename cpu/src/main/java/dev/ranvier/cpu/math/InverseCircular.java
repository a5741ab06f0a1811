package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/** The inverses of sine, cosine and tangent, of {@code double}, by polynomials of Remez's between 0 and 1. */
final class InverseCircular {
    private static final double HALF_PI = 1.5707963267948966;
    private static final double HALF_PI_REST = 6.123233995736766e-17;

    /** {@code (atan z - z) / z^3} over z^2, up to 1; the function to 2^-57.6. */
    private static final double[] ATAN = {
        -0.3333333333333307,
        0.1999999999995148,
        -0.1428571428257595,
        0.11111111007047692,
        -0.0909090700333428,
        0.07692279842963924,
        -0.06666404085371147,
        0.05880527968866337,
        -0.05253519196874397,
        0.04722324276761142,
        -0.04219184065828254,
        0.03664200990074596,
        -0.029904008467736394,
        0.021985030419674898,
        -0.013900721304935932,
        0.007196614173896017,
        -0.002884974322474227,
        0.00083134124319364,
        -0.0001521650156524281,
        1.322548800202812e-05
    };

    /** {@code (asin z - z) / z^3} over z^2, up to 1/2; the function to 2^-59.8. */
    private static final double[] ASIN = {
        0.1666666666666676,
        0.07499999999970872,
        0.044642857174541584,
        0.030381942711197967,
        0.022372214890536916,
        0.01735161377063987,
        0.013980799376419491,
        0.01139908597850171,
        0.010779277847745336,
        0.0037100887911705625,
        0.02169851343158686,
        -0.020986466649649798,
        0.03262078614353336
    };

    private InverseCircular() {}

    /** Beyond 1 as {@code pi/2 - atan(1/x)}. */
    static IrValue atan(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var isGreat = a.is(magnitude, "ogt", 1);
        var near = series(a, a.choose(isGreat, a.divide(a.real(1), magnitude), magnitude), ATAN);
        var far = a.add(a.real(HALF_PI), a.subtract(a.real(HALF_PI_REST), near));
        return a.withSign(a.choose(isGreat, far, near), x);
    }

    /** The angle of the point, of the smaller coordinate by the greater, turned into its octant. */
    static IrValue atan2(Arithmetic a, IrValue y, IrValue x) {
        var height = a.magnitude(y);
        var width = a.magnitude(x);
        var f = a.function();
        var isSteep = f.compare("ogt", height, width);
        var greater = a.choose(isSteep, height, width);
        var smaller = a.choose(isSteep, width, height);
        var quotient = a.divide(smaller, greater);
        // Both may be 0, or infinite.
        var ofZeros = a.choose(a.is(a.add(smaller, greater), "oeq", 0), a.real(0), quotient);
        double infinity = Double.POSITIVE_INFINITY;
        var areInfinite = f.binary("and", a.is(smaller, "oeq", infinity), a.is(greater, "oeq", infinity));
        var ratio = a.choose(areInfinite, a.real(1), ofZeros);
        var angle = series(a, ratio, ATAN);
        var isLeft = f.compare("slt", a.bits(x), a.integer(0));
        var turned = a.choose(f.binary("xor", isSteep, isLeft), a.negate(angle), angle);
        var quarters = a.choose(isSteep, a.real(1), a.choose(isLeft, a.real(2), a.real(0)));
        var rest = a.fma(quarters, a.real(HALF_PI_REST), turned);
        return a.withSign(a.fma(quarters, a.real(HALF_PI), rest), y);
    }

    /** Beyond 1/2 as {@code pi/2 - 2 asin(sqrt((1 - x) / 2))}. */
    static IrValue asin(Arithmetic a, IrValue x) {
        var parts = parts(a, x);
        var far = a.fma(a.real(-2), parts.series(), a.real(HALF_PI_REST));
        return a.withSign(a.choose(parts.isFar(), a.add(a.real(HALF_PI), far), parts.series()), x);
    }

    /** {@code pi/2 - asin x}; near 1 only the series is left of that. */
    static IrValue acos(Arithmetic a, IrValue x) {
        var parts = parts(a, x);
        var rest = a.real(HALF_PI_REST);
        var isNegative = a.is(x, "olt", 0);
        var signed = a.withSign(parts.series(), x);
        var near = a.add(a.real(HALF_PI), a.subtract(rest, signed));
        var twice = a.add(parts.series(), parts.series());
        var left = a.add(a.real(2 * HALF_PI), a.subtract(a.real(2 * HALF_PI_REST), twice));
        return a.choose(parts.isFar(), a.choose(isNegative, left, twice), near);
    }

    /** The arc sine of |x|, or beyond 1/2 that of {@code sqrt((1 - |x|) / 2)}. */
    private record Parts(IrValue isFar, IrValue series) {}

    private static Parts parts(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var isFar = a.is(magnitude, "ogt", 0.5);
        var half = a.multiply(a.subtract(a.real(1), magnitude), a.real(0.5));
        return new Parts(isFar, series(a, a.choose(isFar, a.root(half), magnitude), ASIN));
    }

    private static IrValue series(Arithmetic a, IrValue z, double[] coefficients) {
        var square = a.multiply(z, z);
        return a.fma(a.multiply(square, z), a.polynomial(square, coefficients), z);
    }
}
