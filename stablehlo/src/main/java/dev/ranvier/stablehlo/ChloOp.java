package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.StablehloAttribute.Precision;
import dev.ranvier.stablehlo.StablehloAttribute.RaggedDotDimensionNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client dialect CHLO: functions and conveniences above StableHLO. */
public sealed interface ChloOp extends Op {
    /** The representable value next to x in the direction of y. */
    @OpName("chlo.next_after")
    record NextAfter(Value x, Value y, OpResult result, OpInfo info) implements ChloOp {}

    /** The n-th derivative of digamma. */
    @OpName("chlo.polygamma")
    record Polygamma(Value n, Value x, OpResult result, OpInfo info) implements ChloOp {}

    /** Hurwitz zeta function. */
    @OpName("chlo.zeta")
    record Zeta(Value x, Value q, OpResult result, OpInfo info) implements ChloOp {}

    /** The upper half of a double-width integer product. */
    @OpName("chlo.mulhi")
    record Mulhi(Value lhs, Value rhs, OpResult result, OpInfo info) implements ChloOp {}

    /** A constant. */
    @OpName("chlo.constant")
    record ChloConstant(Attribute value, OpResult output, OpInfo info) implements ChloOp {}

    /** A splat of the operand's shape. */
    @OpName("chlo.constant_like")
    record ConstantLike(Attribute value, Value operand, OpResult result, OpInfo info) implements ChloOp {}

    /** select after broadcasting. */
    @OpName("chlo.broadcast_select")
    record BroadcastSelect(Value pred, Value onTrue, Value onFalse, OpResult result, OpInfo info) implements ChloOp {}

    /** Matrix products over groups of a ragged dimension. */
    @OpName("chlo.ragged_dot")
    record RaggedDot(
            Value lhs,
            Value rhs,
            Value groupSizes,
            RaggedDotDimensionNumbers raggedDotDimensionNumbers,
            @Nullable List<Precision> precisionConfig,
            OpResult result,
            OpInfo info)
            implements ChloOp {}

    /** The k greatest elements of the last dimension, and their indices. */
    @OpName("chlo.top_k")
    record TopK(Value operand, long k, OpResult values, OpResult indices, OpInfo info) implements ChloOp {}

    /** A body applied along a dimension that hands on its carries. */
    @OpName(value = "chlo.scan", segmented = true)
    record Scan(
            List<Value> inputs,
            List<Value> inits,
            long dimension,
            @Nullable Long scanDimSize,
            @Nullable Boolean isReverse,
            @Nullable Boolean isAssociative,
            Region body,
            List<OpResult> outputs,
            List<OpResult> carries,
            OpInfo info)
            implements ChloOp {}

    /** Elementwise functions of one operand. */
    sealed interface Unary extends ChloOp {
        Value operand();

        OpResult result();

