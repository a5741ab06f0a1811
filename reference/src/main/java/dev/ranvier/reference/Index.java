package dev.ranvier.reference;

import java.util.Arrays;

/** Arithmetic of shapes, of indices in them and of row-major positions. */
final class Index {
    private Index() {}

    /**
     * The number of elements of a shape.
     *
     * @throws ArithmeticException if it exceeds {@code Long.MAX_VALUE}
     */
    static long count(long[] shape) {
        for (long size : shape) {
            if (size == 0) {
                return 0;
            }
        }
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    /** How far positions are apart that differ by one in each dimension. */
    static long[] strides(long[] shape) {
        var strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /** The position of {@code index} under {@code strides}. */
    static long position(long[] index, long[] strides) {
        long position = 0;
        for (int i = 0; i < index.length; i++) {
            position += index[i] * strides[i];
        }
        return position;
    }

    /** Writes the index at a row-major position of {@code shape} into {@code index}. */
    static void unravel(long position, long[] shape, long[] index) {
        for (int i = shape.length - 1; i >= 0; i--) {
            index[i] = position % shape[i];
            position /= shape[i];
        }
    }

    /** Moves {@code index} to its row-major successor; after the last one to the first. */
    static void increment(long[] index, long[] shape) {
        for (int i = shape.length - 1; i >= 0; i--) {
            if (++index[i] < shape[i]) {
                return;
            }
            index[i] = 0;
        }
    }

    static boolean contains(long[] shape, long[] index) {
        for (int i = 0; i < shape.length; i++) {
            if (index[i] < 0 || index[i] >= shape[i]) {
                return false;
            }
        }
        return true;
    }

    /** {@code shape} with another size at {@code dimension}. */
    static long[] with(long[] shape, int dimension, long size) {
        var copy = shape.clone();
        copy[dimension] = size;
        return copy;
    }

    /** {@code shape} without the sizes at {@code dimensions}. */
    static long[] without(long[] shape, long... dimensions) {
        var sorted = dimensions.clone();
        Arrays.sort(sorted);
        var rest = new long[shape.length - sorted.length];
        int next = 0;
        for (int i = 0; i < shape.length; i++) {
            if (Arrays.binarySearch(sorted, i) < 0) {
                rest[next++] = shape[i];
            }
        }
        return rest;
    }

    /** {@code numbers} at {@code places}. */
    static long[] picked(long[] numbers, int... places) {
        return Arrays.stream(places).mapToLong(place -> numbers[place]).toArray();
    }

    static long clamp(long value, long least, long greatest) {
        return Math.max(least, Math.min(value, greatest));
    }
}
