package dev.ranvier.reference;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * Elementwise functions of booleans and integers.
 *
 * <p>They take elements as {@link Tensor#getLong} gives them and may exceed the type, because
 * {@link Tensor#setLong} wraps around. Where the specification leaves a result to the implementation they do as XLA:
 * a division by zero gives a quotient of ones and the dividend as remainder, the least integer over -1 wraps around,
 * and a shift by the width or more leaves nothing but copies of the bit that moves in.
 */
final class IntegerFunctions {
    private IntegerFunctions() {}

    /** @throws RanvierException if the op is not defined for {@code type} */
    static LongUnaryOperator of(UnaryOp op, ScalarType type) {
        long mask = mask(type);
        return switch (op) {
            case UnaryOp.Abs _ -> Math::abs;
            case UnaryOp.Negate _ -> x -> -x;
            case UnaryOp.Not _ -> x -> ~x;
            case UnaryOp.Sign _ -> Long::signum;
            case UnaryOp.PopulationCount _ -> x -> Long.bitCount(x & mask);
            case UnaryOp.CountLeadingZeros _ -> x -> Long.numberOfLeadingZeros(x & mask) - (64 - type.bitWidth());
            case UnaryOp.Cbrt _,
                    UnaryOp.Ceil _,
                    UnaryOp.Cosine _,
                    UnaryOp.Exponential _,
                    UnaryOp.ExponentialMinusOne _,
                    UnaryOp.Floor _,
                    UnaryOp.Imag _,
                    UnaryOp.IsFinite _,
                    UnaryOp.Log _,
                    UnaryOp.LogPlusOne _,
                    UnaryOp.Logistic _,
                    UnaryOp.Real _,
                    UnaryOp.RoundNearestAfz _,
                    UnaryOp.RoundNearestEven _,
                    UnaryOp.Rsqrt _,
                    UnaryOp.Sine _,
                    UnaryOp.Sqrt _,
                    UnaryOp.Tan _,
                    UnaryOp.Tanh _ -> throw Elementwise.undefined(op, type);
        };
    }

    /** @throws RanvierException if the op is not defined for {@code type} */
    static LongBinaryOperator of(BinaryOp op, ScalarType type) {
        boolean signed = type.kind() == ScalarType.Kind.SIGNED;
        return switch (op) {
            case BinaryOp.Add _ -> type == ScalarType.I1 ? (x, y) -> x | y : Long::sum;
            case BinaryOp.Subtract _ -> (x, y) -> x - y;
            case BinaryOp.Multiply _ -> (x, y) -> x * y;
            case BinaryOp.Divide _ -> signed ? IntegerFunctions::quotient : IntegerFunctions::unsignedQuotient;
            case BinaryOp.Remainder _ ->
                signed ? (x, y) -> y == 0 ? x : x % y : (x, y) -> y == 0 ? x : Long.remainderUnsigned(x, y);
            case BinaryOp.Maximum _ -> signed ? Math::max : (x, y) -> Long.compareUnsigned(x, y) >= 0 ? x : y;
            case BinaryOp.Minimum _ -> signed ? Math::min : (x, y) -> Long.compareUnsigned(x, y) <= 0 ? x : y;
            case BinaryOp.Power _ -> signed ? IntegerFunctions::signedPower : IntegerFunctions::power;
            case BinaryOp.And _ -> (x, y) -> x & y;
            case BinaryOp.Or _ -> (x, y) -> x | y;
            case BinaryOp.Xor _ -> (x, y) -> x ^ y;
            case BinaryOp.ShiftLeft _, BinaryOp.ShiftRightArithmetic _, BinaryOp.ShiftRightLogical _ -> shift(op, type);
            case BinaryOp.Atan2 _, BinaryOp.Complex _ -> throw Elementwise.undefined(op, type);
        };
    }

    private static LongBinaryOperator shift(BinaryOp op, ScalarType type) {
        int width = type.bitWidth();
        int unused = 64 - width;
        long mask = mask(type);
        if (op instanceof BinaryOp.ShiftLeft) {
            return (x, y) -> beyond(y, mask, width) ? 0 : x << y;
        }
        if (op instanceof BinaryOp.ShiftRightLogical) {
            return (x, y) -> beyond(y, mask, width) ? 0 : (x & mask) >>> y;
        }
        // The highest bit counts as the sign of an unsigned number too.
        return (x, y) -> x << unused >> unused >> (beyond(y, mask, width) ? 63 : y);
    }

    /** Whether a shift amount, read as unsigned, reaches the width. */
    private static boolean beyond(long amount, long mask, int width) {
        return Long.compareUnsigned(amount & mask, width) >= 0;
    }

    /** Ones for the bits of the type. */
    private static long mask(ScalarType type) {
        return -1L >>> (64 - type.bitWidth());
    }

    private static long quotient(long x, long y) {
        return y == 0 ? -1 : x / y;
    }

    private static long unsignedQuotient(long x, long y) {
        return y == 0 ? -1 : Long.divideUnsigned(x, y);
    }

    private static long signedPower(long base, long exponent) {
        if (exponent >= 0) {
            return power(base, exponent);
        }
        // The truncated reciprocal of a power.
        return base == 1 ? 1 : base == -1 ? 1 - 2 * (exponent & 1) : 0;
    }

    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long rest = exponent; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /** The upper half of the double-width product. */
    static LongBinaryOperator upperProduct(ScalarType type) {
        int width = type.bitWidth();
        if (width < 64) {
            return (x, y) -> (x * y) >> width;
        }
        return type.kind() == ScalarType.Kind.SIGNED ? Math::multiplyHigh : Math::unsignedMultiplyHigh;
    }
}
