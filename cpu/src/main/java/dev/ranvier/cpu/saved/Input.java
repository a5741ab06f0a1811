package dev.ranvier.cpu.saved;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;

/** Bytes that are read one after the other, whatever they are. In an array: code that has just started reads it fast. */
final class Input {
    /** Records in records: more than programs have, and fewer than the stack can hold. */
    private static final int MOST_DEPTH = 500;

    private static final int PART = 0x7f;
    private static final int BITS_OF_PART = 7;

    private final byte[] bytes;
    private int position;
    private int depth;

    Input(byte[] bytes, int start) {
        this.bytes = bytes;
        this.position = start;
    }

    static RanvierException damaged(String how) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.FAILED_PRECONDITION, "the saved executable is damaged: " + how)
                        .withHint("compile it again"));
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS_OF_PART) {
            int part = octet();
            value |= (long) (part & PART) << shift;
            if (part <= PART) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw damaged("a number does not end");
    }

    /** How many items follow, each of which takes a byte at least. */
    int count() {
        long count = number();
        if (count < 0 || count > bytes.length - position) {
            throw damaged(count + " items in " + (bytes.length - position) + " bytes");
        }
        return (int) count;
    }

    int octet() {
        if (position == bytes.length) {
            throw damaged("it ends early");
        }
        return bytes[position++] & 0xff;
    }

    /** A view of the bytes that follow. */
    MemorySegment segment() {
        int count = count();
        var segment = MemorySegment.ofArray(bytes).asSlice(position, count);
        position += count;
        return segment;
    }

    void enter() {
        if (++depth > MOST_DEPTH) {
            throw damaged("more than " + MOST_DEPTH + " records in records");
        }
    }

    void leave() {
        depth--;
    }

    void end() {
        if (position != bytes.length) {
            throw damaged((bytes.length - position) + " bytes too many");
        }
    }
}
