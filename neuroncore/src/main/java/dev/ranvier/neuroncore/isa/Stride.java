package dev.ranvier.neuroncore.isa;

import java.util.List;

/**
 * One dimension of an access pattern.
 *
 * @param size how many elements
 * @param step from one to the next, in elements; 0 repeats the same one
 */
public record Stride(int size, int step) {
    /** Elements side by side. */
    public static Stride of(int size) {
        return new Stride(size, 1);
    }

    /** Elements of all dimensions together; so many that they do not fit an {@code int} are the greatest one. */
    static int elements(List<Stride> strides) {
        long elements = 1;
        for (var stride : strides) {
            elements = Math.min(elements * stride.size(), Integer.MAX_VALUE);
        }
        return (int) elements;
    }
}
