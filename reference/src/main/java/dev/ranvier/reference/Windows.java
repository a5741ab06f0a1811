package dev.ranvier.reference;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import org.jspecify.annotations.Nullable;

/** Windows that move over a dilated and padded tensor (specification section "reduce_window"). */
final class Windows {
    private final long[] shape;
    private final long[] shapeStrides;
    private final long[] window;
    private final long[] strides;
    private final long[] baseDilations;
    private final long[] windowDilations;
    private final long[] low;
    private final long[] resultShape;
    private final long[] start;
    private final long[] offset;

    /** Absent strides and dilations are 1, absent padding is 0. */
    Windows(
            long[] shape,
            long[] window,
            @Nullable Int64Array strides,
            @Nullable Int64Array baseDilations,
            @Nullable Int64Array windowDilations,
            @Nullable DenseElements padding) {
        int rank = shape.length;
        this.shape = shape;
        this.shapeStrides = Index.strides(shape);
        this.window = window;
        this.strides = orOnes(strides, rank);
        this.baseDilations = orOnes(baseDilations, rank);
        this.windowDilations = orOnes(windowDilations, rank);
        this.low = ReductionOps.padding(padding, rank, 0);
        this.start = new long[rank];
        this.offset = new long[rank];
        var high = ReductionOps.padding(padding, rank, 1);
        this.resultShape = new long[rank];
        for (int i = 0; i < rank; i++) {
            resultShape[i] = count(
                    low[i] + dilated(shape[i], this.baseDilations[i]) + high[i],
                    dilated(window[i], this.windowDilations[i]),
                    this.strides[i]);
        }
    }

    static long[] orOnes(@Nullable Int64Array values, int rank) {
        return (values == null ? Int64Array.filled(rank, 1) : values).toArray();
    }

    static long dilated(long size, long dilation) {
        return size == 0 ? 0 : (size - 1) * dilation + 1;
    }

    /** How many windows of {@code window} elements fit into {@code size} elements. */
    static long count(long size, long window, long stride) {
        return size <= 0 || window > size ? 0 : Math.floorDiv(size - window, stride) + 1;
    }

    /** How many windows there are in each dimension. */
    long[] resultShape() {
        return resultShape;
    }

    /** The number of elements of a window. */
    long size() {
        return Index.count(window);
    }

    /** Goes to the first element of the window at a row-major position among the windows. */
    void moveTo(long place) {
        Index.unravel(place, resultShape, start);
        for (int i = 0; i < start.length; i++) {
            start[i] = start[i] * strides[i] - low[i];
            offset[i] = 0;
        }
    }

    /** The position of the window's next element in the tensor, or -1 if it is padding. */
    long next() {
        long position = 0;
        boolean padding = false;
        for (int i = 0; i < shape.length; i++) {
            long place = start[i] + offset[i] * windowDilations[i];
            long index = Math.floorDiv(place, baseDilations[i]);
            padding |= index < 0 || index >= shape[i] || index * baseDilations[i] != place;
            position += index * shapeStrides[i];
        }
        Index.increment(offset, window);
        return padding ? -1 : position;
    }
}
