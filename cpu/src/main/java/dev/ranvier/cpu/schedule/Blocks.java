package dev.ranvier.cpu.schedule;

import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;

/** Elements that lie regularly in memory. */
final class Blocks {
    private final long[] sizes;

    /** Bytes from one element to the next in each dimension. */
    private final long[] strides;

    /** Bytes from the start of the memory to the first element. */
    private final long offset;

    /** Bytes of an element. */
    private final int width;

    private Blocks(long[] sizes, long[] strides, long offset, int width) {
        this.sizes = sizes;
        this.strides = strides;
        this.offset = offset;
        this.width = width;
    }

    /** All elements of a dense tensor. */
    static Blocks of(TensorType type) {
        return dense(type.shape(), type.elementType().byteWidth());
    }

    private static Blocks dense(long[] sizes, int width) {
        var strides = new long[sizes.length];
        long stride = width;
        for (int i = sizes.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= sizes[i];
        }
        return new Blocks(sizes, strides, 0, width);
    }

    /** As many elements without gaps. */
    Blocks packed() {
        return dense(sizes, width);
    }

    /** A dense tensor that has {@code count} times the elements in a dimension. */
    Blocks enlarged(int dimension, int count) {
        var larger = sizes.clone();
        larger[dimension] *= count;
        return dense(larger, width);
    }

    /** One of {@code count} equal parts along a dimension. */
    Blocks part(int dimension, int count, int index) {
        var fewer = sizes.clone();
        fewer[dimension] /= count;
        return new Blocks(fewer, strides, offset + index * fewer[dimension] * strides[dimension], width);
    }

    /** The same in memory that starts elsewhere. */
    Blocks at(long address) {
        return new Blocks(sizes, strides, offset + address, width);
    }

    /** Copies the elements, in memory from {@code address}, to those of {@code target}, which has as many. */
    void copy(long address, Blocks target) {
        copy(address + offset, target, target.offset, 0);
    }

    private void copy(long from, Blocks target, long to, int dimension) {
        long run = Math.min(contiguous(dimension), target.contiguous(dimension));
        if (run > 0) {
            MemorySegment.copy(Frame.MEMORY, from, Frame.MEMORY, to, run);
            return;
        }
        if (dimension < sizes.length) {
            for (long i = 0; i < sizes[dimension]; i++) {
                copy(from + i * strides[dimension], target, to + i * target.strides[dimension], dimension + 1);
            }
        }
    }

    /** The bytes of the elements from a dimension on if they lie without gaps, else 0. */
    private long contiguous(int dimension) {
        long bytes = width;
        for (int i = sizes.length - 1; i >= dimension; i--) {
            if (strides[i] != bytes && sizes[i] != 1) {
                return 0;
            }
            bytes *= sizes[i];
        }
        return bytes;
    }
}