        /** Common part of complex asin and acos. */
        @OpName("chlo._asin_acos_kernel")
        record AsinAcosKernel(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Arc cosine. */
        @OpName("chlo.acos")
        record Acos(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Inverse hyperbolic cosine. */
        @OpName("chlo.acosh")
        record Acosh(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Arc sine. */
        @OpName("chlo.asin")
        record Asin(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Inverse hyperbolic sine. */
        @OpName("chlo.asinh")
        record Asinh(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Arc tangent. */
        @OpName("chlo.atan")
        record Atan(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Inverse hyperbolic tangent. */
        @OpName("chlo.atanh")
        record Atanh(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Exponentially scaled modified Bessel function of order 1. */
        @OpName("chlo.bessel_i1e")
        record BesselI1e(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Complex conjugate. */
        @OpName("chlo.conj")
        record Conj(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Hyperbolic cosine. */
        @OpName("chlo.cosh")
        record Cosh(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Hyperbolic sine. */
        @OpName("chlo.sinh")
        record Sinh(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Tangent. */
        @OpName("chlo.tan")
        record Tan(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Derivative of the logarithm of the gamma function. */
        @OpName("chlo.digamma")
        record Digamma(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Error function. */
        @OpName("chlo.erf")
        record Erf(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Inverse of the error function. */
        @OpName("chlo.erf_inv")
        record ErfInv(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** One minus the error function. */
        @OpName("chlo.erfc")
        record Erfc(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Whether infinite. */
        @OpName("chlo.is_inf")
        record IsInf(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Whether minus infinity. */
        @OpName("chlo.is_neg_inf")
        record IsNegInf(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Whether plus infinity. */
        @OpName("chlo.is_pos_inf")
        record IsPosInf(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** Logarithm of the absolute value of the gamma function. */
        @OpName("chlo.lgamma")
        record Lgamma(Value operand, OpResult result, OpInfo info) implements Unary {}

        /** The operand times itself. */
        @OpName("chlo.square")
        record Square(Value operand, OpResult result, OpInfo info) implements Unary {}
    }

    /** Binary ops that broadcast their operands first: as NumPy does, or by {@code broadcastDimensions}. */
    sealed interface BroadcastBinary extends ChloOp {
        Value lhs();

        Value rhs();

        @Nullable
        Int64Array broadcastDimensions();

        OpResult result();

        /** add after broadcasting. */
        @OpName("chlo.broadcast_add")
        record BroadcastAdd(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** and after broadcasting. */
        @OpName("chlo.broadcast_and")
        record BroadcastAnd(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** atan2 after broadcasting. */
        @OpName("chlo.broadcast_atan2")
        record BroadcastAtan2(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** complex after broadcasting. */
        @OpName("chlo.broadcast_complex")
        record BroadcastComplex(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** divide after broadcasting. */
        @OpName("chlo.broadcast_divide")
        record BroadcastDivide(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** maximum after broadcasting. */
        @OpName("chlo.broadcast_maximum")
        record BroadcastMaximum(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** minimum after broadcasting. */
        @OpName("chlo.broadcast_minimum")
        record BroadcastMinimum(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** multiply after broadcasting. */
        @OpName("chlo.broadcast_multiply")
        record BroadcastMultiply(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** next_after after broadcasting. */
        @OpName("chlo.broadcast_next_after")
        record BroadcastNextAfter(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** or after broadcasting. */
        @OpName("chlo.broadcast_or")
        record BroadcastOr(Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** polygamma after broadcasting. */
        @OpName("chlo.broadcast_polygamma")
        record BroadcastPolygamma(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** power after broadcasting. */
        @OpName("chlo.broadcast_power")
        record BroadcastPower(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** remainder after broadcasting. */
        @OpName("chlo.broadcast_remainder")
        record BroadcastRemainder(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** shift_left after broadcasting. */
        @OpName("chlo.broadcast_shift_left")
        record BroadcastShiftLeft(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** shift_right_arithmetic after broadcasting. */
        @OpName("chlo.broadcast_shift_right_arithmetic")
        record BroadcastShiftRightArithmetic(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** shift_right_logical after broadcasting. */
        @OpName("chlo.broadcast_shift_right_logical")
        record BroadcastShiftRightLogical(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** subtract after broadcasting. */
        @OpName("chlo.broadcast_subtract")
        record BroadcastSubtract(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** xor after broadcasting. */
        @OpName("chlo.broadcast_xor")
        record BroadcastXor(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** zeta after broadcasting. */
        @OpName("chlo.broadcast_zeta")
        record BroadcastZeta(
                Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info)
                implements BroadcastBinary {}

        /** compare after broadcasting. */
        @OpName("chlo.broadcast_compare")
        record BroadcastCompare(
                Value lhs,
                Value rhs,
                @Nullable Int64Array broadcastDimensions,
                ComparisonDirection comparisonDirection,
                @Nullable ComparisonType compareType,
                OpResult result,
                OpInfo info)
                implements BroadcastBinary {}
    }
}
