package dev.ranvier.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Specification section "sort". The order is stable whether asked for or not. */
final class Sort {
    private final List<Tensor> inputs;
    private final Body comparator;
    private final long stride;
    private long base;

    private Sort(List<Tensor> inputs, Body comparator, long stride) {
        this.inputs = inputs;
        this.comparator = comparator;
        this.stride = stride;
    }

    /** The inputs, sorted together along {@code dimension}, which counts from the end if negative. */
    static List<Tensor> sort(List<Tensor> inputs, int dimension, Body comparator) {
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
        var arguments = new ArrayList<Tensor>(2 * inputs.size());
        for (var input : inputs) {
            arguments.add(input.element(position(lhs)));
            arguments.add(input.element(position(rhs)));
        }
        return comparator.apply(arguments).getFirst().getBoolean(0);
    }
}
