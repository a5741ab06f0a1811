package dev.ranvier.reference;

import dev.ranvier.stablehlo.StablehloAttribute.ScatterDimensionNumbers;
import java.util.List;

/** Specification section "scatter". The schedule is the row-major order of the updates. */
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
        var scatterDimensions = Gather.keptDimensions(updateShape.length, dimensions.updateWindowDims());
        var windowDimensions =
                Gather.keptDimensions(shape.length, dimensions.insertedWindowDims(), dimensions.inputBatchingDims());

        var results = computation.accumulators(inputs);
        var values = computation.values(updates);
        var updateIndex = new long[updateShape.length];
        var scatterIndex = new long[scatterDimensions.length];
        var resultIndex = new long[shape.length];
        for (long i = 0; i < updates.getFirst().count(); i++) {
            for (int d = 0; d < scatterIndex.length; d++) {
                scatterIndex[d] = updateIndex[scatterDimensions[d]];
            }
            starts.read(scatterIndex, resultIndex);
            starts.addBatching(scatterIndex, resultIndex);
            boolean inBounds = true;
            for (int d = 0; d < windowDimensions.length; d++) {
                int dimension = windowDimensions[d];
                // An index far out of range stays so when the place within the window is added.
                inBounds &= resultIndex[dimension] < shape[dimension];
                resultIndex[dimension] +=
                        updateIndex[dimensions.updateWindowDims().dimension(d)];
            }
            if (inBounds && Index.contains(shape, resultIndex)) {
                computation.combine(results, Index.position(resultIndex, strides), values, i);
            }
            Index.increment(updateIndex, updateShape);
        }
        return results;
    }
}
