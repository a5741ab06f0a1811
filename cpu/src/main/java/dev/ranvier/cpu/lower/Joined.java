package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.lower.Cluster.Kind;
import dev.ranvier.cpu.lower.Cluster.Level;
import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What two clusters would be as one. */
record Joined(Kind kind, Space space, Map<Value, Level> levels) {
    /** Both as one, or null if they do not iterate over the same. */
    static @Nullable Joined of(Cluster x, Cluster y) {
        if (x.kind == Kind.SINGLE || y.kind == Kind.SINGLE) {
            return null;
        }
        if (x.kind == Kind.LOOP && y.kind != Kind.LOOP) {
            return of(y, x);
        }
        if (x.count() == y.count() && (y.kind == Kind.LOOP || (x.kind == y.kind && x.space.equals(y.space)))) {
            var levels = new HashMap<>(x.levels);
            levels.putAll(y.levels);
            return new Joined(x.kind, x.space, levels);
        }
        if (x.kind == Kind.ROWS
                && y.kind == Kind.LOOP
                && y.count() == x.space.sizes().getFirst()
                && y.composed.isEmpty()) {
            var levels = new HashMap<>(x.levels);
            y.levels.keySet().forEach(value -> levels.put(value, Level.ROW));
            return new Joined(Kind.ROWS, x.space, levels);
        }
        return null;
    }

    List<Integer> axes(Level level) {
        return switch (level) {
            case WIDE -> space.axes();
            case ROW -> List.of(0);
            case SUM -> List.of(0, 2);
        };
    }
}
