package dev.ranvier.reference;

import dev.ranvier.stablehlo.StablehloAttribute.ScatterDimensionNumbers;
import java.util.Arrays;
import java.util.List;

/**
 * Specification section "scatter". The schedule takes the index vectors in row-major order, and the updates of each.
 *
 * <p>A window that does not lie within the result as a whole is dropped as a whole. The specification decides "if
 * {@code result_index} is in bounds" for each element; XLA's devices decide for the window, and JAX's gradients count on
 * it: they gather what was scattered, where a window out of bounds gives zeros.
 */
final class Scatter {
    private Scatter() {}

    static List<Tensor> scatter(
            List<Tensor> inputs,
            Tensor scatterIndices,
            List<Tensor> updates,
            ScatterDimensionNumbers dimensions,
            Reducer computation) {
        var starts = new StartIndices(
                scatterIndices,
                (int) dimensions.indexVectorDim(),
                dimensions.scatterDimsToOperandDims(),
                dimensions.inputBatchingDims(),
                dimensions.scatterIndicesBatchingDims());
        var shape = inputs.getFirst().shape();
        var strides = Index.strides(shape);
        var updateShape = updates.getFirst().shape();
        var updateStrides = Index.strides(updateShape);
        var scatterDimensions = Gather.keptDimensions(updateShape.length, dimensions.updateWindowDims());
        var scatterShape = Index.picked(updateShape, scatterDimensions);
        var scatterStrides = Index.picked(updateStrides, scatterDimensions);

        var window = new long[shape.length];
        var windowStrides = new long[shape.length];
        Arrays.fill(window, 1);
        var windowDimensions =
                Gather.keptDimensions(shape.length, dimensions.insertedWindowDims(), dimensions.inputBatchingDims());
        for (int i = 0; i < windowDimensions.length; i++) {
            int updateDimension = dimensions.updateWindowDims().dimension(i);
            window[windowDimensions[i]] = updateShape[updateDimension];
            windowStrides[windowDimensions[i]] = updateStrides[updateDimension];
        }

        var results = computation.accumulators(inputs);
        var values = computation.values(updates);
        var scatterIndex = new long[scatterShape.length];
        var start = new long[shape.length];
        var windowIndex = new long[shape.length];
        long windowSize = Index.count(window);
        for (long i = 0; i < Index.count(scatterShape); i++) {
            starts.read(scatterIndex, start);
            starts.addBatching(scatterIndex, start);
            if (isWithin(start, window, shape)) {
                long target = Index.position(start, strides);
                long source = Index.position(scatterIndex, scatterStrides);
                for (long j = 0; j < windowSize; j++) {
                    computation.combine(
                            results,
                            target + Index.position(windowIndex, strides),
                            values,
                            source + Index.position(windowIndex, windowStrides));
                    Index.increment(windowIndex, window);
                }
            }
            Index.increment(scatterIndex, scatterShape);
        }
        return results;
    }

    private static boolean isWithin(long[] start, long[] window, long[] shape) {
        for (int d = 0; d < shape.length; d++) {
            if (start[d] < 0 || start[d] > shape[d] - window[d]) {
                return false;
            }
        }
        return true;
    }
}
