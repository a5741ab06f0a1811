package dev.ranvier.pjrt;

import dev.ranvier.runtime.Buffer;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/** A buffer with what C keeps of it. */
final class PjrtBuffer {
    private final Buffer buffer;
    private final PjrtDevice device;
    private Buffer.@Nullable Hold external;
    private int externalReferences;
    private @Nullable Numbers numbers;

    PjrtBuffer(Buffer buffer, PjrtDevice device) {
        this.buffer = buffer;
        this.device = device;
    }

    Buffer buffer() {
        return buffer;
    }

    PjrtDevice device() {
        return device;
    }

    /** Arrays of 64-bit numbers that C reads as long as this object lives. */
    private record Numbers(Arena arena, long dimensions, long minorToMajor) {
        static Numbers of(Buffer buffer) {
            var arena = Arena.ofAuto();
            return new Numbers(
                    arena,
                    Native.allocate(arena, buffer.type().shape()),
                    Native.allocate(arena, buffer.layout().minorToMajor().toArray()));
        }
    }

    private synchronized Numbers numbers() {
        if (numbers == null) {
            numbers = Numbers.of(buffer);
        }
        return numbers;
    }

    /** The address of the sizes. */
    long dimensions() {
        return numbers().dimensions();
    }

    /** The address of the dimensions in the order of their strides, the smallest first. */
    long minorToMajor() {
        return numbers().minorToMajor();
    }

    /** Keeps the memory for a reader outside until {@link #decreaseReferences()} is called as often. */
    synchronized void increaseReferences() {
        if (external == null) {
            external = buffer.hold();
        }
        externalReferences++;
    }

    synchronized void decreaseReferences() {
        if (external != null && --externalReferences == 0) {
            external.close();
            external = null;
        }
    }

    /** The address of the elements. */
    long address() {
        try (var hold = buffer.hold()) {
            return hold.segment().address();
        }
    }
}
