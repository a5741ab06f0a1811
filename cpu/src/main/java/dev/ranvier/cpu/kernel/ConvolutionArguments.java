package dev.ranvier.cpu.kernel;

import dev.ranvier.compiler.ConvolutionProduct;
import dev.ranvier.compiler.MatrixProduct.Loop;
import java.util.ArrayList;
import java.util.List;

/**
 * What the functions of {@link ConvolutionCode} are given behind their addresses, in the order of these numbers. Strides
 * are in bytes. Lists of loops hold their count, and for each loop its size and its strides.
 *
 * @param product offsets, strides and sizes in elements
 * @param strip bytes of a packed strip
 * @param rows of a block
 * @param columns of a block
 * @param piece elements of the innermost contracted loop that are multiplied at a time
 * @param pieces how many pieces make a panel
 */
record ConvolutionArguments(ConvolutionProduct product, long strip, long rows, long columns, long piece, long pieces) {
    /** Arguments of both functions: the sizes of what is contracted, and how the kernel is packed. */
    static final int RUN = 3;

    static final int RUNS = 4;
    static final int N = 5;
    static final int STRIP = 6;
    static final int LHS_COLUMN = 7;
    static final int RHS_ROW = 8;
    static final int RHS_COLUMN = 9;
    static final int RHS_GROUP = 10;
    static final int LHS_GROUP = 11;
    static final int RESULT_GROUP = 12;
    static final int M = 13;
    static final int ROW_RUN = 14;
    static final int LHS_ROW = 15;
    static final int RESULT_ROW = 16;
    static final int RESULT_COLUMN = 17;
    static final int ROWS = 18;
    static final int COLUMNS = 19;
    static final int PIECE = 20;
    static final int PIECES = 21;
    static final int ROW_LOOPS = 22;
    static final int DEPTH_LOOPS = 23;
    static final int LOOPS = 24;

    static final int LHS = 0;
    static final int PACKED = 1;
    static final int RESULT = 2;
    static final int KERNEL = 0;

    /** The numbers, for operands and results of elements of some bytes. */
    List<Long> sizes(long lhsBytes, long rhsBytes, long resultBytes) {
        var run = product.depth().getFirst();
        var row = product.rows().getFirst();
        var groups = product.groups();
        var rowLoops = product.rows().subList(1, product.rows().size());
        var depthLoops = product.depth().subList(1, product.depth().size());
        var sizes = new ArrayList<>(List.of(
                run.size(),
                product.k() / Math.max(1, run.size()),
                product.columns(),
                strip,
                run.lhs() * lhsBytes,
                run.rhs() * rhsBytes,
                product.rhsColumn() * rhsBytes,
                groups.rhs() * rhsBytes,
                groups.lhs() * lhsBytes,
                groups.result() * resultBytes,
                product.m(),
                row.size(),
                row.lhs() * lhsBytes,
                row.result() * resultBytes,
                product.resultColumn() * resultBytes,
                rows,
                columns,
                piece,
                pieces,
                (long) LOOPS,
                LOOPS + 1 + 3L * rowLoops.size()));
        sizes.add((long) rowLoops.size());
        for (Loop loop : rowLoops) {
            sizes.addAll(List.of(loop.size(), loop.lhs() * lhsBytes, loop.result() * resultBytes));
        }
        sizes.add((long) depthLoops.size());
        for (Loop loop : depthLoops) {
            sizes.addAll(List.of(loop.size(), loop.lhs() * lhsBytes, loop.rhs() * rhsBytes));
        }
        return sizes;
    }
}
