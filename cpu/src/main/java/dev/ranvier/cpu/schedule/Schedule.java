package dev.ranvier.cpu.schedule;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /** A form of the tensor in a buffer, which the same function makes of the same sizes wherever it is prepared. */
    private record Form(int source, int kernel, List<Long> sizes) {
        static Form of(Step.Prepare step) {
            var maker = step.maker();
            return new Form(maker.buffers().getFirst(), maker.kernel(), maker.sizes());
        }
    }

    /**
     * Bytes of copies of tensors in the order in which kernels read them: those that each run makes, and the forms that
     * the steps {@linkplain Step.Prepare prepare}.
     */
    public long packedBytes() {
        return buffers.packedBytes() + formBytes(steps, new HashSet<>());
    }

    private static long formBytes(List<Step> steps, Set<Form> seen) {
        long bytes = 0;
        for (var step : steps) {
            if (step instanceof Step.Prepare prepare && seen.add(Form.of(prepare))) {
                bytes += prepare.bytes();
            }
            if (step instanceof Step.Grid grid) {
                bytes += grid.body().packedBytes();
            } else {
                for (var block : step.blocks()) {
                    bytes += formBytes(block, seen);
                }
            }
        }
        return bytes;
    }
}
