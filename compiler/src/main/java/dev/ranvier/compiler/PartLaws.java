package dev.ranvier.compiler;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.ShapeOp.Concatenate;
import dev.ranvier.stablehlo.ShapeOp.Pad;
import dev.ranvier.stablehlo.ShapeOp.Slice;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Laws of ops that take tensors apart and put them together.
 *
 * <ul>
 *   <li>slice: of everything is nothing; of a slice is one slice; of a concatenation, within one input, is a slice of that;
 *       of a pad, within the operand, is a slice of that; of a broadcast, where that only repeats, is a smaller broadcast
 *   <li>concatenate: of one input is that; inputs without elements are left out; those that are themselves concatenated
 *       along the dimension, and are needed nowhere else, are taken in; neighbouring slices of one value are one slice
 *   <li>pad: by nothing is nothing; one that only removes is a slice; of a splat with the same number is a splat; two with
 *       one number at the edges are one
 * </ul>
 */
final class PartLaws {
    private PartLaws() {}

    static @Nullable Value apply(Op op, Rewriter at) {
        return switch (op) {
            case Slice slice -> slice(slice, at);
            case Concatenate concatenate -> concatenate(concatenate, at);
            case Pad pad -> pad(pad, at);
            default -> null;
        };
    }

    static Value sliced(Value operand, long[] starts, long[] limits, long[] strides, OpInfo info, Rewriter at) {
        var shape = new long[starts.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Math.ceilDiv(Math.max(0, limits[i] - starts[i]), strides[i]);
        }
        var type = TensorType.of(operand.tensorType().elementType(), shape);
        return at.emit(new Slice(
                operand,
                Int64Array.of(starts),
                Int64Array.of(limits),
                Int64Array.of(strides),
                new OpResult(type),
                info));
    }

    private static @Nullable Value slice(Slice op, Rewriter at) {
        var type = op.result().tensorType();
        // A slice never grows, and one of the same shape has all elements in order.
        if (op.operand().type().equals(type)) {
            return op.operand();
        }
        return switch (at.definition(op.operand())) {
            case Slice inner -> ofSlice(op, inner, at);
            case Concatenate inner -> ofConcatenation(op, inner, at);
            case Pad inner -> ofPad(op, inner, at);
            case BroadcastInDim inner -> ofBroadcast(op, inner, at);
            case null, default -> {
                var splat = Constants.splat(op.operand(), at);
                yield splat == null ? null : Constants.constant(splat, type, op.info(), at);
            }
        };
    }

    private static Value ofSlice(Slice op, Slice inner, Rewriter at) {
        int rank = op.result().tensorType().rank();
        var starts = new long[rank];
        var limits = new long[rank];
        var strides = new long[rank];
        for (int i = 0; i < rank; i++) {
            strides[i] = inner.strides().get(i) * op.strides().get(i);
            starts[i] = inner.startIndices().get(i)
                    + inner.strides().get(i) * op.startIndices().get(i);
            long count = op.result().tensorType().size(i);
            // Where nothing is left, a stride may lead beyond the operand.
            starts[i] = count == 0 ? 0 : starts[i];
            limits[i] = count == 0 ? 0 : starts[i] + (count - 1) * strides[i] + 1;
        }
        return sliced(inner.operand(), starts, limits, strides, op.info(), at);
    }

    private static @Nullable Value ofConcatenation(Slice op, Concatenate inner, Rewriter at) {
        int dimension = (int) inner.dimension();
        long offset = 0;
        for (var input : inner.inputs()) {
            long size = input.tensorType().size(dimension);
            if (op.startIndices().get(dimension) >= offset && op.limitIndices().get(dimension) <= offset + size) {
                var starts = op.startIndices().toArray();
                var limits = op.limitIndices().toArray();
                starts[dimension] -= offset;
                limits[dimension] -= offset;
                return sliced(input, starts, limits, op.strides().toArray(), op.info(), at);
            }
            offset += size;
        }
        return null;
    }

    private static @Nullable Value ofPad(Slice op, Pad inner, Rewriter at) {
        var starts = op.startIndices().toArray();
        var limits = op.limitIndices().toArray();
        for (int i = 0; i < starts.length; i++) {
            long low = inner.edgePaddingLow().get(i);
            starts[i] -= low;
            limits[i] -= low;
            if (inner.interiorPadding().get(i) != 0
                    || starts[i] < 0
                    || limits[i] > inner.operand().tensorType().size(i)) {
                return null;
            }
        }
        return sliced(inner.operand(), starts, limits, op.strides().toArray(), op.info(), at);
    }

    private static @Nullable Value ofBroadcast(Slice op, BroadcastInDim inner, Rewriter at) {
        var type = op.result().tensorType();
        for (int i = 0; i < inner.broadcastDimensions().size(); i++) {
            int dimension = inner.broadcastDimensions().dimension(i);
            if (inner.operand().tensorType().size(i) != 1
                    && inner.result().tensorType().size(dimension) != type.size(dimension)) {
                return null;
            }
        }
        return at.emit(new BroadcastInDim(inner.operand(), inner.broadcastDimensions(), new OpResult(type), op.info()));
    }

