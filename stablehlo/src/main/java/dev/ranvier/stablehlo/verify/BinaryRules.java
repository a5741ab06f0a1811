package dev.ranvier.stablehlo.verify;

import static dev.ranvier.stablehlo.verify.ElementKind.COMPLEX;
import static dev.ranvier.stablehlo.verify.ElementKind.FLOAT;
import static dev.ranvier.stablehlo.verify.ElementKind.QUANTIZED;
import static dev.ranvier.stablehlo.verify.ElementKind.SIGNED;
import static dev.ranvier.stablehlo.verify.ElementKind.UNSIGNED;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Rules of elementwise ops of two operands. */
final class BinaryRules {
    private static final Set<ElementKind> ARITHMETIC = EnumSet.of(SIGNED, UNSIGNED, FLOAT, COMPLEX, QUANTIZED);
    private static final Set<ElementKind> ANGLES = EnumSet.of(FLOAT, COMPLEX, QUANTIZED);

    private BinaryRules() {}

    static ResultTypes check(BinaryOp op, Constraints constraints) {
        var kinds = operandKinds(op);
        var lhs = constraints.tensor("I1", "lhs", op.lhs(), kinds);
        var rhs = constraints.tensor("I2", "rhs", op.rhs(), kinds);
        return switch (op) {
            case BinaryOp.Add add -> add(add, lhs, rhs, constraints);
            case BinaryOp.Complex _ -> complex(lhs, rhs, constraints);
            case BinaryOp.And _,
                    BinaryOp.Atan2 _,
                    BinaryOp.Divide _,
                    BinaryOp.Maximum _,
                    BinaryOp.Minimum _,
                    BinaryOp.Multiply _,
                    BinaryOp.Or _,
                    BinaryOp.Power _,
                    BinaryOp.Remainder _,
                    BinaryOp.ShiftLeft _,
                    BinaryOp.ShiftRightArithmetic _,
                    BinaryOp.ShiftRightLogical _,
                    BinaryOp.Subtract _,
                    BinaryOp.Xor _ -> {
                constraints.compatible("C1", "lhs", lhs, "rhs", rhs);
                yield ResultTypes.of("C1", Compatibility.mostSpecific(lhs, rhs));
            }
        };
    }

    private static Set<ElementKind> operandKinds(BinaryOp op) {
        return switch (op) {
            case BinaryOp.Add _ -> ElementKind.ANY;
            case BinaryOp.Maximum _, BinaryOp.Minimum _, BinaryOp.Multiply _ -> ElementKind.NOT_PER_AXIS;
            case BinaryOp.Divide _, BinaryOp.Power _, BinaryOp.Remainder _, BinaryOp.Subtract _ -> ARITHMETIC;
            case BinaryOp.Atan2 _ -> ANGLES;
            case BinaryOp.Complex _ -> ElementKind.FLOATS;
            case BinaryOp.And _, BinaryOp.Or _, BinaryOp.Xor _ -> ElementKind.BOOLEAN_OR_INTEGER;
            case BinaryOp.ShiftLeft _, BinaryOp.ShiftRightArithmetic _, BinaryOp.ShiftRightLogical _ ->
                ElementKind.INTEGERS;
        };
    }

    private static ResultTypes complex(TensorType lhs, TensorType rhs, Constraints constraints) {
        constraints.require(
                "I1",
                lhs.elementType() == ScalarType.F32 || lhs.elementType() == ScalarType.F64,
                "lhs must be a tensor of f32 or f64, got %s",
                lhs);
        constraints.compatible("C1", "lhs", lhs, "rhs", rhs);
        var complex = new ComplexType((ScalarType) lhs.elementType());
        return ResultTypes.of("C3", Compatibility.mostSpecific(lhs, rhs).withElementType(complex));
    }

    /** Addition alone takes per-axis quantized tensors (C2 to C7). */
    private static ResultTypes add(BinaryOp.Add op, TensorType lhs, TensorType rhs, Constraints constraints) {
        constraints.compatibleShapes("C1", "lhs", lhs, "rhs", rhs);
        var shape = Compatibility.mostSpecific(lhs, rhs);
        if (!(lhs.elementType() instanceof QuantizedType quantizedLhs)
                || !(rhs.elementType() instanceof QuantizedType quantizedRhs)) {
            constraints.compatible("C1", "lhs", lhs, "rhs", rhs);
            return ResultTypes.of("C1", shape);
        }
        constraints.require(
                "C3",
                quantizedLhs.storage() == quantizedRhs.storage(),
                "storage types must be the same, got %s and %s",
                lhs,
                rhs);
        constraints.require(
                "C4",
                quantizedLhs.expressed() == quantizedRhs.expressed(),
                "expressed types must be the same, got %s and %s",
                lhs,
                rhs);
        constraints.require(
                "C7",
                quantizedLhs.axis() == null
                        || quantizedRhs.axis() == null
                        || Objects.equals(quantizedLhs.axis(), quantizedRhs.axis()),
                "quantization dimensions must be the same, got %s and %s",
                lhs,
                rhs);
        var perAxis = quantizedLhs.axis() != null ? quantizedLhs : quantizedRhs;
        if (op.result().type() instanceof TensorType result
                && result.elementType() instanceof QuantizedType quantizedResult) {
            constraints.require(
                    (perAxis.axis() == null) != (quantizedResult.axis() == null) ? "C5" : "C6",
                    Objects.equals(perAxis.axis(), quantizedResult.axis()),
                    "result must be quantized along the dimension of lhs or rhs, got %s, %s and %s",
                    lhs,
                    rhs,
                    result);
        }
        return ResultTypes.of("C2", shape.withElementType(perAxis));
    }
}
