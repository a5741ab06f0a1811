package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;

/**
 * The hyperbolic functions of real numbers as CHLO defines them, by exponentials. Each step is rounded, to f64 for f64
 * and to f32 for narrower types, so that the op gives the same numbers as a program in which StableHLO ops already took
 * its place.
 *
 * <p>The sums {@code x + log(1/2)} keep {@code e^x / 2} from overflowing with {@code e^x}. Their rounding makes results
 * up to {@code |x| + 4} units in the last place differ from the functions.
 */
final class Hyperbolic {
    private final boolean isDouble;
    private final double logOfHalf;

    Hyperbolic(ElementType type) {
        this.isDouble = type == ScalarType.F64;
        this.logOfHalf = rounded(StrictMath.log(0.5));
    }

    private double rounded(double value) {
        return isDouble ? value : (float) value;
    }

    double cosh(double x) {
        return rounded(halfExponential(x) + halfExponential(-x));
    }

    /** Near 0, where the exponentials would cancel, of {@code e^x - 1}. */
    double sinh(double x) {
        if (!(Math.abs(x) < 1)) {
            return rounded(halfExponential(x) - halfExponential(-x));
        }
        double excess = rounded(StrictMath.expm1(x));
        double ratio = rounded(excess / rounded(excess + 1));
        return rounded(0.5 * rounded(excess + ratio));
    }

    private double halfExponential(double x) {
        return rounded(StrictMath.exp(rounded(x + logOfHalf)));
    }
}
