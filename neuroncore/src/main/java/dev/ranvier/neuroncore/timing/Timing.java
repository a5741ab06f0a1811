package dev.ranvier.neuroncore.timing;

import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.machine.Machines;
import java.util.Map;

/**
 * How long a program takes, in picoseconds. It is simulated from public documents ({@link Machines#DISCLAIMER}).
 *
 * @param processors in order of their first steps
 */
public record Timing(long picoseconds, Map<Processor, Usage> processors, Transfers transfers) {
    /**
     * What one processor did.
     *
     * @param steps that it ran
     * @param busy time with a step; of a queue, with bytes that move
     * @param waited time for which semaphores alone held up the next step
     */
    public record Usage(long steps, long busy, long waited) {}

    /**
     * What the DMA engines of the core did.
     *
     * @param busy time of an engine on average
     * @param bytes that were moved
     * @param deviceBytes of device memory read and written
     * @param deviceBusy time that they take at the core's share of the bandwidth
     */
    public record Transfers(long busy, long bytes, long deviceBytes, long deviceBusy) {}

    public double seconds() {
        return picoseconds * 1e-12;
    }

    /** The part of the time in which a processor was busy; 0 if it has no steps. */
    public double share(Processor processor) {
        var usage = processors.get(processor);
        return usage == null ? 0 : (double) usage.busy / picoseconds;
    }
}
