package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ChloOp.BroadcastBinary;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shapes that CHLO's broadcasting ops give: dimensions are aligned as NumPy does, the last with the last, or by
 * {@code broadcast_dimensions}, and those of size 1 are repeated.
 */
final class Broadcasting {
    private static final String LABEL = "broadcast";
    private static final Dimension ONE = Dimension.of(1);

    private Broadcasting() {}

    /** The common shape of {@code types}, aligned at the last dimension. */
    static List<Dimension> shape(List<TensorType> types, Constraints constraints) {
        var shape = types.getFirst().dimensions();
        for (var type : types.subList(1, types.size())) {
            var common =
                    shape.size() >= type.rank() ? aligned(shape, type.dimensions()) : aligned(type.dimensions(), shape);
            if (common == null) {
                throw constraints.violation(LABEL, "operands must have a common shape, got %s", types);
            }
            shape = common;
        }
        return shape;
    }

    private static @Nullable List<Dimension> aligned(List<Dimension> larger, List<Dimension> smaller) {
        var shape = new ArrayList<>(larger);
        int offset = larger.size() - smaller.size();
        for (int i = 0; i < smaller.size(); i++) {
            var common = common(larger.get(offset + i), smaller.get(i));
            if (common == null) {
                return null;
            }
            shape.set(offset + i, common);
        }
        return shape;
    }

    /** The common shape of the operands of {@code op}. */
    static List<Dimension> shape(BroadcastBinary op, TensorType lhs, TensorType rhs, Constraints constraints) {
        var dimensions = op.broadcastDimensions();
        if (dimensions == null) {
            return shape(List.of(lhs, rhs), constraints);
        }
        var larger = lhs.rank() > rhs.rank() ? lhs : rhs;
        var smaller = lhs.rank() > rhs.rank() ? rhs : lhs;
        constraints.require(
                LABEL,
                dimensions.size() == smaller.rank(),
                "broadcast_dimensions must name a dimension for each of %s, got %s",
                smaller,
                dimensions);
        DimensionLists.inRange(LABEL, "broadcast_dimensions", dimensions, larger.rank(), constraints);
        var shape = new ArrayList<>(larger.dimensions());
        for (int i = 0; i < smaller.rank(); i++) {
            var common = common(larger.dimension(dimensions.dimension(i)), smaller.dimension(i));
            if (common == null) {
                throw constraints.violation(
                        LABEL, "operands must have a common shape, got %s and %s along %s", lhs, rhs, dimensions);
            }
            shape.set(dimensions.dimension(i), common);
        }
        return shape;
    }

    /**
     * The size that two dimensions have when one is repeated if it is 1, or null if there is none. A size that is not
     * known may be 1, or equal to the other.
     */
    private static @Nullable Dimension common(Dimension a, Dimension b) {
        if (a.equals(b) || b.equals(ONE)) {
            return a;
        }
        if (a.equals(ONE)) {
            return b;
        }
        if (a.isStatic() && b.isStatic()) {
            return null;
        }
        return a.isStatic() ? a : b.isStatic() ? b : Dimension.unknown();
    }
}
