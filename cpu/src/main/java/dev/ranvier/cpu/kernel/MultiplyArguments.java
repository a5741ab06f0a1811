package dev.ranvier.cpu.kernel;

import dev.ranvier.compiler.MatrixProduct;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code multiply} is given behind its addresses, in the order of these numbers. Strides are in bytes. Of a matrix the
 * blocks of a group of rows follow each other: those of a column one behind the other. Another size may be put in the place of
 * a group's.
 *
 * @param product offsets, strides and sizes in elements
 * @param strips how the right operand is read
 * @param sums where they are kept
 * @param rows of a block
 * @param columns of a block
 * @param depth elements of the contracted dimension that are multiplied at a time
 * @param group blocks of rows that are a group
 */
record MultiplyArguments(
        MatrixProduct product, Strips strips, Sums sums, long rows, long columns, long depth, long group) {
    static final int LHS = 0;
    static final int RHS = 1;
    static final int RESULT = 2;
    static final int LHS_OFFSET = 3;
    static final int RHS_OFFSET = 4;
    static final int RESULT_OFFSET = 5;
    static final int M = 6;
    static final int N = 7;
    static final int K = 8;
    static final int LHS_ROW = 9;
    static final int LHS_COLUMN = 10;
    static final int RHS_ROW = 11;
    static final int RHS_COLUMN = 12;
    static final int RESULT_ROW = 13;
    static final int RESULT_COLUMN = 14;
    static final int STRIP_STEP = 15;
    static final int STRIP = 16;
    static final int LEAST_WIDTH = 17;
    static final int ROWS = 18;
    static final int COLUMNS = 19;
    static final int DEPTH = 20;
    static final int GROUP = 21;
    static final int IS_DIRECT = 22;
    static final int SUM_ROW = 23;
    static final int SUM_STRIP = 24;
    static final int LOOPS = 25;

    /**
     * Strips of the right operand.
     *
     * @param step bytes from one row of units to the next
     * @param strip bytes from one strip to the next
     * @param leastWidth strips of fewer columns are packed before each use
     */
    record Strips(long step, long strip, long leastWidth) {}

    /**
     * Sums, which are kept in a buffer until they are whole.
     *
     * @param isDirect whether those of whole strips are kept in the result instead
     * @param row bytes from one row of the buffer to the next
     * @param strip bytes from one strip to the next
     */
    record Sums(boolean isDirect, long row, long strip) {}

    /** The numbers, for operands and results of elements of some bytes. */
    List<Long> sizes(long lhsBytes, long rhsBytes, long resultBytes) {
        var lhs = product.lhs();
        var rhs = product.rhs();
        var result = product.result();
        var sizes = new ArrayList<>(List.of(
                lhs.offset() * lhsBytes,
                rhs.offset() * rhsBytes,
                result.offset() * resultBytes,
                product.m(),
                product.n(),
                product.k(),
                lhs.row() * lhsBytes,
                lhs.column() * lhsBytes,
                rhs.row() * rhsBytes,
                rhs.column() * rhsBytes,
                result.row() * resultBytes,
                result.column() * resultBytes,
                strips.step,
                strips.strip,
                strips.leastWidth,
                rows,
                columns,
                depth,
                group,
                sums.isDirect ? 1L : 0L,
                sums.row,
                sums.strip,
                (long) product.loops().size()));
        for (var loop : product.loops()) {
            sizes.add(loop.size());
            sizes.add(loop.lhs() * lhsBytes);
            sizes.add(loop.rhs() * rhsBytes);
            sizes.add(loop.result() * resultBytes);
        }
        return sizes;
    }
}
