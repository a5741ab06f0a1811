package dev.ranvier.cpu.schedule;

import dev.ranvier.cpu.schedule.BufferPlan.Place;
import dev.ranvier.runtime.DeviceMemory;
import dev.ranvier.runtime.KeptForms;
import dev.ranvier.runtime.Program;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
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
    private final Windows windows;
    private final MemorySegment windowArguments;
    private final KeptForms formsOfConstants;
    private final List<KeptForms.Form> used = new ArrayList<>();
    private List<Program.Input> inputs = List.of();
    private @Nullable MemorySegment arena;
    private @Nullable DeviceMemory memory;

    /** @param mostArguments the greatest number of arguments of a launch */
    Frame(BufferPlan plan, int mostArguments, Windows windows, long constantsAddress, KeptForms formsOfConstants) {
        this.plan = plan;
        this.windows = windows;
        this.windowArguments = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, windows.threads() * windows.arguments());
        this.formsOfConstants = formsOfConstants;
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
    void begin(List<Program.Input> newInputs, List<MemorySegment> outputs, DeviceMemory deviceMemory) {
        memory = deviceMemory;
        inputs = newInputs;
        long arenaAddress = arenaBytes() == 0 ? 0 : allocate(deviceMemory).address();
        for (int i = 0; i < addresses.length; i++) {
            switch (plan.places().get(i)) {
                case Place.Input(int index) ->
                    addresses[i] = inputs.get(index).segment().address();
                case Place.Output(int index) ->
                    addresses[i] = outputs.get(index).address();
                case Place.Arena(long offset) -> addresses[i] = arenaAddress + offset;
                case Place.Constant _ -> {}
            }
        }
    }

    private long arenaBytes() {
        return plan.arenaBytes() + windows.allBytes();
    }

    private MemorySegment allocate(DeviceMemory deviceMemory) {
        try {
            var block = deviceMemory.allocate(arenaBytes());
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
        used.forEach(KeptForms.Form::release);
        used.clear();
        inputs = List.of();
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

    /** What is kept of the tensor in a buffer from run to run; null where that is nothing. */
    @Nullable
    KeptForms forms(int buffer) {
        return switch (plan.places().get(buffer)) {
            case Place.Input(int index) -> inputs.get(index).forms();
            case Place.Constant _ -> formsOfConstants;
            case Place.Output _, Place.Arena _ -> null;
        };
    }

    /** Where a buffer lies among the constants; 0 if it does not. */
    long constantOffset(int buffer) {
        return plan.places().get(buffer) instanceof Place.Constant(long offset) ? offset : 0;
    }

    /** The tensor in a buffer, as the input of a part of the program with a frame of its own. */
    Program.Input input(int buffer) {
        return plan.places().get(buffer) instanceof Place.Input(int index)
                ? inputs.get(index)
                : Program.Input.of(MemorySegment.ofAddress(addresses[buffer]));
    }

    /** Lets a buffer of the arena lie elsewhere. */
    void lend(int buffer, MemorySegment segment) {
        addresses[buffer] = segment.address();
    }

    /** Lets a buffer of the arena be a form, which this run uses until its end. */
    void lend(int buffer, KeptForms.Form form) {
        used.add(form);
        lend(buffer, form.segment());
    }

    /** Lets a buffer of the arena lie there again. */
    void takeBack(int buffer) {
        if (arena != null && plan.places().get(buffer) instanceof Place.Arena(long offset)) {
            addresses[buffer] = arena.address() + offset;
        }
    }

    /** The memory of a buffer. */
    MemorySegment segment(int buffer, long bytes) {
        return MemorySegment.ofAddress(addresses[buffer]).reinterpret(bytes);
    }

    /** Memory for the addresses and sizes that a launch is given. */
    MemorySegment arguments() {
        return arguments;
    }

    /** Where the windows of a thread lie. */
    long window(int thread) {
        return arena == null ? 0 : arena.address() + plan.arenaBytes() + thread * (windows.bytes() + windows.scratch());
    }

    /** Where the memory is that a thread has for kernels. */
    long scratch(int thread) {
        return window(thread) + windows.bytes();
    }

    /** Memory for the addresses and sizes that a thread gives the launches of a chain. */
    MemorySegment arguments(int thread) {
        return windowArguments.asSlice(thread * windows.arguments() * Long.BYTES, windows.arguments() * Long.BYTES);
    }

    /** Writes the addresses and sizes that a launch is given. */
    void fill(MemorySegment given, Step.Launch launch) {
        var buffers = launch.buffers();
        for (int i = 0; i < buffers.size(); i++) {
            given.setAtIndex(ValueLayout.JAVA_LONG, i, address(buffers.get(i)));
        }
        var sizes = launch.sizes();
        for (int i = 0; i < sizes.size(); i++) {
            given.setAtIndex(ValueLayout.JAVA_LONG, buffers.size() + i, sizes.get(i));
        }
    }
}
