package dev.ranvier.cpu.schedule;

import dev.ranvier.runtime.Signature;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.SequencedMap;

/**
 * What the compiler makes of a module.
 *
 * @param kernels the text of the module of each native function, in the order of their numbers
 * @param steps what a run does
 * @param constants as {@code buffers} places them
 */
public record CompiledProgram(
        String name,
        Signature signature,
        SequencedMap<String, String> kernels,
        List<Step> steps,
        BufferPlan buffers,
        MemorySegment constants) {
    /** Operations that take no longer than handing a run to another thread. */
    private static final long BRIEF_WORK = 1 << 15;

    public CompiledProgram {
        steps = List.copyOf(steps);
    }

    /** Whether a run is over at once. */
    public boolean isBrief() {
        long work = 0;
        for (var step : steps) {
            work += switch (step) {
                case Step.Launch launch -> launch.tasks() * launch.work();
                case Step.Copy copy -> copy.bytes();
                case Step.While _, Step.Case _, Step.If _ -> BRIEF_WORK;
            };
        }
        return work < BRIEF_WORK;
    }
}
