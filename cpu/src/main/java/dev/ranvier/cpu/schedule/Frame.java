package dev.ranvier.cpu.schedule;

import dev.ranvier.cpu.schedule.BufferPlan.Place;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The memory of one run at a time: temporary buffers, and where all buffers lie. */
@SuppressWarnings("restricted")
final class Frame {
    /** All memory of the process, so that addresses can be read without a segment for each. */
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final BufferPlan plan;
    private final long[] addresses;
    private final Arena arena = Arena.ofShared();
    private final long arenaAddress;
    private final MemorySegment arguments;

    /** @param mostArguments the greatest number of arguments of a launch */
    Frame(BufferPlan plan, int mostArguments, long constantsAddress) {
        this.plan = plan;
        this.addresses = new long[plan.places().size()];
        this.arenaAddress = arena.allocate(Math.max(plan.arenaBytes(), 1), BufferPlan.ALIGNMENT)
                .address();
        this.arguments = arena.allocate(Math.max(mostArguments, 1) * (long) Long.BYTES, BufferPlan.ALIGNMENT);
        for (int i = 0; i < addresses.length; i++) {
            switch (plan.places().get(i)) {
                case Place.Arena(long offset) -> addresses[i] = arenaAddress + offset;
                case Place.Constant(long offset) -> addresses[i] = constantsAddress + offset;
                case Place.Input _, Place.Output _ -> {}
            }
        }
    }

    /** Sets the arguments and results of the next run. */
    void bind(List<MemorySegment> inputs, List<MemorySegment> outputs) {
        for (int i = 0; i < addresses.length; i++) {
            switch (plan.places().get(i)) {
                case Place.Input(int index) -> addresses[i] = inputs.get(index).address();
                case Place.Output(int index) ->
                    addresses[i] = outputs.get(index).address();
                case Place.Arena _, Place.Constant _ -> {}
            }
        }
    }

    long address(int buffer) {
        return addresses[buffer];
    }

    /** Memory for the addresses and sizes that a launch is given. */
    MemorySegment arguments() {
        return arguments;
    }

    void close() {
        arena.close();
    }
}
