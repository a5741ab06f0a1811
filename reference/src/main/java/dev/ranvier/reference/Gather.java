package dev.ranvier.reference;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.StablehloAttribute.GatherDimensionNumbers;
import java.util.stream.IntStream;

/** Specification section "gather". */
final class Gather {
    private Gather() {}

    static Tensor gather(Tensor operand, Tensor startIndices, GatherDimensionNumbers dimensions, long[] sliceSizes) {
        var starts = new StartIndices(
                startIndices,
                (int) dimensions.indexVectorDim(),
                dimensions.startIndexMap(),
                dimensions.operandBatchingDims(),
                dimensions.startIndicesBatchingDims());
        var offsetSizes = Index.without(
                sliceSizes, concatenated(dimensions.collapsedSliceDims(), dimensions.operandBatchingDims()));
        var offsetDimensions =
                keptDimensions(sliceSizes.length, dimensions.collapsedSliceDims(), dimensions.operandBatchingDims());
        int rank = starts.batchRank() + offsetSizes.length;
        var batchDimensions = keptDimensions(rank, dimensions.offsetDims());

        var offsets = IntStream.range(0, offsetSizes.length)
                .map(dimensions.offsetDims()::dimension)
                .toArray();
        var shape = new long[rank];
        for (int i = 0; i < batchDimensions.length; i++) {
            shape[batchDimensions[i]] = starts.batchShape()[i];
        }
        for (int i = 0; i < offsetSizes.length; i++) {
            shape[offsets[i]] = offsetSizes[i];
        }

        var result = Tensor.zeros(operand.elementType(), shape);
        var strides = Index.strides(shape);
        var batchStrides = Index.picked(strides, batchDimensions);
        var offsetStrides = Index.picked(strides, offsets);
        var operandStrides = Index.strides(operand.shape());
        var sliceStrides = Index.picked(operandStrides, offsetDimensions);
        var batchIndex = new long[batchDimensions.length];
        var start = new long[operand.rank()];
        var offsetIndex = new long[offsetSizes.length];
        long offsetCount = Index.count(offsetSizes);
        for (long i = 0; i < Index.count(starts.batchShape()); i++) {
            starts.read(batchIndex, start);
            for (int d = 0; d < start.length; d++) {
                start[d] = Index.clamp(start[d], 0, operand.size(d) - sliceSizes[d]);
            }
            starts.addBatching(batchIndex, start);
            long target = Index.position(batchIndex, batchStrides);
            long source = Index.position(start, operandStrides);
            for (long j = 0; j < offsetCount; j++) {
                result.copy(
                        target + Index.position(offsetIndex, offsetStrides),
                        operand,
                        source + Index.position(offsetIndex, sliceStrides));
                Index.increment(offsetIndex, offsetSizes);
            }
            Index.increment(batchIndex, starts.batchShape());
        }
        return result;
    }

    /** The dimensions of a tensor of {@code rank} that are in none of the lists. */
    static int[] keptDimensions(int rank, Int64Array... dropped) {
        return IntStream.range(0, rank)
                .filter(dimension -> {
                    for (var list : dropped) {
                        if (list.contains(dimension)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toArray();
    }

    private static long[] concatenated(Int64Array first, Int64Array second) {
        var all = new long[first.size() + second.size()];
        System.arraycopy(first.toArray(), 0, all, 0, first.size());
        System.arraycopy(second.toArray(), 0, all, first.size(), second.size());
        return all;
    }
}
