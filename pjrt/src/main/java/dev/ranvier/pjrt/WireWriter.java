package dev.ranvier.pjrt;

import java.io.ByteArrayOutputStream;

/** Writes the wire format of protocol buffers. */
final class WireWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An integer. */
    WireWriter value(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    /** Integers, packed. */
    WireWriter values(int field, long... values) {
        var packed = new WireWriter();
        for (long value : values) {
            packed.varint(value);
        }
        return message(field, packed);
    }

    WireWriter message(int field, WireWriter message) {
        return bytes(field, message.toByteArray());
    }

    WireWriter bytes(int field, byte[] contents) {
        varint(((long) field << 3) | 2);
        varint(contents.length);
        out.writeBytes(contents);
        return this;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
