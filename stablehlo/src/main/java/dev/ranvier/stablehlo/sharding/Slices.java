package dev.ranvier.stablehlo.sharding;

import static dev.ranvier.stablehlo.sharding.RuleBuilder.NONE;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.TensorType;

/**
 * How the dimensions of input, indices and slices of a gather or a scatter correspond. For a scatter the slices are the
 * updates, and its dimension numbers are named otherwise.
 *
 * @param cutsTogether whether a dimension of the input and the part of it that slices have are one factor
 */
record Slices(
        TensorType input,
        TensorType indices,
        TensorType slices,
        Int64Array offsets,
        Int64Array collapsed,
        Int64Array inputBatching,
        Int64Array indicesBatching,
        long indexVector,
        boolean cutsTogether) {

    /** What a dimension, or several that correspond, is for the op. */
    enum Role {
        /** A dimension of the input that slices have whole. */
        WHOLE,
        /** One of which slices have a part. */
        CUT,
        /** The same, that of the input alone. */
        CUT_INPUT,
        /** The same, that of the slices alone. */
        CUT_SLICE,
        /** A batch dimension of indices and slices. */
        BATCH,
        /** A batch dimension of the input too. */
        SHARED_BATCH,
        /** A dimension of the input of which slices have one element and no dimension. */
        COLLAPSED,
        /** The dimension along which indices have their components. */
        INDEX_VECTOR
    }

    /** Takes a factor; a tensor that does not have it has dimension {@link RuleBuilder#NONE}. */
    @FunctionalInterface
    interface Sink {
        void add(int inputDimension, int indicesDimension, int sliceDimension, long size, Role role);
    }

    void addFactors(Sink sink) {
        int inputDimension = 0;
        int batch = 0;
        for (int d = 0; d < slices.rank(); d++) {
            if (offsets.contains(d)) {
                while (collapsed.contains(inputDimension) || inputBatching.contains(inputDimension)) {
                    inputDimension++;
                }
                addOffset(sink, inputDimension++, d);
            } else {
                int indicesDimension = batch < indexVector ? batch : batch + 1;
                int shared = indicesBatching.indexOf(indicesDimension);
                sink.add(
                        shared < 0 ? NONE : inputBatching.dimension(shared),
                        indicesDimension,
                        d,
                        slices.size(d),
                        shared < 0 ? Role.BATCH : Role.SHARED_BATCH);
                batch++;
            }
        }
        collapsed.stream().forEach(d -> sink.add((int) d, NONE, NONE, input.size((int) d), Role.COLLAPSED));
        if (indexVector < indices.rank()) {
            sink.add(NONE, (int) indexVector, NONE, indices.size((int) indexVector), Role.INDEX_VECTOR);
        }
    }

    private void addOffset(Sink sink, int inputDimension, int sliceDimension) {
        long size = input.size(inputDimension);
        if (size == slices.size(sliceDimension)) {
            sink.add(inputDimension, NONE, sliceDimension, size, Role.WHOLE);
        } else if (cutsTogether && slices.size(sliceDimension) > 1) {
            sink.add(inputDimension, NONE, sliceDimension, size, Role.CUT);
        } else {
            sink.add(inputDimension, NONE, NONE, size, Role.CUT_INPUT);
            sink.add(NONE, NONE, sliceDimension, slices.size(sliceDimension), Role.CUT_SLICE);
        }
    }
}
