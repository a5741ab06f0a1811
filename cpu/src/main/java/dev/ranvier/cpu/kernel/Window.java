package dev.ranvier.cpu.kernel;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ReductionOp.ReduceWindow;
import org.jspecify.annotations.Nullable;

/**
 * How windows lie on an operand, one value for each dimension.
 *
 * @param low the padding before each dimension
 * @param counts how many windows there are along each dimension
 */
record Window(
        Int64Array sizes,
        Int64Array strides,
        Int64Array baseDilations,
        Int64Array windowDilations,
        Int64Array low,
        Int64Array counts) {
    static Window of(ReduceWindow op) {
        int rank = op.windowDimensions().size();
        return new Window(
                op.windowDimensions(),
                orOnes(op.windowStrides(), rank),
                orOnes(op.baseDilations(), rank),
                orOnes(op.windowDilations(), rank),
                low(op.padding(), rank),
                Int64Array.of(op.results().getFirst().tensorType().shape()));
    }

    /** Whether all elements of all windows lie within an operand of {@code size} elements along a dimension. */
    boolean isInside(int dimension, long size) {
        long first = -low.get(dimension);
        long last = first
                + (counts.get(dimension) - 1) * strides.get(dimension)
                + (sizes.get(dimension) - 1) * windowDilations.get(dimension);
        return baseDilations.get(dimension) == 1 && first >= 0 && last < size;
    }

    static Int64Array orOnes(@Nullable Int64Array values, int rank) {
        return values == null ? Int64Array.filled(rank, 1) : values;
    }

    /** The padding before each dimension. */
    static Int64Array low(@Nullable DenseElements padding, int rank) {
        var low = new long[rank];
        for (int d = 0; padding != null && d < rank; d++) {
            low[d] = padding.getLong(2L * d);
        }
        return Int64Array.of(low);
    }
}
