package dev.ranvier.pjrt;

/**
 * A field of a C struct.
 *
 * @param offset bytes from the start of the struct
 * @param bytes the field's width; only so many are written
 */
record Field(long offset, int bytes) {
    /** What every function takes first: the object it is about, or its first argument. */
    static final Field FIRST = new Field(16, Long.BYTES);

    /** The address of this field in a struct. */
    long in(long struct) {
        return struct + offset;
    }

    long getLong(long struct) {
        return Native.getLong(struct + offset);
    }

    int getInt(long struct) {
        return Native.getInt(struct + offset);
    }

    boolean getBoolean(long struct) {
        return Native.getByte(struct + offset) != 0;
    }

    /** Writes {@code value} with the field's own width. */
    void put(long struct, long value) {
        switch (bytes) {
            case Long.BYTES -> Native.putLong(struct + offset, value);
            case Integer.BYTES -> Native.putInt(struct + offset, (int) value);
            case Short.BYTES -> Native.putShort(struct + offset, (short) value);
            default -> Native.putByte(struct + offset, (byte) value);
        }
    }

    void put(long struct, boolean value) {
        put(struct, value ? 1 : 0);
    }
}
