package dev.ranvier.stablehlo.bytecode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A growing array of bytes, and the integers and sections of the format. */
final class Emitter {
    private static final byte PADDING = (byte) 0xCB;
    private static final int ALIGNED = 0x80;

    private byte[] bytes = new byte[256];
    private int size;
    private int alignment = 1;

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(long more) {
        int needed = Math.toIntExact(size + more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    void single(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void patch(int offset, int value) {
        bytes[offset] = (byte) value;
    }

    /** See {@link Cursor#varInt}. */
    void varInt(long value) {
        int bits = 64 - Long.numberOfLeadingZeros(value | 1);
        int length = (bits + 6) / 7;
        if (length > 8) {
            single(0);
            plain(value, 8);
        } else {
            plain(((value << 1) | 1) << (length - 1), length);
        }
    }

    private void plain(long value, int length) {
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
    }

    void signedVarInt(long value) {
        varInt((value << 1) ^ (value >> 63));
    }

    /** A number and, in the low bit, a flag. */
    void varInt(long value, boolean flag) {
        varInt((value << 1) | (flag ? 1 : 0));
    }

    void bytes(byte[] data) {
        reserve(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
    }

    void bytes(MemorySegment data) {
        reserve(data.byteSize());
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, 0, bytes, size, (int) data.byteSize());
        size += (int) data.byteSize();
    }

    void terminated(byte[] text) {
        bytes(text);
        single(0);
    }

    /** Pads to a power of two, counted from the start of this and of every emitter that this goes into. */
    void align(int newAlignment) {
        while (size % newAlignment != 0) {
            single(PADDING);
        }
        alignment = Math.max(alignment, newAlignment);
    }

    void section(int id, Emitter contents) {
        boolean aligned = contents.alignment > 1;
        single(aligned ? id | ALIGNED : id);
        varInt(contents.size);
        if (aligned) {
            varInt(contents.alignment);
            align(contents.alignment);
        }
        reserve(contents.size);
        System.arraycopy(contents.bytes, 0, bytes, size, contents.size);
        size += contents.size;
    }
}
