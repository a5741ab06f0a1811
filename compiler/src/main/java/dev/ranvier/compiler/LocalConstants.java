package dev.ranvier.compiler;

import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives branches and bodies of loops copies of their own of splats and iotas that they take from around them: such values
 * cost nothing where they are used, but memory where they are handed in.
 */
public final class LocalConstants {
    private final Map<Value, Op> free = new HashMap<>();

    private LocalConstants() {}

    public static Module run(Module module) {
        return Functions.map(module, body -> new LocalConstants().region(body));
    }

    private Region region(Region region) {
        var ops = new ArrayList<Op>(region.ops().size());
        for (var op : region.ops()) {
            if (isFree(op)) {
                free.put(op.results().getFirst(), op);
            }
            ops.add(
                    Effects.isControlFlow(op)
                            ? Substitution.with(
                                    op,
                                    op.operands(),
                                    op.regions().stream().map(this::local).toList())
                            : op);
        }
        return Substitution.same(ops, region.ops()) ? region : new Region(region.arguments(), ops);
    }

    private Region local(Region region) {
        var taken = new LinkedHashMap<Value, Op>();
        collect(region, taken);
        if (taken.isEmpty()) {
            return region(region);
        }
        var substitution = new Substitution();
        var ops = new ArrayList<Op>();
        taken.forEach((_, op) -> ops.add(substitution.copy(op)));
        ops.addAll(substitution.in(region).ops());
        return region(new Region(region.arguments(), ops));
    }

    private void collect(Region region, Map<Value, Op> taken) {
        for (var op : region.ops()) {
            for (var operand : op.operands()) {
                var definition = free.get(operand);
                if (definition != null) {
                    taken.put(operand, definition);
                }
            }
            op.regions().forEach(inner -> collect(inner, taken));
        }
    }

    private static boolean isFree(Op op) {
        var elements = Constants.elements(op);
        return op instanceof ShapeOp.Iota || (elements != null && Constants.isSplat(elements));
    }
}
