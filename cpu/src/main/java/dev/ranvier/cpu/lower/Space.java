package dev.ranvier.cpu.lower;

import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel iterates over, outermost first. Its values span all axes or some of them: a value that spans axes has
 * as many elements as these, in the same row-major order, whatever its shape.
 */
record Space(List<Long> sizes) {
    Space {
        sizes = List.copyOf(sizes);
    }

    static Space of(Long... sizes) {
        return new Space(List.of(sizes));
    }

    /** All axes. */
    List<Integer> axes() {
        return switch (sizes.size()) {
            case 0 -> List.of();
            case 1 -> List.of(0);
            case 2 -> List.of(0, 1);
            case 3 -> List.of(0, 1, 2);
            default -> IntStream.range(0, sizes.size()).boxed().toList();
        };
    }

    /** The number of elements of what spans all axes. */
    long count() {
        long count = 1;
        for (long size : sizes) {
            count *= size;
        }
        return count;
    }

    /** The axes of more than one element among some. */
    List<Integer> extended(List<Integer> axes) {
        for (int axis : axes) {
            if (sizes.get(axis) == 1) {
                return axes.stream().filter(kept -> sizes.get(kept) > 1).toList();
            }
        }
        return axes;
    }

    /** The number of elements of what spans some axes. */
    long count(List<Integer> axes) {
        return axes.stream().mapToLong(sizes::get).reduce(1, (x, y) -> x * y);
    }

    /** The type of what spans some axes, with a dimension for each. */
    TensorType type(TensorType original, List<Integer> axes) {
        var shape = new long[axes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(axes.get(i));
        }
        return TensorType.of(original.elementType(), shape);
    }

    /**
     * The axes of more than one element that the operand of a broadcast spans where its result spans {@code axes}, or null if it spans some of them
     * in part, or in another order.
     */
    @Nullable
    List<Integer> operandAxes(BroadcastInDim op, List<Integer> axes) {
        var shape = op.result().tensorType().shape();
        var kept = kept(op);
        if (kept == null) {
            return null;
        }
        var spanned = new ArrayList<Integer>();
        int dimension = 0;
        for (int axis : axes) {
            long size = 1;
            int all = 0;
            int covered = 0;
            while (size < sizes.get(axis)) {
                if (dimension == shape.length) {
                    return null;
                }
                if (shape[dimension] != 1) {
                    all++;
                    covered += kept[dimension] ? 1 : 0;
                }
                size *= shape[dimension++];
            }
            if (size != sizes.get(axis) || (covered != 0 && covered != all)) {
                return null;
            }
            if (covered > 0) {
                spanned.add(axis);
            }
        }
        return spanned;
    }

    /** For each dimension of a broadcast's result whether it is one of the operand, or null if these are in another order. */
    static boolean @Nullable [] kept(BroadcastInDim op) {
        var operand = op.operand().tensorType();
        var result = op.result().tensorType();
        var kept = new boolean[result.rank()];
        int last = -1;
        for (int d = 0; d < operand.rank(); d++) {
            int target = op.broadcastDimensions().dimension(d);
            if (result.size(target) != 1 && operand.size(d) == result.size(target)) {
                if (target < last) {
                    return null;
                }
                last = target;
                kept[target] = true;
            }
        }
        return kept;
    }
}
