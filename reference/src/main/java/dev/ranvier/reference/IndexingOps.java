package dev.ranvier.reference;

import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** {@link IndexingOp}s. Each method is the specification's section of the same name. */
final class IndexingOps {
    private IndexingOps() {}

    static List<Tensor> evaluate(IndexingOp op, Scope scope) {
        return switch (op) {
            case IndexingOp.DynamicSlice slice ->
                List.of(dynamicSlice(
                        scope.tensor(slice.operand()),
                        starts(slice.startIndices(), scope),
                        slice.sliceSizes().toArray()));
            case IndexingOp.DynamicUpdateSlice slice ->
                List.of(dynamicUpdateSlice(
                        scope.tensor(slice.operand()),
                        scope.tensor(slice.update()),
                        starts(slice.startIndices(), scope)));
            case IndexingOp.Gather gather ->
                List.of(Gather.gather(
                        scope.tensor(gather.operand()),
                        scope.tensor(gather.startIndices()),
                        gather.dimensionNumbers(),
                        gather.sliceSizes().toArray()));
            case IndexingOp.Scatter scatter ->
                Scatter.scatter(
                        scope.tensors(scatter.inputs()),
                        scope.tensor(scatter.scatterIndices()),
                        scope.tensors(scatter.updates()),
                        scatter.scatterDimensionNumbers(),
                        Reducer.of(scatter.updateComputation(), scope));
            case IndexingOp.TorchIndexSelect select ->
                List.of(torchIndexSelect(
                        scope.tensor(select.operand()), scope.tensor(select.index()), (int) select.dim(), (int)
                                select.batchDims()));
        };
    }

    private static long[] starts(List<Value> startIndices, Scope scope) {
        return startIndices.stream()
                .mapToLong(start -> position(scope.tensor(start), 0))
                .toArray();
    }

    /** An integer element as a place along a dimension: unsigned numbers above the signed range stay beyond its end. */
    static long position(Tensor indices, long index) {
        long value = indices.getLong(index);
        return value < 0 && indices.elementType() == ScalarType.UI64 ? Long.MAX_VALUE : value;
    }

    static Tensor dynamicSlice(Tensor operand, long[] startIndices, long[] sizes) {
        var start = clamped(startIndices, operand.shape(), sizes);
        var limit = new long[start.length];
        var step = new long[start.length];
        for (int i = 0; i < start.length; i++) {
            limit[i] = start[i] + sizes[i];
            step[i] = 1;
        }
        return ShapeOps.slice(operand, start, limit, step);
    }

    private static Tensor dynamicUpdateSlice(Tensor operand, Tensor update, long[] startIndices) {
        var result = operand.copy();
        write(result, update, clamped(startIndices, operand.shape(), update.shape()));
        return result;
    }

    /** Writes {@code block} into {@code result} from {@code start} on. */
    static void write(Tensor result, Tensor block, long[] start) {
        var strides = Index.strides(result.shape());
        long offset = Index.position(start, strides);
        var sizes = block.shape();
        var index = new long[sizes.length];
        for (long i = 0; i < block.count(); i++) {
            result.copy(offset + Index.position(index, strides), block, i);
            Index.increment(index, sizes);
        }
    }

    /** The starts nearest to {@code start} of blocks of {@code sizes} that lie within {@code shape}. */
    private static long[] clamped(long[] start, long[] shape, long[] sizes) {
        var result = new long[start.length];
        for (int i = 0; i < start.length; i++) {
            result[i] = Index.clamp(start[i], 0, shape[i] - sizes[i]);
        }
        return result;
    }

    /**
     * {@code result[b..., o..., i..., r...] = operand[b..., o..., index[b..., i...], r...]}, where {@code b} are
     * {@code batchDims} dimensions and the index stands at {@code dim}. Indices out of range are clamped, as by gather,
     * to which XLA lowers this op; the specification has no section for it.
     */
    private static Tensor torchIndexSelect(Tensor operand, Tensor index, int dim, int batchDims) {
        int dimension = dim < 0 ? dim + operand.rank() : dim;
        int batches = batchDims < 0 ? batchDims + index.rank() : batchDims;
        int selected = index.rank() - batches;
        var shape = new long[operand.rank() - 1 + selected];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = i < dimension
                    ? operand.size(i)
                    : i < dimension + selected ? index.size(i - dimension + batches) : operand.size(i - selected + 1);
        }
        var result = Tensor.zeros(operand.elementType(), shape);
        var resultIndex = new long[shape.length];
        var indexIndex = new long[index.rank()];
        var operandIndex = new long[operand.rank()];
        var indexStrides = Index.strides(index.shape());
        var operandStrides = Index.strides(operand.shape());
        for (long i = 0; i < result.count(); i++) {
            System.arraycopy(resultIndex, 0, indexIndex, 0, batches);
            System.arraycopy(resultIndex, dimension, indexIndex, batches, selected);
            System.arraycopy(resultIndex, 0, operandIndex, 0, dimension);
            long place = position(index, Index.position(indexIndex, indexStrides));
            operandIndex[dimension] = Index.clamp(place, 0, operand.size(dimension) - 1);
            int after = operand.rank() - dimension - 1;
            System.arraycopy(resultIndex, dimension + selected, operandIndex, dimension + 1, after);
            result.copy(i, operand, Index.position(operandIndex, operandStrides));
            Index.increment(resultIndex, shape);
        }
        return result;
    }
}
