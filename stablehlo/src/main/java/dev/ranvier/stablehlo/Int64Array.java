package dev.ranvier.stablehlo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** A list of 64-bit integers ({@code array<i64: ...>}): dimensions, sizes, strides. */
public final class Int64Array implements BuiltinAttribute {
    private static final Int64Array EMPTY = new Int64Array(new long[0]);

    private final long[] values;

    private Int64Array(long[] values) {
        this.values = values;
    }

    public static Int64Array of(long... values) {
        return values.length == 0 ? EMPTY : new Int64Array(values.clone());
    }

    public static Int64Array of(List<Long> values) {
        if (values.isEmpty()) {
            return EMPTY;
        }
        var copy = new long[values.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values.get(i);
        }
        return new Int64Array(copy);
    }

    /** {@code count} times {@code value}. */
    public static Int64Array filled(int count, long value) {
        var values = new long[count];
        Arrays.fill(values, value);
        return new Int64Array(values);
    }

    public int size() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    public long get(int index) {
        return values[index];
    }

    /** The value at {@code index}, for lists of dimensions. */
    public int dimension(int index) {
        return Math.toIntExact(values[index]);
    }

    public boolean contains(long value) {
        return indexOf(value) >= 0;
    }

    /** The first index of {@code value}, or -1. */
    public int indexOf(long value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    public LongStream stream() {
        return Arrays.stream(values);
    }

    /** A copy. */
    public long[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Int64Array array && Arrays.equals(values, array.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
