package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ops that use each value of a region, in regions within too. */
final class Uses {
    private final Map<Value, List<Op>> uses = new HashMap<>();

    Uses(Region region) {
        add(region);
    }

    private void add(Region region) {
        for (var op : region.ops()) {
            op.operands()
                    .forEach(operand -> uses.computeIfAbsent(operand, _ -> new ArrayList<>())
                            .add(op));
            op.regions().forEach(this::add);
        }
    }

    List<Op> of(Value value) {
        return uses.getOrDefault(value, List.of());
    }

    /** The values that a region uses and does not define. */
    static Set<Value> fromOutside(Region region) {
        var used = new LinkedHashSet<Value>();
        var defined = new HashSet<Value>();
        collect(region, used, defined);
        used.removeAll(defined);
        return used;
    }

    private static void collect(Region region, Set<Value> used, Set<Value> defined) {
        defined.addAll(region.arguments());
        for (var op : region.ops()) {
            used.addAll(op.operands());
            defined.addAll(op.results());
            op.regions().forEach(inner -> collect(inner, used, defined));
        }
    }
}
