package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ChloOp.BroadcastBinary;
import dev.ranvier.stablehlo.ChloOp.BroadcastSelect;
import dev.ranvier.stablehlo.ChloOp.ChloConstant;
import dev.ranvier.stablehlo.ChloOp.ConstantLike;
import dev.ranvier.stablehlo.ChloOp.TopK;
import dev.ranvier.stablehlo.ChloOp.Unary;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of CHLO, from its op definitions. They have no numbers, so the labels are words. */
final class ChloRules {
    private static final Set<ElementKind> FLOAT_OR_COMPLEX = EnumSet.of(ElementKind.FLOAT, ElementKind.COMPLEX);

    private ChloRules() {}

    static ResultTypes check(ChloOp op, Constraints constraints) {
        return switch (op) {
            case ChloOp.NextAfter next -> same(next.x(), next.y(), ElementKind.FLOATS, constraints);
            case ChloOp.Polygamma polygamma -> same(polygamma.n(), polygamma.x(), ElementKind.FLOATS, constraints);
            case ChloOp.Zeta zeta -> same(zeta.x(), zeta.q(), ElementKind.FLOATS, constraints);
            case ChloOp.Mulhi mulhi -> same(mulhi.lhs(), mulhi.rhs(), ElementKind.INTEGERS, constraints);
            case ChloConstant constant -> check(constant, constraints);
            case ConstantLike like -> check(like, constraints);
            case BroadcastSelect select -> check(select, constraints);
            case ChloOp.RaggedDot dot -> RaggedDotRules.check(dot, constraints);
            case TopK topK -> check(topK, constraints);
            case ChloOp.Scan scan -> ScanRules.check(scan, constraints);
            case Unary unary -> check(unary, constraints);
            case BroadcastBinary binary -> check(binary, constraints);
        };
    }

    private static ResultTypes same(Value a, Value b, Set<ElementKind> kinds, Constraints constraints) {
        var first = constraints.tensor("operands", "the first operand", a, kinds);
        var second = constraints.tensor("operands", "the second operand", b, kinds);
        constraints.compatible("operands", "the first operand", first, "the second", second);
        return ResultTypes.of("result", Compatibility.mostSpecific(first, second));
    }

    private static ResultTypes check(Unary op, Constraints constraints) {
        var kinds = switch (op) {
            case Unary.AsinAcosKernel _ -> ElementKind.COMPLEXES;
            case Unary.Acos _,
                    Unary.Acosh _,
                    Unary.Asin _,
                    Unary.Asinh _,
                    Unary.Atan _,
                    Unary.Atanh _,
                    Unary.BesselI1e _,
                    Unary.Conj _,
                    Unary.Cosh _,
                    Unary.Sinh _,
                    Unary.Tan _,
                    Unary.Square _ -> FLOAT_OR_COMPLEX;
            case Unary.Digamma _,
                    Unary.Erf _,
                    Unary.ErfInv _,
                    Unary.Erfc _,
                    Unary.Lgamma _,
                    Unary.IsInf _,
                    Unary.IsNegInf _,
                    Unary.IsPosInf _ -> ElementKind.FLOATS;
        };
        var operand = constraints.tensor("operand", "operand", op.operand(), kinds);
        boolean predicate = op instanceof Unary.IsInf || op instanceof Unary.IsNegInf || op instanceof Unary.IsPosInf;
        return ResultTypes.of("result", predicate ? operand.withElementType(ScalarType.I1) : operand);
    }

