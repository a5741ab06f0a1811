package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A position in a range of the file, and the integers of the format. */
class Cursor {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private final long end;
    private long position;

    /** A cursor over the bytes from {@code start} (inclusive) to {@code end} (exclusive) of {@code file}. */
    Cursor(MemorySegment file, long start, long end) {
        this.file = file;
        this.position = start;
        this.end = end;
    }

    final MemorySegment file() {
        return file;
    }

    final long position() {
        return position;
    }

    final long remaining() {
        return end - position;
    }

    /** An error in the file at the current position. */
    final RanvierException error(String message) {
        return error(position, message);
    }

    static RanvierException error(long offset, String message) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, message).at("offset " + offset));
    }

    /** An error that was found in what stands at {@code offset}, said to be there unless it says already where. */
    static RanvierException at(long offset, RanvierException error) {
        var diagnostic = error.diagnostics().getFirst();
        return diagnostic.place().startsWith("offset ")
                ? error
                : new RanvierException(diagnostic.at("offset " + offset), error);
    }

    final int readByte() {
        if (position >= end) {
            throw error("the file ends too early");
        }
        return file.get(ValueLayout.JAVA_BYTE, position++) & 0xFF;
    }

    /**
     * A variable-width integer of 64 bits: the number of zero bits below the lowest one bit of the first byte is the
     * number of bytes that follow it; a first byte of zero stands before eight plain bytes.
     */
    final long varInt() {
        int first = readByte();
        if ((first & 1) == 1) {
            return first >> 1;
        }
        int following = first == 0 ? 8 : Integer.numberOfTrailingZeros(first);
        if (remaining() < following) {
            throw error("the file ends within an integer");
        }
        long rest = 0;
        if (following == 8) {
            rest = file.get(LONG, position);
        } else {
            for (int i = following - 1; i >= 0; i--) {
                rest = (rest << 8) | (file.get(ValueLayout.JAVA_BYTE, position + i) & 0xFF);
            }
        }
        position += following;
        return following == 8 ? rest : (rest << (7 - following)) | (first >> (following + 1));
    }

    /** A signed integer, folded so that small magnitudes are short: 0, -1, 1, -2, ... */
    final long signedVarInt() {
        long folded = varInt();
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** A number of things of at least one byte each, all of which must be in the range of this cursor. */
    final int count(String things) {
        return count(things, varInt());
    }

    final int count(String things, long count) {
        if (count < 0 || count > remaining() || count > Integer.MAX_VALUE - 8) {
            throw error(Long.toUnsignedString(count) + " " + things + " do not fit in the remaining " + remaining()
                    + " bytes");
        }
        return (int) count;
    }

    /** An index below {@code size}. */
    final int index(String thing, int size) {
        return index(thing, varInt(), size);
    }

    final int index(String thing, long index, int size) {
        if (index < 0 || index >= size) {
            throw error("there is no " + thing + " " + Long.toUnsignedString(index) + ", there are " + size);
        }
        return (int) index;
    }

    /** The next {@code size} bytes, not copied. */
    final MemorySegment bytes(long size) {
        if (size < 0 || size > remaining()) {
            throw error(Long.toUnsignedString(size) + " bytes do not fit in the remaining " + remaining());
        }
        var slice = file.asSlice(position, size);
        position += size;
        return slice;
    }

    /** Skips the padding before data that is aligned to a power of two, counted from the start of the file. */
    final void align(long alignment) {
        if (Long.bitCount(alignment) != 1) {
            throw error("alignment " + Long.toUnsignedString(alignment) + " is not a power of two");
        }
        long aligned = (position + alignment - 1) & -alignment;
        if (aligned < position || aligned > end) {
            throw error("the file ends within padding");
        }
        position = aligned;
    }

    /** The position of the next zero byte; the cursor moves past it. */
    final long terminator() {
        for (long i = position; i < end; i++) {
            if (file.get(ValueLayout.JAVA_BYTE, i) == 0) {
                position = i + 1;
                return i;
            }
        }
        throw error("a string has no end");
    }

    final void requireEnd(String what) {
        if (position != end) {
            throw error(remaining() + " bytes are left over after " + what);
        }
    }
}
