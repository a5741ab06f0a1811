package dev.ranvier.cpu.kernel;

import java.util.List;

/**
 * How the tasks of a kernel follow its tensors: they are in the order of some matrices, and within one in that of steps of
 * rows, so that a range of tasks makes a range of rows.
 *
 * @param matrices how many matrices there are; a kernel of independent rows has one for each
 * @param rows of a matrix
 * @param step rows that the tasks of a step make; 1 or more, which are of several matrices if those have one row
 * @param groupSize which of the sizes that the kernel is given says how many steps are a group, whose tasks follow each
 *     other; -1 if tasks of a step always do
 * @param inputs how many of the buffers are read; the others are written
 * @param slices for each buffer what a matrix touches of it
 */
public record Tiling(long matrices, long rows, long step, int groupSize, int inputs, List<Slice> slices) {
    public Tiling {
        slices = List.copyOf(slices);
    }

    /**
     * What a matrix touches of a buffer.
     *
     * @param bytes those of each matrix, which lie one behind the other; 0 if the kernel touches the buffer in another way
     * @param byRows whether rows lie one behind the other, as long as each other
     */
    public record Slice(long bytes, boolean byRows) {
        /** Any part of the buffer. */
        public static final Slice ANY = new Slice(0, false);

        static Slice of(long bytes, boolean isDense, boolean byRows) {
            return isDense ? new Slice(bytes, byRows) : ANY;
        }
    }
}
