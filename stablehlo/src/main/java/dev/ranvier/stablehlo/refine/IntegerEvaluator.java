package dev.ranvier.stablehlo.refine;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Computes the ops that programs compute shapes with, on operands that are known. */
final class IntegerEvaluator {
    private final Scope scope;

    IntegerEvaluator(Scope scope) {
        this.scope = scope;
    }

    /**
     * The result of {@code op}, or null if it is not known or not small.
     *
     * @param type the type of the result, inferred from the refined types of the operands
     */
    @Nullable
    IntegerTensor evaluate(Op op, Type type) {
        if (!(type instanceof TensorType tensor) || !IntegerTensor.isSmall(tensor)) {
            return null;
        }
        return switch (op) {
            case ShapeOp.Constant constant ->
                constant.value() instanceof DenseElements elements ? IntegerTensor.of(elements) : null;
            case ShapeOp.Iota iota -> iota(iota, tensor);
            case DynamicOp.GetDimensionSize get ->
                scope.type(get.operand()) instanceof TensorType operand
                                && operand.dimension((int) get.dimension()) instanceof Dimension.Static(long size)
                        ? IntegerTensor.scalar(ScalarType.I32, size)
                        : null;
            case UnaryOp unary -> unary(unary);
            case BinaryOp binary -> binary(binary);
            case ElementwiseOp.Convert convert -> convert(convert, tensor);
            case ElementwiseOp.Compare compare -> compare(compare, tensor);
            case ElementwiseOp.Select select -> select(select);
            case ElementwiseOp.Clamp clamp -> clamp(clamp);
            case ShapeOp.Reshape reshape -> {
                var operand = scope.known(reshape.operand());
                yield operand == null ? null : new IntegerTensor(tensor, operand.elements());
            }
            case ShapeOp.BroadcastInDim broadcast ->
                broadcast(broadcast.operand(), broadcast.broadcastDimensions(), tensor);
            case ShapeOp.Concatenate concatenate -> concatenate(concatenate, tensor);
            case ShapeOp.Slice slice -> slice(slice, tensor);
            default -> null;
        };
    }

    private static IntegerTensor iota(ShapeOp.Iota op, TensorType type) {
        var elements = new ArrayList<Long>();
        for (var index : IndexSpace.of(type.shape())) {
            elements.add(wrap(index[(int) op.iotaDimension()], (ScalarType) type.elementType()));
        }
        return new IntegerTensor(type, elements);
    }

    private @Nullable IntegerTensor unary(UnaryOp op) {
        return switch (op) {
            case UnaryOp.Abs _ -> map(op.operand(), Math::abs);
            case UnaryOp.Negate _ -> map(op.operand(), x -> -x);
            case UnaryOp.Not _ -> map(op.operand(), x -> ~x);
            case UnaryOp.Sign _ -> map(op.operand(), Long::signum);
            default -> null;
        };
    }

    private @Nullable IntegerTensor map(Value value, LongUnaryOperator function) {
        var operand = scope.known(value);
        return operand == null
                ? null
                : new IntegerTensor(
                        operand.type(),
                        operand.elements().stream()
                                .map(x -> wrap(function.applyAsLong(x), operand.elementType()))
                                .toList());
    }

    /** The number that the low bits of {@code value} encode in {@code type}. */
    private static long wrap(long value, ScalarType type) {
        int unused = 64 - type.bitWidth();
        return type.kind() == ScalarType.Kind.SIGNED ? value << unused >> unused : value << unused >>> unused;
    }

    private @Nullable IntegerTensor binary(BinaryOp op) {
        var lhs = scope.known(op.lhs());
        var rhs = scope.known(op.rhs());
        if (lhs == null || rhs == null) {
            return null;
        }
        var elements = new ArrayList<Long>(lhs.count());
        for (int i = 0; i < lhs.count(); i++) {
            var element = combine(op, lhs.get(i), rhs.get(i), lhs.elementType());
            if (element == null) {
                return null;
            }
            elements.add(wrap(element, lhs.elementType()));
        }
        return new IntegerTensor(lhs.type(), elements);
    }

    /** One element of a result, or null where the specification leaves it open. */
    private static @Nullable Long combine(BinaryOp op, long x, long y, ScalarType type) {
        boolean signed = type.kind() == ScalarType.Kind.SIGNED;
        boolean bool = type == ScalarType.I1;
        return switch (op) {
            case BinaryOp.Add _ -> bool ? x | y : x + y;
            case BinaryOp.Subtract _ -> x - y;
            case BinaryOp.Multiply _ -> x * y;
            case BinaryOp.Divide _ -> y == 0 ? null : Long.valueOf(signed ? x / y : Long.divideUnsigned(x, y));
            case BinaryOp.Remainder _ -> y == 0 ? null : Long.valueOf(signed ? x % y : Long.remainderUnsigned(x, y));
            case BinaryOp.Maximum _ -> compare(x, y, type) >= 0 ? x : y;
            case BinaryOp.Minimum _ -> compare(x, y, type) <= 0 ? x : y;
            case BinaryOp.And _ -> x & y;
            case BinaryOp.Or _ -> x | y;
            case BinaryOp.Xor _ -> x ^ y;
            case BinaryOp.Atan2 _,
                    BinaryOp.Complex _,
                    BinaryOp.Power _,
                    BinaryOp.ShiftLeft _,
                    BinaryOp.ShiftRightArithmetic _,
                    BinaryOp.ShiftRightLogical _ -> null;
        };
    }

