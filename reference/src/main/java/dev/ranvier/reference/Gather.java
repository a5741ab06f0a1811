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

        var shape = new long[rank];
        for (int i = 0; i < batchDimensions.length; i++) {
            shape[batchDimensions[i]] = starts.batchShape()[i];
        }
        for (int i = 0; i < offsetSizes.length; i++) {
            shape[dimensions.offsetDims().dimension(i)] = offsetSizes[i];
        }

        var result = Tensor.zeros(operand.elementType(), shape);
        var resultIndex = new long[rank];
        var batchIndex = new long[batchDimensions.length];
        var operandIndex = new long[operand.rank()];
        var operandStrides = Index.strides(operand.shape());
        for (long i = 0; i < result.count(); i++) {
            for (int d = 0; d < batchIndex.length; d++) {
                batchIndex[d] = resultIndex[batchDimensions[d]];
            }
            starts.read(batchIndex, operandIndex);
            for (int d = 0; d < operandIndex.length; d++) {
                operandIndex[d] = Index.clamp(operandIndex[d], 0, operand.size(d) - sliceSizes[d]);
            }
            starts.addBatching(batchIndex, operandIndex);
            for (int d = 0; d < offsetDimensions.length; d++) {
                operandIndex[offsetDimensions[d]] +=
                        resultIndex[dimensions.offsetDims().dimension(d)];
            }
            result.copy(i, operand, Index.position(operandIndex, operandStrides));
            Index.increment(resultIndex, shape);
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
