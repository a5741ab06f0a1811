package dev.ranvier.stablehlo;

import java.util.List;

/** Elementwise ops of two operands; result and operands have one shape. Specification section: the op's own name. */
public sealed interface BinaryOp extends Op {
    Value lhs();

    Value rhs();

    OpResult result();

    // As the schema gives them, which takes longer: passes ask often, and most ops are of this family.
    @Override
    default List<Value> operands() {
        return List.of(lhs(), rhs());
    }

    @Override
    default List<OpResult> results() {
        return List.of(result());
    }

    @Override
    default List<Region> regions() {
        return List.of();
    }

    /** Sum; logical or for booleans. */
    @OpName("stablehlo.add")
    record Add(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Logical or bitwise and. */
    @OpName("stablehlo.and")
    record And(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Angle of the point (rhs, lhs). */
    @OpName("stablehlo.atan2")
    record Atan2(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** A complex number from its real and imaginary parts. */
    @OpName("stablehlo.complex")
    record Complex(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Quotient; truncated towards zero for integers. */
    @OpName("stablehlo.divide")
    record Divide(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Greater value, NaN if either is; logical or for booleans; lexicographic for complex numbers. */
    @OpName("stablehlo.maximum")
    record Maximum(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Lesser value, NaN if either is; logical and for booleans; lexicographic for complex numbers. */
    @OpName("stablehlo.minimum")
    record Minimum(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Product; logical and for booleans. */
    @OpName("stablehlo.multiply")
    record Multiply(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Logical or bitwise or. */
    @OpName("stablehlo.or")
    record Or(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** lhs to the power of rhs. */
    @OpName("stablehlo.power")
    record Power(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Remainder of the division, with the sign of lhs. */
    @OpName("stablehlo.remainder")
    record Remainder(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Left shift. */
    @OpName("stablehlo.shift_left")
    record ShiftLeft(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Right shift that copies the sign bit. */
    @OpName("stablehlo.shift_right_arithmetic")
    record ShiftRightArithmetic(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Right shift that brings in zeros. */
    @OpName("stablehlo.shift_right_logical")
    record ShiftRightLogical(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Difference. */
    @OpName("stablehlo.subtract")
    record Subtract(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}

    /** Logical or bitwise exclusive or. */
    @OpName("stablehlo.xor")
    record Xor(Value lhs, Value rhs, OpResult result, OpInfo info) implements BinaryOp {}
}
