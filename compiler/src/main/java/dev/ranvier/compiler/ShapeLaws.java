package dev.ranvier.compiler;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ShapeOp.Broadcast;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.ShapeOp.Constant;
import dev.ranvier.stablehlo.ShapeOp.Iota;
import dev.ranvier.stablehlo.ShapeOp.Reshape;
import dev.ranvier.stablehlo.ShapeOp.Reverse;
import dev.ranvier.stablehlo.ShapeOp.Transpose;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Laws of ops that change the order and the number of dimensions: those that change nothing are their operand, two in
 * succession are one, and one of a splat is a splat. A transpose that only moves dimensions of size 1, and a broadcast that
 * only adds such, is a reshape; a transpose of a broadcast is a broadcast, and so is a broadcast of what a reshape gave
 * dimensions of size 1. Iotas are made in the shape in which they are wanted.
 */
final class ShapeLaws {
    private ShapeLaws() {}

    static @Nullable Value apply(Op op, Rewriter at) {
        return switch (op) {
            case Reshape reshape -> reshape(reshape, at);
            case Transpose transpose -> transpose(transpose, at);
            case BroadcastInDim broadcast -> broadcast(broadcast, at);
            case Broadcast broadcast -> inDimensions(broadcast, at);
            case Reverse reverse -> reverse(reverse, at);
            case Iota iota -> iota(iota, at);
            default -> null;
        };
    }

    private static @Nullable Value reshape(Reshape op, Rewriter at) {
        var type = op.result().tensorType();
        if (op.operand().type().equals(type)) {
            return op.operand();
        }
        return switch (at.definition(op.operand())) {
            case Reshape inner -> reshaped(inner.operand(), type, op.info(), at);
            case Constant constant
            when constant.value() instanceof DenseElements elements ->
                Constants.constant(new DenseElements(type, elements.data(), elements.isSplat()), op.info(), at);
            case BroadcastInDim inner
            when inner.operand().tensorType().elementCount() == 1 ->
                at.emit(new BroadcastInDim(
                        reshaped(inner.operand(), TensorType.of(type.elementType()), op.info(), at),
                        Int64Array.of(),
                        new OpResult(type),
                        op.info()));
            case Iota inner when inner.output().tensorType().rank() == 1 -> iota(inner, op, at);
            case null, default -> null;
        };
    }

    static Value reshaped(Value operand, TensorType type, OpInfo info, Rewriter at) {
        return at.emit(new Reshape(operand, new OpResult(type), info));
    }

    /** An iota of one dimension with others of size 1 beside it. */
    private static @Nullable Value iota(Iota iota, Reshape op, Rewriter at) {
        var type = op.result().tensorType();
        long count = type.elementCount();
        for (int i = 0; i < type.rank(); i++) {
            if (type.size(i) == count && count > 1) {
                return at.emit(new Iota(i, new OpResult(type), iota.info()));
            }
        }
        return null;
    }

    private static @Nullable Value transpose(Transpose op, Rewriter at) {
        var permutation = op.permutation();
        if (Permutation.isIdentity(permutation)) {
            return op.operand();
        }
        var type = op.result().tensorType();
        if (Permutation.keepsElements(permutation, op.operand().tensorType())) {
            return reshaped(op.operand(), type, op.info(), at);
        }
        return switch (at.definition(op.operand())) {
            case Transpose inner ->
                transposed(inner.operand(), Permutation.compose(permutation, inner.permutation()), op.info(), at);
            case BroadcastInDim inner ->
                at.emit(new BroadcastInDim(
                        inner.operand(),
                        Permutation.map(inner.broadcastDimensions(), Permutation.inverse(permutation)),
                        new OpResult(type),
                        op.info()));
            case Iota inner ->
                at.emit(new Iota(permutation.indexOf(inner.iotaDimension()), new OpResult(type), op.info()));
            case null, default -> {
                var splat = Constants.splat(op.operand(), at);
                yield splat == null ? null : Constants.constant(splat, type, op.info(), at);
            }
        };
    }