    private static @Nullable Value concatenate(Concatenate op, Rewriter at) {
        int dimension = (int) op.dimension();
        var inputs = new ArrayList<Value>();
        for (var input : op.inputs()) {
            if (input.tensorType().size(dimension) == 0) {
                continue;
            }
            var inner = at.definition(input, Concatenate.class);
            if (inner != null && inner.dimension() == dimension && at.uses(input) == 1) {
                inputs.addAll(inner.inputs());
            } else if (inputs.isEmpty()) {
                inputs.add(input);
            } else {
                var joined = joined(inputs.getLast(), input, dimension, op.info(), at);
                if (joined != null) {
                    inputs.removeLast();
                }
                inputs.add(joined == null ? input : joined);
            }
        }
        if (inputs.isEmpty()) {
            return op.inputs().getFirst().type().equals(op.result().type())
                    ? op.inputs().getFirst()
                    : null;
        }
        if (inputs.size() == 1) {
            return inputs.getFirst();
        }
        return inputs.equals(op.inputs())
                ? null
                : at.emit(new Concatenate(
                        List.copyOf(inputs), dimension, new OpResult(op.result().type()), op.info()));
    }

    /** The slice that two neighbouring slices of one value are together; null for others. */
    private static @Nullable Value joined(Value first, Value second, int dimension, OpInfo info, Rewriter at) {
        var left = at.definition(first, Slice.class);
        var right = at.definition(second, Slice.class);
        if (left == null || right == null || left.operand() != right.operand() || !isDense(left) || !isDense(right)) {
            return null;
        }
        for (int i = 0; i < left.startIndices().size(); i++) {
            boolean fits = i == dimension
                    ? left.limitIndices().get(i) == right.startIndices().get(i)
                    : left.startIndices().get(i) == right.startIndices().get(i)
                            && left.limitIndices().get(i)
                                    == right.limitIndices().get(i);
            if (!fits) {
                return null;
            }
        }
        return sliced(
                left.operand(),
                left.startIndices().toArray(),
                right.limitIndices().toArray(),
                left.strides().toArray(),
                info,
                at);
    }

    private static boolean isDense(Slice slice) {
        return slice.strides().stream().allMatch(stride -> stride == 1);
    }

    private static @Nullable Value pad(Pad op, Rewriter at) {
        var low = op.edgePaddingLow().toArray();
        var high = op.edgePaddingHigh().toArray();
        boolean isDense = op.interiorPadding().stream().allMatch(amount -> amount == 0);
        if (isDense
                && Arrays.stream(low).allMatch(amount -> amount <= 0)
                && Arrays.stream(high).allMatch(amount -> amount <= 0)) {
            return cut(op, low, high, at);
        }
        var splat = Constants.splat(op.operand(), at);
        var number = Constants.splat(op.paddingValue(), at);
        if (splat != null && number != null && sameNumber(splat, number)) {
            return Constants.constant(number, op.result().tensorType(), op.info(), at);
        }
        var inner = at.definition(op.operand(), Pad.class);
        if (inner == null || !isDense || !samePadding(op, inner, at) || !isGrowing(op) || !isGrowing(inner)) {
            return null;
        }
        for (int i = 0; i < low.length; i++) {
            low[i] += inner.edgePaddingLow().get(i);
            high[i] += inner.edgePaddingHigh().get(i);
        }
        return at.emit(new Pad(
                inner.operand(),
                op.paddingValue(),
                Int64Array.of(low),
                Int64Array.of(high),
                inner.interiorPadding(),
                new OpResult(op.result().type()),
                op.info()));
    }

    private static @Nullable Value cut(Pad op, long[] low, long[] high, Rewriter at) {
        var type = op.operand().tensorType();
        var starts = new long[low.length];
        var limits = new long[low.length];
        for (int i = 0; i < low.length; i++) {
            starts[i] = -low[i];
            limits[i] = type.size(i) + high[i];
            if (starts[i] > limits[i]) {
                return null;
            }
        }
        var strides = Int64Array.filled(low.length, 1).toArray();
        return sliced(op.operand(), starts, limits, strides, op.info(), at);
    }

    private static boolean samePadding(Pad op, Pad inner, Rewriter at) {
        if (op.paddingValue() == inner.paddingValue()) {
            return true;
        }
        var one = Constants.splat(op.paddingValue(), at);
        var other = Constants.splat(inner.paddingValue(), at);
        return one != null && other != null && sameNumber(one, other);
    }

    private static boolean sameNumber(DenseElements one, DenseElements other) {
        int width = one.type().elementType().byteWidth();
        return one.data().asSlice(0, width).mismatch(other.data().asSlice(0, width)) == -1;
    }

    private static boolean isGrowing(Pad op) {
        return op.edgePaddingLow().stream().allMatch(amount -> amount >= 0)
                && op.edgePaddingHigh().stream().allMatch(amount -> amount >= 0);
    }
}
