package dev.ranvier.reference;

import dev.ranvier.stablehlo.Int64Array;
import java.util.Arrays;

/** The index vectors of a gather or a scatter ({@code start_index} in the specification's sections of both). */
final class StartIndices {
    private final Tensor indices;
    private final int vectorDimension;
    private final Int64Array map;
    private final Int64Array operandBatching;
    private final Int64Array indicesBatching;
    private final long[] strides;
    private final long[] batchShape;
    private final long vectorStride;

    /**
     * Index vectors that lie along {@code vectorDimension} of {@code indices}; one number each if that is its rank.
     *
     * @param map the operand's dimension for each number of a vector
     * @param operandBatching the operand's dimensions that follow {@code indicesBatching} dimensions of the indices
     */
    StartIndices(
            Tensor indices,
            int vectorDimension,
            Int64Array map,
            Int64Array operandBatching,
            Int64Array indicesBatching) {
        this.indices = indices;
        this.vectorDimension = vectorDimension;
        this.map = map;
        this.operandBatching = operandBatching;
        this.indicesBatching = indicesBatching;
        boolean vectors = vectorDimension < indices.rank();
        var allStrides = Index.strides(indices.shape());
        this.batchShape = vectors ? Index.without(indices.shape(), vectorDimension) : indices.shape();
        this.strides = vectors ? Index.without(allStrides, vectorDimension) : allStrides;
        this.vectorStride = vectors ? allStrides[vectorDimension] : 0;
    }

    /** The shape of the indices without the dimension of the vectors. */
    long[] batchShape() {
        return batchShape;
    }

    int batchRank() {
        return batchShape.length;
    }

    /** Writes the full start index of a batch into {@code operandIndex}; 0 where the map says nothing. */
    void read(long[] batchIndex, long[] operandIndex) {
        Arrays.fill(operandIndex, 0);
        long base = Index.position(batchIndex, strides);
        for (int i = 0; i < map.size(); i++) {
            operandIndex[map.dimension(i)] = IndexingOps.position(indices, base + i * vectorStride);
        }
    }

    /** Adds the full batching index of a batch to {@code operandIndex}. */
    void addBatching(long[] batchIndex, long[] operandIndex) {
        for (int i = 0; i < operandBatching.size(); i++) {
            int dimension = indicesBatching.dimension(i);
            operandIndex[operandBatching.dimension(i)] +=
                    batchIndex[dimension < vectorDimension ? dimension : dimension - 1];
        }
    }
}
