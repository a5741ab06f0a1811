package dev.ranvier.compiler;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp.GetDimensionSize;
import dev.ranvier.stablehlo.IndexingOp.DynamicSlice;
import dev.ranvier.stablehlo.IndexingOp.DynamicUpdateSlice;
import dev.ranvier.stablehlo.IndexingOp.Gather;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Laws of ops that read and write at indices. Indices are clamped so that the block lies within the operand.
 *
 * <ul>
 *   <li>dynamic_slice, and gather of one block, at constant indices: a slice
 *   <li>an index along a dimension that the block covers wholly is 0
 *   <li>dynamic_update_slice of everything is the update; of nothing, or of what has been read there, the operand
 *   <li>the size of a static dimension is a constant
 * </ul>
 */
final class IndexingLaws {
    private IndexingLaws() {}

    static @Nullable Value apply(Op op, Rewriter at) {
        return switch (op) {
            case DynamicSlice slice -> slice(slice, at);
            case DynamicUpdateSlice update -> update(update, at);
            case Gather gather -> gather(gather, at);
            case GetDimensionSize size ->
                Constants.number(
                        size.result().tensorType(),
                        (double) size.operand().tensorType().size((int) size.dimension()),
                        size.info(),
                        at);
            default -> null;
        };
    }

    private static @Nullable Value slice(DynamicSlice op, Rewriter at) {
        var from = op.operand().tensorType();
        var block = op.result().tensorType();
        if (from.equals(block)) {
            return op.operand();
        }
        var starts = starts(op.startIndices(), from, block, at);
        if (starts != null) {
            return block(op.operand(), starts, block, op.info(), at);
        }
        var indices = indices(op.startIndices(), from, block, op.info(), at);
        return indices.equals(op.startIndices())
                ? null
                : at.emit(new DynamicSlice(op.operand(), indices, op.sliceSizes(), new OpResult(block), op.info()));
    }

    private static @Nullable Value update(DynamicUpdateSlice op, Rewriter at) {
        var into = op.operand().tensorType();
        var block = op.update().tensorType();
        if (into.equals(block)) {
            return op.update();
        }
        if (block.elementCount() == 0) {
            return op.operand();
        }
        var read = at.definition(op.update(), DynamicSlice.class);
        if (read != null
                && read.operand() == op.operand()
                && read.startIndices().equals(op.startIndices())) {
            return op.operand();
        }
        var indices = indices(op.startIndices(), into, block, op.info(), at);
        return indices.equals(op.startIndices())
                ? null
                : at.emit(new DynamicUpdateSlice(op.operand(), op.update(), indices, new OpResult(into), op.info()));
    }

    /** The clamped start of a block at constant indices; null if one is not constant, nor without effect. */
    private static long @Nullable [] starts(List<Value> indices, TensorType whole, TensorType block, Rewriter at) {
        var starts = new long[indices.size()];
        for (int i = 0; i < starts.length; i++) {
            long last = whole.size(i) - block.size(i);
            var elements = Constants.elements(indices.get(i), at);
            if (last == 0) {
                continue;
            }
            if (elements == null) {
                return null;
            }
            starts[i] = clamped(elements, 0, last);
        }
        return starts;
    }

    private static long clamped(DenseElements indices, long place, long last) {
        long index = indices.getLong(place);
        boolean wraps = index < 0 && indices.type().elementType() == ScalarType.UI64;
        return wraps ? last : Math.clamp(index, 0, last);
    }

    /** The indices, with 0 where the block covers the dimension. */
    private static List<Value> indices(
            List<Value> indices, TensorType whole, TensorType block, OpInfo info, Rewriter at) {
        var result = new ArrayList<Value>();
        for (int i = 0; i < indices.size(); i++) {
            var index = indices.get(i);
            boolean isFree = whole.size(i) == block.size(i) && Constants.elements(index, at) == null;
            result.add(isFree ? Constants.number(index.tensorType(), 0, info, at) : index);
        }
        return result;
    }

    private static Value block(Value operand, long[] starts, TensorType block, OpInfo info, Rewriter at) {
        var limits = new long[starts.length];
        var strides = new long[starts.length];
        for (int i = 0; i < starts.length; i++) {
            limits[i] = starts[i] + block.size(i);
            strides[i] = 1;
        }
        return PartLaws.sliced(operand, starts, limits, strides, info, at);
    }

    private static @Nullable Value gather(Gather op, Rewriter at) {
        var indices = Constants.elements(op.startIndices(), at);
        var numbers = op.dimensionNumbers();
        var operand = op.operand().tensorType();
        var type = op.result().tensorType();
        var sizes = op.sliceSizes().toArray();
        long blockCount = Arrays.stream(sizes).reduce(1, (one, other) -> one * other);
        if (indices == null
                || !numbers.operandBatchingDims().isEmpty()
                || indices.elementCount() != numbers.startIndexMap().size()
                || type.elementCount() != blockCount) {
            return null;
        }
        var starts = new long[sizes.length];
        for (int i = 0; i < numbers.startIndexMap().size(); i++) {
            int dimension = numbers.startIndexMap().dimension(i);
            starts[dimension] = clamped(indices, i, operand.size(dimension) - sizes[dimension]);
        }
        var block = TensorType.of(operand.elementType(), sizes);
        // Dimensions that are collapsed, or those of the one index, have size 1: all others keep their order.
        return ShapeLaws.reshaped(block(op.operand(), starts, block, op.info(), at), type, op.info(), at);
    }
}
