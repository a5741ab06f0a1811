package dev.ranvier.pjrt;

/** Bytes that a function returns with the function that frees them. */
final class Serialized {
    private Serialized() {}

    /** Fills the four fields that such functions have; the owner is the block of memory itself. */
    static void put(long struct, byte[] contents, Field bytes, Field size, Field owner, Field deleter) {
        long memory = Native.malloc(contents);
        bytes.put(struct, memory);
        size.put(struct, contents.length);
        owner.put(struct, memory);
        deleter.put(struct, Native.freeFunction());
    }
}
