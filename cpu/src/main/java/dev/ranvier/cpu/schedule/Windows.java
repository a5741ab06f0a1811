package dev.ranvier.cpu.schedule;

import java.util.List;

/**
 * What threads need beside the arena.
 *
 * @param threads that may run at once
 * @param bytes of the windows of each
 * @param scratch bytes that each has for kernels
 * @param arguments how many addresses and sizes each of them gives the launches of a chain
 */
record Windows(int threads, long bytes, long scratch, long arguments) {
    /** What is enough for all of some steps. */
    static Windows of(List<Step> steps, int threads) {
        long bytes = 0;
        long scratch = 0;
        long arguments = 0;
        for (var step : steps) {
            if (step instanceof Step.Launch launch) {
                scratch = Math.max(scratch, BufferPlan.aligned(launch.scratch()));
            }
            if (step instanceof Step.Chain chain) {
                bytes = Math.max(bytes, chain.windowBytes());
                arguments = Math.max(
                        arguments,
                        chain.links().stream()
                                .mapToLong(link -> arguments(link.launch()))
                                .sum());
            }
            for (var block : step.blocks()) {
                var inner = of(block, threads);
                bytes = Math.max(bytes, inner.bytes);
                scratch = Math.max(scratch, inner.scratch);
                arguments = Math.max(arguments, inner.arguments);
            }
        }
        return new Windows(threads, bytes, scratch, arguments);
    }

    /** Bytes of all threads. */
    long allBytes() {
        return threads * (bytes + scratch);
    }

    /** How many addresses and sizes a launch is given. */
    static long arguments(Step.Launch launch) {
        return (long) launch.buffers().size() + launch.sizes().size();
    }
}
