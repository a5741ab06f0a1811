package dev.ranvier.reference;

import dev.ranvier.stablehlo.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Specification section "sort". The order is stable whether asked for or not. */
final class Sort {
    private final List<Tensor> inputs;
    private final Order order;
    private final long stride;
    private long base;

    /** Whether the elements at one position of all inputs come before those at another one. */
    @FunctionalInterface
    interface Order {
        boolean precedes(List<Tensor> inputs, long lhs, long rhs);
    }

    private Sort(List<Tensor> inputs, Order order, long stride) {
        this.inputs = inputs;
        this.order = order;
        this.stride = stride;
    }

    /** The order that a comparator of the program computes. */
    static Order order(Region comparator, Scope scope) {
        var numbers = ScalarBody.of(comparator, scope);
        if (numbers.isPresent()) {
            return (inputs, lhs, rhs) -> precedes(numbers.get(), inputs, lhs, rhs);
        }
        var body = scope.body(comparator);
        return (inputs, lhs, rhs) -> {
            var arguments = new ArrayList<Tensor>(2 * inputs.size());
            for (var input : inputs) {
                arguments.add(input.element(lhs));
                arguments.add(input.element(rhs));
            }
            return body.apply(arguments).getFirst().getBoolean(0);
        };
    }

    private static boolean precedes(ScalarBody comparator, List<Tensor> inputs, long lhs, long rhs) {
        for (int i = 0; i < inputs.size(); i++) {
            comparator.set(2 * i, inputs.get(i).getLong(lhs));
            comparator.set(2 * i + 1, inputs.get(i).getLong(rhs));
        }
        comparator.run();
        return comparator.result(0) != 0;
    }

    /** The inputs, sorted together along {@code dimension}, which counts from the end if negative. */
    static List<Tensor> sort(List<Tensor> inputs, int dimension, Order comparator) {
        var first = inputs.getFirst();
        if (first.count() == 0) {
            return inputs;
        }
        int axis = dimension < 0 ? dimension + first.rank() : dimension;
        var results = inputs.stream().map(Tensor::copy).toList();
        int length = (int) first.size(axis);
        var sort = new Sort(inputs, comparator, Index.strides(first.shape())[axis]);
        for (long slice = 0; slice < first.count() / length; slice++) {
            sort.base = slice / sort.stride * sort.stride * length + slice % sort.stride;
            var order = IntStream.range(0, length).toArray();
            sort.mergeSort(order, order.clone(), 0, length);
            for (int i = 0; i < length; i++) {
                for (int k = 0; k < results.size(); k++) {
                    results.get(k).copy(sort.position(i), inputs.get(k), sort.position(order[i]));
                }
            }
        }
        return results;
    }

    private long position(int index) {
        return base + index * stride;
    }

    /**
     * Sorts {@code [from, to)} of {@code order}, of which {@code source} is a copy. A comparator of the program need
     * not be a consistent order, which {@code java.util.Arrays.sort} would refuse.
     */
    private void mergeSort(int[] order, int[] source, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(source, order, from, middle);
        mergeSort(source, order, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeRight = left == middle || (right < to && less(source[right], source[left]));
            order[i] = takeRight ? source[right++] : source[left++];
        }
    }

    private boolean less(int lhs, int rhs) {
        return order.precedes(inputs, position(lhs), position(rhs));
    }
}
