package dev.ranvier.cpu.schedule;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What a program, or a part of it with memory of its own, does.
 *
 * @param steps in their order
 * @param buffers what the steps' numbers of buffers mean
 * @param constants as {@code buffers} places them
 */
public record Schedule(List<Step> steps, BufferPlan buffers, MemorySegment constants) {
    public Schedule {
        steps = List.copyOf(steps);
    }
}
