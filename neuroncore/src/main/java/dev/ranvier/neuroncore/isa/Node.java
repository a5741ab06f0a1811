package dev.ranvier.neuroncore.isa;

import dev.ranvier.stablehlo.Location;
import java.util.List;

/** A part of a program. */
public sealed interface Node {
    /**
     * An instruction on a processor. It begins when the ones before it on the same processor are complete and every wait
     * holds; when it is complete, its signals are given.
     *
     * @param location what it was made for
     */
    record Step(Processor processor, Instruction instruction, List<Wait> waits, List<Signal> signals, Location location)
            implements Node {
        public Step {
            waits = List.copyOf(waits);
            signals = List.copyOf(signals);
        }
    }

    /** Runs {@code body} with {@code variable} 0, 1, … below {@code count}, each processor for itself. */
    record Loop(String variable, long count, List<Node> body) implements Node {
        public Loop {
            body = List.copyOf(body);
        }
    }

    /** Until the semaphore has been raised to {@code atLeast}. */
    record Wait(String semaphore, Affine atLeast) {}

    /** Raises the semaphore, which begins at 0 and never falls, by {@code amount}. */
    record Signal(String semaphore, long amount) {}
}
