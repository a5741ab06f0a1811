package dev.ranvier.neuroncore.timing;

import dev.ranvier.neuroncore.isa.Node;

/** Is told what happens, in the order in which it begins. */
public interface Observer {
    /** A step of its processor runs; of a transfer, its bytes move. */
    void ran(Node.Step step, long begin, long end);

    /** So many iterations of a loop repeat those before and are not told one by one. */
    void skipped(Node.Loop loop, long iterations, long begin, long end);

    /** Listens to nothing. */
    Observer NONE = new Observer() {
        @Override
        public void ran(Node.Step step, long begin, long end) {}

        @Override
        public void skipped(Node.Loop loop, long iterations, long begin, long end) {}
    };
}
