package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.Engine;

/** What runs instructions one after the other, in the order of the program, and beside all others. */
public sealed interface Processor {
    record Compute(Engine engine) implements Processor {
        @Override
        public String toString() {
            return engine.mnemonic();
        }
    }

    /** A queue of transfers. */
    record Queue(int number) implements Processor {
        @Override
        public String toString() {
            return "queue" + number;
        }
    }
}
