package dev.ranvier.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** A string in native memory, UTF-8 and ended by a zero byte that {@code size} does not count. */
record Text(long address, long size) {
    static Text in(Arena arena, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var memory = arena.allocate(bytes.length + 1L);
        memory.asSlice(0, bytes.length).copyFrom(MemorySegment.ofArray(bytes));
        memory.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
        return new Text(memory.address(), bytes.length);
    }

    /** A string that is never freed. */
    static Text permanent(String text) {
        return in(Arena.global(), text);
    }

    void put(long struct, Field addressField, Field sizeField) {
        addressField.put(struct, address);
        sizeField.put(struct, size);
    }
}
