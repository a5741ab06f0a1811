package dev.ranvier.cpu.lower;

import dev.ranvier.stablehlo.ReductionOp.Reduce;
import org.jspecify.annotations.Nullable;

/** A reduction of the axis in the middle of three, each of which is one or more dimensions of the operands. */
record ReductionShape(long outer, long reduced, long inner) {
    /** The shape of a reduction, or null if reduced and kept dimensions alternate, or there is nothing to reduce. */
    static @Nullable ReductionShape of(Reduce op) {
        var type = op.inputs().getFirst().tensorType();
        var sizes = new long[] {1, 1, 1};
        int axis = 0;
        for (int d = 0; d < type.rank(); d++) {
            long size = type.size(d);
            if (size == 1) {
                continue;
            }
            boolean isReduced = op.dimensions().contains(d);
            if (isReduced && axis == 2) {
                return null;
            }
            if (isReduced != (axis == 1)) {
                axis++;
            }
            sizes[axis] *= size;
        }
        return sizes[1] > 1 ? new ReductionShape(sizes[0], sizes[1], sizes[2]) : null;
    }

    Space space() {
        return inner == 1 ? Space.of(outer, reduced) : Space.of(outer, reduced, inner);
    }
}
