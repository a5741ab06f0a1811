package dev.ranvier.runtime;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Where the elements of a tensor lie: the first, and the bytes from one to the next for each dimension. */
final class Strides {
    private final long[] shape;
    private final long offset;
    private final long[] byteStrides;
    private final int width;

    Strides(TensorType type, long offset, long[] byteStrides) {
        if (byteStrides.length != type.rank()) {
            throw RanvierException.invalid("a tensor of type " + type + " needs " + type.rank() + " strides, got "
                    + Arrays.toString(byteStrides));
        }
        this.shape = type.shape();
        this.offset = offset;
        this.byteStrides = byteStrides.clone();
        this.width = type.elementType().byteWidth();
    }

    private Strides(long[] shape, long offset, long[] byteStrides, int width) {
        this.shape = shape;
        this.offset = offset;
        this.byteStrides = byteStrides;
        this.width = width;
    }

    /** The elements of a tensor that lies in {@code layout}. */
    static Strides of(TensorType type, Layout layout) {
        return new Strides(type, 0, layout.byteStrides(type));
    }

    /** Fails if an element would lie outside {@code source}. */
    void check(MemorySegment source) {
        if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
            return;
        }
        long first = offset;
        long last = offset;
        for (int i = 0; i < shape.length; i++) {
            long reach = Math.multiplyExact(shape[i] - 1, byteStrides[i]);
            first += Math.min(0, reach);
            last += Math.max(0, reach);
        }
        if (first < 0 || last + width > source.byteSize()) {
            throw RanvierException.invalid("elements of shape " + Arrays.toString(shape) + " with byte strides "
                    + Arrays.toString(byteStrides) + " reach from byte " + first + " to " + (last + width)
                    + " of " + source.byteSize());
        }
    }

    /** Copies all elements to {@code destination}, where they lie in {@code layout}. */
    void copyTo(MemorySegment source, MemorySegment destination, Layout layout) {
        if (Arrays.stream(shape).noneMatch(size -> size == 0)) {
            inOrderOf(layout).copy(source, offset, destination, 0, 0);
        }
    }

    /** The same elements of a transposed tensor, which is row-major where this one lies in {@code layout}. */
    private Strides inOrderOf(Layout layout) {
        if (layout.isRowMajor()) {
            return this;
        }
        int rank = shape.length;
        var newShape = new long[rank];
        var newStrides = new long[rank];
        for (int i = 0; i < rank; i++) {
            int dimension = layout.minorToMajor().dimension(rank - 1 - i);
            newShape[i] = shape[dimension];
            newStrides[i] = byteStrides[dimension];
        }
        return new Strides(newShape, offset, newStrides, width);
    }

    private long copy(MemorySegment source, long from, MemorySegment destination, long to, int dimension) {
        long dense = denseBytes(dimension);
        if (dense > 0) {
            MemorySegment.copy(source, from, destination, to, dense);
            return to + dense;
        }
        long next = to;
        for (long i = 0; i < shape[dimension]; i++) {
            next = copy(source, from + i * byteStrides[dimension], destination, next, dimension + 1);
        }
        return next;
    }

    /** The bytes of one block of the dimensions from {@code dimension} on if they lie without gaps, else 0. */
    private long denseBytes(int dimension) {
        long bytes = width;
        for (int i = shape.length - 1; i >= dimension; i--) {
            if (byteStrides[i] != bytes && shape[i] != 1) {
                return 0;
            }
            bytes *= shape[i];
        }
        return bytes;
    }
}
