package dev.ranvier.stablehlo.sharding;

import java.util.ArrayList;
import java.util.List;

/** How a tensor is split along one factor. */
final class FactorSharding {
    /** The axes that split the factor, major to minor. */
    private List<Axis> axes = new ArrayList<>();

    /** Axes of the dimension that come after and cannot split the factor, because sizes have no common divisor. */
    private final List<Axis> overflow = new ArrayList<>();

    private final boolean minorMost;
    private final boolean closed;

    /**
     * A factor that is not split.
     *
     * @param minorMost whether it is the last of its dimension
     * @param closed whether it must stay as it is
     */
    FactorSharding(boolean minorMost, boolean closed) {
        this.minorMost = minorMost;
        this.closed = closed;
    }

    List<Axis> axes() {
        return axes;
    }

    List<Axis> overflow() {
        return overflow;
    }

    boolean isMinorMost() {
        return minorMost;
    }

    boolean isClosed() {
        return closed;
    }

    /** Splits further, if {@code longer} begins with the present axes and goes on. */
    boolean expand(List<Axis> longer) {
        if (!Axis.isStrictPrefix(axes, longer)) {
            return false;
        }
        axes = new ArrayList<>(longer);
        return true;
    }
}