    private static int compare(long x, long y, ScalarType type) {
        return type.kind() == ScalarType.Kind.SIGNED ? Long.compare(x, y) : Long.compareUnsigned(x, y);
    }

    private @Nullable IntegerTensor convert(ElementwiseOp.Convert op, TensorType type) {
        var operand = scope.known(op.operand());
        if (operand == null) {
            return null;
        }
        var to = (ScalarType) type.elementType();
        return new IntegerTensor(
                type,
                operand.elements().stream()
                        .map(x -> to == ScalarType.I1 ? (x == 0 ? 0L : 1L) : wrap(x, to))
                        .toList());
    }

    private @Nullable IntegerTensor compare(ElementwiseOp.Compare op, TensorType type) {
        var lhs = scope.known(op.lhs());
        var rhs = scope.known(op.rhs());
        if (lhs == null || rhs == null) {
            return null;
        }
        var elements = new ArrayList<Long>(lhs.count());
        for (int i = 0; i < lhs.count(); i++) {
            int order = compare(lhs.get(i), rhs.get(i), lhs.elementType());
            elements.add(op.comparisonDirection().holds(order) ? 1L : 0L);
        }
        return new IntegerTensor(type, elements);
    }

    private @Nullable IntegerTensor select(ElementwiseOp.Select op) {
        var pred = scope.known(op.pred());
        var onTrue = scope.known(op.onTrue());
        var onFalse = scope.known(op.onFalse());
        if (pred == null || onTrue == null || onFalse == null) {
            return null;
        }
        var elements = new ArrayList<Long>(onTrue.count());
        for (int i = 0; i < onTrue.count(); i++) {
            boolean chosen = pred.get(pred.count() == 1 ? 0 : i) != 0;
            elements.add(chosen ? onTrue.get(i) : onFalse.get(i));
        }
        return new IntegerTensor(onTrue.type(), elements);
    }

    private @Nullable IntegerTensor clamp(ElementwiseOp.Clamp op) {
        var min = scope.known(op.min());
        var operand = scope.known(op.operand());
        var max = scope.known(op.max());
        if (min == null || operand == null || max == null) {
            return null;
        }
        var type = operand.elementType();
        var elements = new ArrayList<Long>(operand.count());
        for (int i = 0; i < operand.count(); i++) {
            long least = min.get(min.count() == 1 ? 0 : i);
            long greatest = max.get(max.count() == 1 ? 0 : i);
            long raised = compare(operand.get(i), least, type) < 0 ? least : operand.get(i);
            elements.add(compare(raised, greatest, type) > 0 ? greatest : raised);
        }
        return new IntegerTensor(operand.type(), elements);
    }

    private @Nullable IntegerTensor broadcast(Value value, Int64Array dimensions, TensorType type) {
        var operand = scope.known(value);
        if (operand == null) {
            return null;
        }
        var space = IndexSpace.of(operand.type().shape());
        var elements = new ArrayList<Long>();
        for (var index : IndexSpace.of(type.shape())) {
            var source = new long[dimensions.size()];
            for (int i = 0; i < source.length; i++) {
                source[i] = operand.type().size(i) == 1 ? 0 : index[dimensions.dimension(i)];
            }
            elements.add(operand.get(space.position(source)));
        }
        return new IntegerTensor(type, elements);
    }

    private @Nullable IntegerTensor concatenate(ShapeOp.Concatenate op, TensorType type) {
        var inputs = new ArrayList<IntegerTensor>(op.inputs().size());
        for (var value : op.inputs()) {
            var input = scope.known(value);
            if (input == null) {
                return null;
            }
            inputs.add(input);
        }
        var elements = new ArrayList<Long>();
        for (var index : IndexSpace.of(type.shape())) {
            elements.add(concatenated(inputs, (int) op.dimension(), index));
        }
        return new IntegerTensor(type, elements);
    }

    private static Long concatenated(List<IntegerTensor> inputs, int along, long[] index) {
        var source = index.clone();
        int next = 0;
        while (source[along] >= inputs.get(next).type().size(along)) {
            source[along] -= inputs.get(next++).type().size(along);
        }
        var input = inputs.get(next);
        return input.get(IndexSpace.of(input.type().shape()).position(source));
    }

    private @Nullable IntegerTensor slice(ShapeOp.Slice op, TensorType type) {
        var operand = scope.known(op.operand());
        if (operand == null) {
            return null;
        }
        var space = IndexSpace.of(operand.type().shape());
        var elements = new ArrayList<Long>();
        for (var index : IndexSpace.of(type.shape())) {
            var source = new long[index.length];
            for (int i = 0; i < source.length; i++) {
                source[i] = op.startIndices().get(i) + index[i] * op.strides().get(i);
            }
            elements.add(operand.get(space.position(source)));
        }
        return new IntegerTensor(type, elements);
    }
}