    private static ResultTypes check(BroadcastBinary op, Constraints constraints) {
        var kinds = switch (op) {
            case BroadcastBinary.BroadcastAnd _, BroadcastBinary.BroadcastOr _, BroadcastBinary.BroadcastXor _ ->
                ElementKind.BOOLEAN_OR_INTEGER;
            case BroadcastBinary.BroadcastComplex _, BroadcastBinary.BroadcastZeta _ -> ElementKind.FLOATS;
            case BroadcastBinary.BroadcastAdd _,
                    BroadcastBinary.BroadcastAtan2 _,
                    BroadcastBinary.BroadcastCompare _,
                    BroadcastBinary.BroadcastDivide _,
                    BroadcastBinary.BroadcastMaximum _,
                    BroadcastBinary.BroadcastMinimum _,
                    BroadcastBinary.BroadcastMultiply _,
                    BroadcastBinary.BroadcastNextAfter _,
                    BroadcastBinary.BroadcastPolygamma _,
                    BroadcastBinary.BroadcastPower _,
                    BroadcastBinary.BroadcastRemainder _,
                    BroadcastBinary.BroadcastShiftLeft _,
                    BroadcastBinary.BroadcastShiftRightArithmetic _,
                    BroadcastBinary.BroadcastShiftRightLogical _,
                    BroadcastBinary.BroadcastSubtract _ -> ElementKind.ANY;
        };
        var lhs = constraints.tensor("operands", "lhs", op.lhs(), kinds);
        var rhs = constraints.tensor("operands", "rhs", op.rhs(), kinds);
        constraints.compatibleElements("operands", "lhs", lhs, "rhs", rhs);
        var element = switch (op) {
            case BroadcastBinary.BroadcastCompare _ -> ScalarType.I1;
            case BroadcastBinary.BroadcastComplex _ -> complex(lhs, constraints);
            default -> lhs.elementType();
        };
        return ResultTypes.of("result", new TensorType(Broadcasting.shape(op, lhs, rhs, constraints), element));
    }

    private static ComplexType complex(TensorType part, Constraints constraints) {
        if (part.elementType() == ScalarType.F32 || part.elementType() == ScalarType.F64) {
            return new ComplexType((ScalarType) part.elementType());
        }
        throw constraints.violation("operands", "complex numbers must be of f32 or f64, got %s", part);
    }

    private static ResultTypes check(BroadcastSelect op, Constraints constraints) {
        var pred = constraints.tensor("operands", "pred", op.pred(), ElementKind.BOOLEANS);
        var onTrue = constraints.tensor("operands", "on_true", op.onTrue(), ElementKind.ANY);
        var onFalse = constraints.tensor("operands", "on_false", op.onFalse(), ElementKind.ANY);
        constraints.sameElements("operands", "on_true", onTrue, "on_false", onFalse);
        var shape = Broadcasting.shape(List.of(pred, onTrue, onFalse), constraints);
        return ResultTypes.of("result", new TensorType(shape, onTrue.elementType()));
    }

    private static ResultTypes check(ChloConstant op, Constraints constraints) {
        var type = switch (op.value()) {
            case DenseElements elements -> elements.type();
            case DenseResource resource -> resource.type();
            default ->
                throw constraints.violation("value", "value must be the elements of a tensor, got %s", op.value());
        };
        return ResultTypes.of("result", constraints.tensor("value", "value", type, ElementKind.NOT_PER_AXIS));
    }

    private static ResultTypes check(ConstantLike op, Constraints constraints) {
        var operand = constraints.tensor("operand", "operand", op.operand(), ElementKind.ANY);
        var result = constraints.tensor("result", "result", op.result(), ElementKind.ANY);
        var element = elementType(op.value());
        return ResultTypes.of("value", operand.withElementType(element == null ? result.elementType() : element));
    }

    /** The type of a number, or null for one of a dialect that is carried without being read. */
    private static @Nullable ElementType elementType(Attribute number) {
        return switch (number) {
            case BuiltinAttribute.Int integer -> integer.type();
            case BuiltinAttribute.Real real -> real.type();
            case BuiltinAttribute.Bool _ -> ScalarType.I1;
            default -> null;
        };
    }

    private static ResultTypes check(TopK op, Constraints constraints) {
        var operand = constraints.tensor("operand", "operand", op.operand(), ElementKind.ANY);
        constraints.require("operand", operand.rank() >= 1, "operand must be of rank 1 or more, got %s", operand);
        int last = operand.rank() - 1;
        constraints.require(
                "k",
                op.k() >= 0 && (!(operand.dimension(last) instanceof Dimension.Static(long size)) || op.k() <= size),
                "k must be at most the last dimension of operand, got %d for %s",
                op.k(),
                operand);
        var dimensions = new ArrayList<>(operand.dimensions());
        dimensions.set(last, Dimension.of(op.k()));
        var values = operand.withDimensions(dimensions);
        return ResultTypes.of("result", values, values.withElementType(ScalarType.I32));
    }
}
