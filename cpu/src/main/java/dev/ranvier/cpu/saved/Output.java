package dev.ranvier.cpu.saved;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Bytes that are written one after the other. */
final class Output {
    private static final int FIRST_BYTES = 1 << 12;
    private static final int LARGEST_PART = 0x7f;
    private static final int BITS_OF_PART = 7;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    void number(long value) {
        // Small numbers of either sign take few bytes: seven bits each, the lowest first.
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while (Long.compareUnsigned(rest, LARGEST_PART) > 0) {
            octet((int) rest | (LARGEST_PART + 1));
            rest >>>= BITS_OF_PART;
        }
        octet((int) rest);
    }

    void octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void segment(MemorySegment segment) {
        int count = Math.toIntExact(segment.byteSize());
        number(count);
        reserve(count);
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, 0, bytes, size, count);
        size += count;
    }

    private void reserve(int count) {
        int needed = Math.addExact(size, count);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
