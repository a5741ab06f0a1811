package dev.ranvier.cpu.kernel;

import dev.ranvier.compiler.MatrixProduct;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code pack} is given behind its addresses, in the order of these numbers. Strides are in bytes.
 *
 * @param product whose right operands are packed
 * @param strip bytes of a strip
 */
record PackArguments(MatrixProduct product, long strip) {
    static final int FROM = 0;
    static final int TO = 1;
    static final int OFFSET = 2;
    static final int N = 3;
    static final int K = 4;
    static final int ROW = 5;
    static final int COLUMN = 6;
    static final int STRIP = 7;
    static final int LOOPS = 8;

    /** The numbers, for an operand of elements of some bytes. */
    List<Long> sizes(long bytes) {
        var rhs = product.rhs();
        var sizes = new ArrayList<>(List.of(
                rhs.offset() * bytes, product.n(), product.k(), rhs.row() * bytes, rhs.column() * bytes, strip, (long)
                        product.loops().size()));
        for (var loop : product.loops()) {
            sizes.add(loop.size());
            sizes.add(loop.rhs() * bytes);
        }
        return sizes;
    }
}
