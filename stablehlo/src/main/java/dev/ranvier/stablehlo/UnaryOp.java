package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.ResultAccuracy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elementwise ops of one operand; result and operand have one shape. Specification section: the op's own name. */
public sealed interface UnaryOp extends Op {
    Value operand();

    OpResult result();

    // As the schema gives them, which takes longer: passes ask often, and most ops are of this family.
    @Override
    default List<Value> operands() {
        return List.of(operand());
    }

    @Override
    default List<OpResult> results() {
        return List.of(result());
    }

    @Override
    default List<Region> regions() {
        return List.of();
    }

    /** The accuracy asked for, or null if none is. */
    default @Nullable ResultAccuracy resultAccuracy() {
        return null;
    }

    /** Absolute value; the magnitude of a complex number. */
    @OpName("stablehlo.abs")
    record Abs(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Cube root. */
    @OpName("stablehlo.cbrt")
    record Cbrt(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** Least integral value not below. */
    @OpName("stablehlo.ceil")
    record Ceil(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Number of leading zero bits. */
    @OpName("stablehlo.count_leading_zeros")
    record CountLeadingZeros(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Cosine. */
    @OpName("stablehlo.cosine")
    record Cosine(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** e to the power of the operand. */
    @OpName("stablehlo.exponential")
    record Exponential(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** e to the power of the operand, minus one, without cancellation. */
    @OpName("stablehlo.exponential_minus_one")
    record ExponentialMinusOne(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** Greatest integral value not above. */
    @OpName("stablehlo.floor")
    record Floor(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Imaginary part. */
    @OpName("stablehlo.imag")
    record Imag(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Whether neither infinite nor NaN. */
    @OpName("stablehlo.is_finite")
    record IsFinite(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Natural logarithm. */
    @OpName("stablehlo.log")
    record Log(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** Natural logarithm of one plus the operand, without cancellation. */
    @OpName("stablehlo.log_plus_one")
    record LogPlusOne(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** 1 / (1 + e^-x). */
    @OpName("stablehlo.logistic")
    record Logistic(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** Negation. */
    @OpName("stablehlo.negate")
    record Negate(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Logical or bitwise not. */
    @OpName("stablehlo.not")
    record Not(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Number of one bits. */
    @OpName("stablehlo.popcnt")
    record PopulationCount(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Real part. */
    @OpName("stablehlo.real")
    record Real(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Nearest integral value, ties away from zero. */
    @OpName("stablehlo.round_nearest_afz")
    record RoundNearestAfz(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Nearest integral value, ties to even. */
    @OpName("stablehlo.round_nearest_even")
    record RoundNearestEven(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Reciprocal of the square root. */
    @OpName("stablehlo.rsqrt")
    record Rsqrt(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** -1, 0 or 1 (x / |x| for complex numbers). */
    @OpName("stablehlo.sign")
    record Sign(Value operand, OpResult result, OpInfo info) implements UnaryOp {}

    /** Sine. */
    @OpName("stablehlo.sine")
    record Sine(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** Square root. */
    @OpName("stablehlo.sqrt")
    record Sqrt(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** Tangent. */
    @OpName("stablehlo.tan")
    record Tan(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}

    /** Hyperbolic tangent. */
    @OpName("stablehlo.tanh")
    record Tanh(Value operand, @Nullable ResultAccuracy resultAccuracy, OpResult result, OpInfo info)
            implements UnaryOp {}
}
