package dev.ranvier.stablehlo.sharding;

import org.jspecify.annotations.Nullable;

/** A tensor as an op sees it. */
sealed interface Port permits Cell, ManualPort {
    Cell cell();

    /** How it is split; null while nothing is known. */
    @Nullable
    AxisSharding sharding();

    /** Splits it further. */
    void split(AxisSharding further);
}
