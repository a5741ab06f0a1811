package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.lower.OpenLoops.OpenLoop;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.cpu.schedule.Step.Launch;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Steps that pack an operand, as seldom as can be: one that no round of a loop changes before the loop, and what the
 * program is given, or knows, such that the device may keep the packed form from run to run.
 */
final class Packing {
    /** Bytes for a form that lasts as long as a loop. */
    private static final long MOST_FOR_LOOP = 64 << 20;

    /** A launch that packs. */
    @FunctionalInterface
    interface Maker {
        Launch launch(int source, int packed);
    }

    private final Placement placement;
    private final int source;
    private final @Nullable OpenLoop loop;
    private final boolean mayBeKept;

    /**
     * The ways to pack an operand.
     *
     * @param bytes of all that is packed of it
     */
    Packing(Placement placement, Value operand, long bytes) {
        this.placement = placement;
        this.source = placement.buffer(operand);
        var around = placement.loops().outermostAround(operand);
        boolean isTooLarge = around != null && bytes > MOST_FOR_LOOP;
        this.loop = isTooLarge ? null : around;
        // Within a loop each round would ask anew for a form.
        this.mayBeKept = placement.buffers().isGiven(source) && !isTooLarge;
    }

    /** Whether the operand is packed once for all rounds of a loop. */
    boolean isBeforeLoop() {
        return loop != null;
    }

    /** Whether the form may be kept from run to run. */
    boolean mayBeKept() {
        return mayBeKept;
    }

    /** A step that finds the operand packed if that is kept, and else does without. */
    Step.Prepare ifKept(Maker maker, long bytes, IntFunction<Step> kept, Step otherwise) {
        placement.use(source);
        // Nothing but a kept form is ever there.
        int packed = placement.packed(0);
        return new Step.Prepare(maker.launch(source, packed), bytes, List.of(kept.apply(packed)), List.of(otherwise));
    }

    /** Memory for the form from when it is packed until here. */
    int workspace(long bytes) {
        int packed = placement.packed(bytes);
        if (loop != null) {
            placement.buffers().use(packed, loop.position());
        }
        return packed;
    }

    /** Adds to steps, or to those before a loop, what packs the operand. */
    void pack(Maker maker, int packed, long bytes, List<Step> steps) {
        var launch = maker.launch(source, packed);
        placement.buffers().use(source, loop == null ? placement.position() : loop.position());
        (loop == null ? steps : loop.before())
                .add(mayBeKept ? new Step.Prepare(launch, bytes, List.of(), List.of(launch)) : launch);
    }
}