    static Value transposed(Value operand, Int64Array permutation, OpInfo info, Rewriter at) {
        var type = Permutation.apply(permutation, operand.tensorType());
        return at.emit(new Transpose(operand, permutation, new OpResult(type), info));
    }

    private static Value inDimensions(Broadcast op, Rewriter at) {
        int added = op.broadcastSizes().size();
        var dimensions =
                LongStream.range(added, op.result().tensorType().rank()).toArray();
        return at.emit(new BroadcastInDim(
                op.operand(),
                Int64Array.of(dimensions),
                new OpResult(op.result().type()),
                op.info()));
    }

    private static @Nullable Value broadcast(BroadcastInDim op, Rewriter at) {
        var dimensions = op.broadcastDimensions();
        var type = op.result().tensorType();
        if (op.operand().type().equals(type) && Permutation.isIdentity(dimensions)) {
            return op.operand();
        }
        var splat = Constants.splat(op.operand(), at);
        if (splat != null) {
            return Constants.constant(splat, type, op.info(), at);
        }
        if (op.operand().tensorType().elementCount() == type.elementCount() && Permutation.isAscending(dimensions)) {
            return reshaped(op.operand(), type, op.info(), at);
        }
        return switch (at.definition(op.operand())) {
            case BroadcastInDim inner ->
                broadcast(inner.operand(), Permutation.map(inner.broadcastDimensions(), dimensions), op, at);
            case Reshape inner -> {
                var kept = withoutOnes(inner);
                yield kept == null ? null : broadcast(inner.operand(), Permutation.map(kept, dimensions), op, at);
            }
            case Iota inner -> {
                int dimension = (int) inner.iotaDimension();
                yield inner.output().tensorType().size(dimension) == type.size(dimensions.dimension(dimension))
                        ? at.emit(new Iota(dimensions.get(dimension), new OpResult(type), op.info()))
                        : null;
            }
            case null, default -> null;
        };
    }

    private static Value broadcast(Value operand, Int64Array dimensions, BroadcastInDim op, Rewriter at) {
        return at.emit(
                new BroadcastInDim(operand, dimensions, new OpResult(op.result().type()), op.info()));
    }

    /** Where a reshape that only adds dimensions of size 1 has those of its operand; null for another one. */
    static @Nullable Int64Array withoutOnes(Reshape op) {
        var from = op.operand().tensorType();
        var to = op.result().tensorType();
        var places = new long[from.rank()];
        int next = 0;
        for (int i = 0; i < to.rank(); i++) {
            if (next < places.length && from.size(next) == to.size(i)) {
                places[next++] = i;
            } else if (to.size(i) != 1) {
                return null;
            }
        }
        return next == places.length ? Int64Array.of(places) : null;
    }

    private static @Nullable Value reverse(Reverse op, Rewriter at) {
        var type = op.result().tensorType();
        var turned = op.dimensions().stream()
                .filter(dimension -> type.size((int) dimension) > 1)
                .toArray();
        if (turned.length == 0) {
            return op.operand();
        }
        if (turned.length < op.dimensions().size()) {
            return at.emit(new Reverse(op.operand(), Int64Array.of(turned), new OpResult(type), op.info()));
        }
        var splat = Constants.splat(op.operand(), at);
        if (splat != null) {
            return op.operand();
        }
        var inner = at.definition(op.operand(), Reverse.class);
        if (inner == null) {
            return null;
        }
        var once = LongStream.concat(
                        Arrays.stream(turned)
                                .filter(dimension -> !inner.dimensions().contains(dimension)),
                        inner.dimensions().stream()
                                .filter(dimension -> !op.dimensions().contains(dimension)))
                .sorted()
                .toArray();
        return at.emit(new Reverse(inner.operand(), Int64Array.of(once), new OpResult(type), op.info()));
    }

    private static @Nullable Value iota(Iota op, Rewriter at) {
        var type = op.output().tensorType();
        return !type.elementType().isComplex() && type.size((int) op.iotaDimension()) == 1
                ? Constants.number(type, 0, op.info(), at)
                : null;
    }
}
