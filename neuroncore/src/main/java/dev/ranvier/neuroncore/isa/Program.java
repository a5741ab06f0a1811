package dev.ranvier.neuroncore.isa;

import java.util.List;

/**
 * A program for one core. Its text order is one of its legal orders, and what it computes is what that order computes;
 * the checker proves that every other legal order computes the same.
 *
 * <p>Every processor runs the steps that are its own, loops included.
 */
public record Program(String name, String machine, List<Buffer> buffers, List<String> semaphores, List<Node> body) {
    public Program {
        buffers = List.copyOf(buffers);
        semaphores = List.copyOf(semaphores);
        body = List.copyOf(body);
    }
}
