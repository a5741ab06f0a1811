package dev.ranvier.cpu.schedule;

import dev.ranvier.stablehlo.Location;
import java.util.List;

/**
 * Where the buffers of a program lie.
 *
 * @param places one for each buffer
 * @param arenaBytes the size of the memory of one run
 * @param packedBytes what of that is there for copies of tensors in the order in which kernels read them
 * @param constantBytes the size of the constants
 * @param largest the largest buffer in the memory of a run
 */
public record BufferPlan(List<Place> places, long arenaBytes, long packedBytes, long constantBytes, Temporary largest) {
    /** Bytes: a cache line, and what vectors are aligned to. */
    public static final long ALIGNMENT = 64;

    public BufferPlan {
        places = List.copyOf(places);
    }

    /** What a buffer of some bytes takes of the memory of a run. */
    public static long aligned(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, ALIGNMENT)) * ALIGNMENT;
    }

    /** A buffer for the sake of messages: what it is made for, how large it is, and where the source asks for it. */
    public record Temporary(String op, long bytes, Location location) {
        /** Where there are none. */
        public static final Temporary NONE = new Temporary("", 0, Location.unknown());
    }

    /** Where one buffer lies. */
    public sealed interface Place {
        /** An argument of the program. */
        record Input(int index) implements Place {}

        /** A result of the program. */
        record Output(int index) implements Place {}

        /** In the memory of the run. */
        record Arena(long offset) implements Place {}

        /** Among the constants. */
        record Constant(long offset) implements Place {}
    }
}
