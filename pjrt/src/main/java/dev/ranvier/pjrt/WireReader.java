package dev.ranvier.pjrt;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Reads the wire format of protocol buffers: {@code while (next()) switch (field()) …}. */
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final MemorySegment message;
    private long position;
    private int tag;
    private long value;
    private MemorySegment bytes = MemorySegment.NULL;

    WireReader(MemorySegment message) {
        this.message = message;
    }

    /**
     * Goes to the next field.
     *
     * @throws RanvierException if the message is cut off or not of this format
     */
    boolean next() {
        if (position >= message.byteSize()) {
            return false;
        }
        tag = (int) varint();
        switch (tag & 7) {
            case VARINT -> value = varint();
            case FIXED64 -> take(Long.BYTES);
            case FIXED32 -> take(Integer.BYTES);
            case BYTES -> bytes = take(varint());
            default -> throw RanvierException.invalid("a protocol buffer has wire type " + (tag & 7));
        }
        return true;
    }

    /** The number of the field. */
    int field() {
        return tag >>> 3;
    }

    /** The integer of the field. */
    long value() {
        return value;
    }

    /** The bytes of the field. */
    MemorySegment bytes() {
        return bytes;
    }

    /** The message in the field. */
    WireReader message() {
        return new WireReader(bytes);
    }

    /** The integers of the field, packed or one. */
    List<Long> values() {
        var values = new ArrayList<Long>();
        if ((tag & 7) == VARINT) {
            values.add(value);
        } else {
            var packed = new WireReader(bytes);
            while (packed.position < packed.message.byteSize()) {
                values.add(packed.varint());
            }
        }
        return values;
    }

    private MemorySegment take(long size) {
        if (size < 0 || size > message.byteSize() - position) {
            throw RanvierException.invalid("a protocol buffer is cut off at byte " + position);
        }
        var taken = message.asSlice(position, size);
        position += size;
        return taken;
    }

    private long varint() {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = take(1).get(ValueLayout.JAVA_BYTE, 0);
            result |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw RanvierException.invalid("a protocol buffer has an integer of more than 64 bits");
    }
}
