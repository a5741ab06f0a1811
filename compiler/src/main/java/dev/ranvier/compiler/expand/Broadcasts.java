package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ChloOp.BroadcastBinary;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** CHLO's ops that broadcast their operands, as the ops of the same names on operands of one shape. */
final class Broadcasts {
    private Broadcasts() {}

    static Value binary(BroadcastBinary op, RegionBuilder b) {
        var shape = op.result().tensorType();
        var lhs = broadcast(b, op.lhs(), shape, op.broadcastDimensions());
        var rhs = broadcast(b, op.rhs(), shape, op.broadcastDimensions());
        if (op instanceof BroadcastBinary.BroadcastCompare compare) {
            return b.emit((result, info) -> new ElementwiseOp.Compare(
                    lhs, rhs, compare.comparisonDirection(), compare.compareType(), result, info));
        }
        return b.binary(form(op), lhs, rhs);
    }

    private static OpForm.Binary form(BroadcastBinary op) {
        return switch (op) {
            case BroadcastBinary.BroadcastAdd _ -> BinaryOp.Add::new;
            case BroadcastBinary.BroadcastAnd _ -> BinaryOp.And::new;
            case BroadcastBinary.BroadcastAtan2 _ -> BinaryOp.Atan2::new;
            case BroadcastBinary.BroadcastComplex _ -> BinaryOp.Complex::new;
            case BroadcastBinary.BroadcastDivide _ -> BinaryOp.Divide::new;
            case BroadcastBinary.BroadcastMaximum _ -> BinaryOp.Maximum::new;
            case BroadcastBinary.BroadcastMinimum _ -> BinaryOp.Minimum::new;
            case BroadcastBinary.BroadcastMultiply _ -> BinaryOp.Multiply::new;
            case BroadcastBinary.BroadcastNextAfter _ -> ChloOp.NextAfter::new;
            case BroadcastBinary.BroadcastOr _ -> BinaryOp.Or::new;
            case BroadcastBinary.BroadcastPolygamma _ -> ChloOp.Polygamma::new;
            case BroadcastBinary.BroadcastPower _ -> BinaryOp.Power::new;
            case BroadcastBinary.BroadcastRemainder _ -> BinaryOp.Remainder::new;
            case BroadcastBinary.BroadcastShiftLeft _ -> BinaryOp.ShiftLeft::new;
            case BroadcastBinary.BroadcastShiftRightArithmetic _ -> BinaryOp.ShiftRightArithmetic::new;
            case BroadcastBinary.BroadcastShiftRightLogical _ -> BinaryOp.ShiftRightLogical::new;
            case BroadcastBinary.BroadcastSubtract _ -> BinaryOp.Subtract::new;
            case BroadcastBinary.BroadcastXor _ -> BinaryOp.Xor::new;
            case BroadcastBinary.BroadcastZeta _ -> ChloOp.Zeta::new;
            case BroadcastBinary.BroadcastCompare _ ->
                throw new IllegalStateException("a comparison has more attributes");
        };
    }

    static Value select(ChloOp.BroadcastSelect op, RegionBuilder b) {
        var shape = op.result().tensorType();
        return b.select(
                broadcast(b, op.pred(), shape, null),
                broadcast(b, op.onTrue(), shape, null),
                broadcast(b, op.onFalse(), shape, null));
    }

    /** @param dimensions the result's dimension for each one of an operand of lesser rank; the last ones if null */
    private static Value broadcast(RegionBuilder b, Value operand, TensorType shape, @Nullable Int64Array dimensions) {
        var type = operand.tensorType();
        if (type.dimensions().equals(shape.dimensions())) {
            return operand;
        }
        var map = dimensions != null && type.rank() < shape.rank()
                ? dimensions.toArray()
                : LongStream.range(shape.rank() - type.rank(), shape.rank()).toArray();
        return b.broadcastInDim(shape.withElementType(type.elementType()), operand, map);
    }

    static Value constantLike(ChloOp.ConstantLike op, RegionBuilder b) {
        var shape = op.result().tensorType().shape();
        return switch (op.value()) {
            case BuiltinAttribute.Bool value -> Fragments.filled(b, op.result().tensorType(), value.value() ? 1 : 0);
            case BuiltinAttribute.Int value -> Fragments.filled(b, op.result().tensorType(), value.value());
            case BuiltinAttribute.Real value -> Fragments.filled(b, op.result().tensorType(), value.bits());
            case DenseElements elements -> {
                var type = TensorType.of(elements.type().elementType());
                long width = elements.type().elementType().byteWidth();
                yield Fragments.spread(
                        b, b.constant(new DenseElements(type, elements.data().asSlice(0, width), false)), shape);
            }
            default -> throw RanvierException.invalid(op.opName() + " of " + op.value());
        };
    }
}
