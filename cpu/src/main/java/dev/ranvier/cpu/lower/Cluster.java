package dev.ranvier.cpu.lower;

import dev.ranvier.stablehlo.Value;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ops that become one kernel, while they are being chosen. */
final class Cluster {
    /** What kind of kernel it becomes. */
    enum Kind {
        /** Elements that do not depend on each other. */
        LOOP,
        /** Rows by columns, and reductions of rows. */
        ROWS,
        /** Reductions of the axis in the middle, or of the first of two. */
        COLUMNS,
        /** One op that no other joins. */
        SINGLE
    }

    /** What the elements of a member's result belong to. */
    enum Level {
        /** The whole space. */
        WIDE,
        /** The rows of {@link Kind#ROWS}. */
        ROW,
        /** The sums of {@link Kind#COLUMNS}. */
        SUM
    }

    final int number;
    Kind kind;
    Space space;
    /** The ops, by index. */
    final BitSet members = new BitSet();
    /** Members whose elements are computed where others read them, and are no results. */
    final BitSet composed = new BitSet();
    /** The level of the results of other members. */
    final Map<Value, Level> levels = new HashMap<>();
    /** Clusters that must run before, directly, and all of them. */
    final BitSet needs = new BitSet();

    final BitSet before = new BitSet();

    Cluster(int number, Kind kind, Space space) {
        this.number = number;
        this.kind = kind;
        this.space = space;
    }

    long count() {
        return space.count();
    }

    /** The axes that values of a level span. */
    List<Integer> axes(Level level) {
        return switch (level) {
            case WIDE -> space.axes();
            case ROW -> List.of(0);
            case SUM -> List.of(0, 2);
        };
    }
}
