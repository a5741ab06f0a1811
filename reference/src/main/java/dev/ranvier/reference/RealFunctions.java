package dev.ranvier.reference;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Elementwise functions of real numbers, in f64. Narrower types are rounded once from the f64 result, which makes
 * sums, products, quotients and square roots of types up to f32 correctly rounded (a double has more than twice their
 * bits plus two, see Figueroa, "When is double rounding innocuous?"), and the other functions very nearly so.
 */
final class RealFunctions {
    private RealFunctions() {}

    /** @throws RanvierException if the op is not defined for {@code type} */
    static DoubleUnaryOperator of(UnaryOp op, ElementType type) {
        return switch (op) {
            case UnaryOp.Abs _ -> Math::abs;
            case UnaryOp.Cbrt _ -> StrictMath::cbrt;
            case UnaryOp.Ceil _ -> Math::ceil;
            case UnaryOp.Cosine _ -> StrictMath::cos;
            case UnaryOp.Exponential _ -> StrictMath::exp;
            case UnaryOp.ExponentialMinusOne _ -> StrictMath::expm1;
            case UnaryOp.Floor _ -> Math::floor;
            case UnaryOp.Imag _ -> _ -> 0;
            case UnaryOp.Log _ -> StrictMath::log;
            case UnaryOp.LogPlusOne _ -> StrictMath::log1p;
            case UnaryOp.Logistic _ -> RealFunctions::logistic;
            case UnaryOp.Negate _ -> x -> -x;
            case UnaryOp.Real _ -> x -> x;
            case UnaryOp.RoundNearestAfz _ -> RealFunctions::roundAwayFromZero;
            case UnaryOp.RoundNearestEven _ -> Math::rint;
            case UnaryOp.Rsqrt _ -> x -> 1 / Math.sqrt(x);
            case UnaryOp.Sign _ -> Math::signum;
            case UnaryOp.Sine _ -> StrictMath::sin;
            case UnaryOp.Sqrt _ -> Math::sqrt;
            case UnaryOp.Tan _ -> StrictMath::tan;
            case UnaryOp.Tanh _ -> StrictMath::tanh;
            case UnaryOp.CountLeadingZeros _, UnaryOp.IsFinite _, UnaryOp.Not _, UnaryOp.PopulationCount _ ->
                throw Elementwise.undefined(op, type);
        };
    }

    /** @throws RanvierException if the op is not defined for {@code type} */
    static DoubleBinaryOperator of(BinaryOp op, ElementType type) {
        return switch (op) {
            case BinaryOp.Add _ -> Double::sum;
            case BinaryOp.Atan2 _ -> StrictMath::atan2;
            case BinaryOp.Divide _ -> (x, y) -> x / y;
            case BinaryOp.Maximum _ -> Math::max;
            case BinaryOp.Minimum _ -> Math::min;
            case BinaryOp.Multiply _ -> (x, y) -> x * y;
            case BinaryOp.Power _ -> RealFunctions::power;
            case BinaryOp.Remainder _ -> (x, y) -> x % y;
            case BinaryOp.Subtract _ -> (x, y) -> x - y;
            case BinaryOp.And _,
                    BinaryOp.Complex _,
                    BinaryOp.Or _,
                    BinaryOp.ShiftLeft _,
                    BinaryOp.ShiftRightArithmetic _,
                    BinaryOp.ShiftRightLogical _,
                    BinaryOp.Xor _ -> throw Elementwise.undefined(op, type);
        };
    }

    /** IEEE 754 {@code pow}: 1 to any power and -1 to an infinite one are 1, where Java's is NaN. */
    static double power(double base, double exponent) {
        if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
            return 1;
        }
        return StrictMath.pow(base, exponent);
    }

    private static double logistic(double x) {
        if (x >= 0) {
            return 1 / (1 + StrictMath.exp(-x));
        }
        double exponential = StrictMath.exp(x);
        return exponential / (1 + exponential);
    }

    private static double roundAwayFromZero(double x) {
        double magnitude = Math.abs(x);
        double below = Math.floor(magnitude);
        return Math.copySign(magnitude - below >= 0.5 ? below + 1 : below, x);
    }

    /** Accurate to a few units in the last place: the logarithm is taken of a small excess over 1, not of the sum. */
    static double asinh(double x) {
        double magnitude = Math.abs(x);
        if (magnitude > 0x1p28) {
            return Math.copySign(StrictMath.log(magnitude) + StrictMath.log(2), x);
        }
        double square = magnitude * magnitude;
        return Math.copySign(StrictMath.log1p(magnitude + square / (1 + Math.sqrt(1 + square))), x);
    }

    /** As {@link #asinh}; NaN below 1. */
    static double acosh(double x) {
        if (!(x >= 1)) {
            return Double.NaN;
        }
        if (x > 0x1p28) {
            return StrictMath.log(x) + StrictMath.log(2);
        }
        double excess = x - 1;
        return StrictMath.log1p(excess + Math.sqrt(2 * excess + excess * excess));
    }

    /** As {@link #asinh}; NaN beyond 1. */
    static double atanh(double x) {
        double magnitude = Math.abs(x);
        return Math.copySign(0.5 * StrictMath.log1p(2 * magnitude / (1 - magnitude)), x);
    }
}
