package dev.ranvier.cpu.schedule;

import dev.ranvier.cpu.schedule.BufferPlan.Place;
import dev.ranvier.runtime.DeviceMemory;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the buffers of one run of a schedule lie; used by one run at a time. */
@SuppressWarnings("restricted")
final class Frame {
    /** All memory of the process, so that addresses can be read without a segment for each. */
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final BufferPlan plan;
    private final long[] addresses;
    private final MemorySegment arguments;
    private @Nullable MemorySegment arena;
    private @Nullable DeviceMemory memory;

    /** @param mostArguments the greatest number of arguments of a launch */
    Frame(BufferPlan plan, int mostArguments, long constantsAddress) {
        this.plan = plan;
        this.addresses = new long[plan.places().size()];
        this.arguments = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, mostArguments);
        for (int i = 0; i < addresses.length; i++) {
            if (plan.places().get(i) instanceof Place.Constant(long offset)) {
                addresses[i] = constantsAddress + offset;
            }
        }
    }

    /**
     * Takes what a run needs.
     *
     * @throws RanvierException if the device has not enough memory
     */
    void begin(List<MemorySegment> inputs, List<MemorySegment> outputs, DeviceMemory deviceMemory) {
        memory = deviceMemory;
        long arenaAddress = plan.arenaBytes() == 0 ? 0 : allocate(deviceMemory).address();
        for (int i = 0; i < addresses.length; i++) {
            switch (plan.places().get(i)) {
                case Place.Input(int index) -> addresses[i] = inputs.get(index).address();
                case Place.Output(int index) ->
                    addresses[i] = outputs.get(index).address();
                case Place.Arena(long offset) -> addresses[i] = arenaAddress + offset;
                case Place.Constant _ -> {}
            }
        }
    }

    private MemorySegment allocate(DeviceMemory deviceMemory) {
        try {
            var block = deviceMemory.allocate(plan.arenaBytes());
            arena = block;
            return block;
        } catch (RanvierException e) {
            var first = e.diagnostics().getFirst();
            var largest = plan.largest();
            var message = String.format(
                    Locale.ROOT,
                    "%s for temporary tensors, the largest of which takes %.3f GiB",
                    first.message(),
                    largest.bytes() / (double) (1L << 30));
            throw new RanvierException(
                    Diagnostic.of(first.code(), message)
                            .inOp(largest.op())
                            .at(largest.location())
                            .withHint(first.hint()),
                    e);
        }
    }

    /** Gives back what the run had. */
    void end() {
        if (arena != null && memory != null) {
            memory.free(arena);
            arena = null;
        }
    }

    DeviceMemory memory() {
        if (memory == null) {
            throw new IllegalStateException("no run has begun");
        }
        return memory;
    }

    long address(int buffer) {
        return addresses[buffer];
    }

    /** The memory of a buffer. */
    MemorySegment segment(int buffer, long bytes) {
        return MemorySegment.ofAddress(addresses[buffer]).reinterpret(bytes);
    }

    /** Memory for the addresses and sizes that a launch is given. */
    MemorySegment arguments() {
        return arguments;
    }
}
