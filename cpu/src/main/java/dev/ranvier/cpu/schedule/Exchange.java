package dev.ranvier.cpu.schedule;

import java.util.List;

/** What the processes of a group make of what each of them brings; the specification's sections of these names. */
public sealed interface Exchange {
    /** A kernel, given some sizes, that combines two tensors into one that may have the memory of the first. */
    record Combine(int kernel, List<Long> sizes, long tasks, long work) {
        public Combine {
            sizes = List.copyOf(sizes);
        }
    }

    /** The operands side by side. */
    record AllGather(int dimension) implements Exchange {}

    /** Parts of the operands of all, side by side. */
    record AllToAll(int splitDimension, int concatDimension, int splitCount) implements Exchange {}

    /** The operand of the first one; zeros for those who are in no group. */
    record CollectiveBroadcast() implements Exchange {}

    /**
     * The operands combined.
     *
     * @param combines one for each operand
     */
    record AllReduce(List<Combine> combines) implements Exchange {
        public AllReduce {
            combines = List.copyOf(combines);
        }
    }

    /**
     * Each process's part of the operands combined.
     *
     * @param workspace a buffer for one part
     */
    record ReduceScatter(int dimension, Combine combine, int workspace) implements Exchange {}
}
