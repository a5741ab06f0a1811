package dev.ranvier.compiler;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Substitution;
import java.util.ArrayList;

/**
 * Takes {@code optimization_barrier} out of the program: afterwards nothing keeps ops apart, so this comes after all that
 * merges and moves them.
 */
public final class Barriers {
    private final Substitution substitution = new Substitution();

    private Barriers() {}

    public static Module run(Module module) {
        return Functions.map(module, body -> new Barriers().region(body));
    }

    private Region region(Region region) {
        var ops = new ArrayList<Op>(region.ops().size());
        for (var op : region.ops()) {
            if (op instanceof ControlFlowOp.OptimizationBarrier barrier) {
                substitution.replaceAll(barrier.result(), substitution.of(barrier.operand()));
            } else {
                var regions = Substitution.regions(op, this::region);
                ops.add(Substitution.with(op, substitution.of(op.operands()), regions));
            }
        }
        return Substitution.same(ops, region.ops()) ? region : new Region(region.arguments(), ops);
    }
}
