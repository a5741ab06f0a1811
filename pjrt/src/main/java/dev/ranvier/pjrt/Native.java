package dev.ranvier.pjrt;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** Memory by address, as C sees it, and the C functions that the door calls. */
@SuppressWarnings("restricted")
final class Native {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final Linker LINKER = Linker.nativeLinker();
    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    private static final MemorySegment FREE_FUNCTION = LINKER.defaultLookup().findOrThrow("free");
    private static final MethodHandle MALLOC = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("malloc"), FunctionDescriptor.of(ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = LINKER.downcallHandle(FREE_FUNCTION, FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle CALL =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle CALL_ONE =
            LINKER.downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

    private Native() {}

    static long getLong(long address) {
        return MEMORY.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
    }

    static int getInt(long address) {
        return MEMORY.get(ValueLayout.JAVA_INT_UNALIGNED, address);
    }

    static byte getByte(long address) {
        return MEMORY.get(ValueLayout.JAVA_BYTE, address);
    }

    static void putLong(long address, long value) {
        MEMORY.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
    }

    static void putInt(long address, int value) {
        MEMORY.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
    }

    static void putShort(long address, short value) {
        MEMORY.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, value);
    }

    static void putByte(long address, byte value) {
        MEMORY.set(ValueLayout.JAVA_BYTE, address, value);
    }

    /** The {@code size} bytes at {@code address}. */
    static MemorySegment bytes(long address, long size) {
        return MEMORY.asSlice(address, size);
    }

    /** A UTF-8 string of {@code size} bytes. */
    static String text(long address, long size) {
        return new String(bytes(address, size).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** The length in bytes of a string that a zero byte ends. */
    static long length(long address) {
        long length = 0;
        while (getByte(address + length) != 0) {
            length++;
        }
        return length;
    }

    /** A copy of {@code count} 64-bit integers. */
    static long[] longs(long address, long count) {
        return bytes(address, count * Long.BYTES).toArray(ValueLayout.JAVA_LONG_UNALIGNED);
    }

    /** Writes 64-bit integers into {@code arena}; the address. */
    static long allocate(Arena arena, long... values) {
        return arena.allocateFrom(ValueLayout.JAVA_LONG, values).address();
    }

    /** Writes 32-bit integers into {@code arena}; the address. */
    static long allocate(Arena arena, int... values) {
        return arena.allocateFrom(ValueLayout.JAVA_INT, values).address();
    }

    /** Memory that {@link #freeFunction()} returns, with a copy of {@code contents}. */
    static long malloc(byte[] contents) {
        try {
            var memory = (MemorySegment) MALLOC.invokeExact(Math.max(1L, contents.length));
            MemorySegment.copy(
                    contents, 0, memory.reinterpret(contents.length), ValueLayout.JAVA_BYTE, 0, contents.length);
            return memory.address();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static void free(long address) {
        try {
            FREE.invokeExact(MemorySegment.ofAddress(address));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of C's {@code free}, for fields that want the deleter of what they return. */
    static long freeFunction() {
        return FREE_FUNCTION.address();
    }

    /** Calls {@code void function(void *, void *)}. */
    static void call(long function, long first, long second) {
        try {
            CALL.invokeExact(MemorySegment.ofAddress(function), first, second);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls {@code void *function(void *)}. */
    static long call(long function, long argument) {
        try {
            return (long) CALL_ONE.invokeExact(MemorySegment.ofAddress(function), argument);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
