package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that can be named in a region: its own and, unless it is isolated, those of the regions around it. */
final class Scope {
    private final @Nullable Scope outer;
    private Map<String, List<? extends Value>> values = Map.of();

    /**
     * A scope.
     *
     * @param outer the scope around it; null if none of its values can be named
     */
    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** The values called so, or null. */
    @Nullable
    List<? extends Value> find(String name) {
        for (var scope = this; scope != null; scope = scope.outer) {
            var found = scope.values.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    void define(String name, List<? extends Value> named) {
        if (values.isEmpty()) {
            values = new HashMap<>();
        }
        values.put(name, named);
    }
}
