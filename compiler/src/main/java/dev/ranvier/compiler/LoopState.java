package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.ControlFlowOp.While;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Takes out of loops' states what no round changes: the body, the condition and the ops after the loop use the value that
 * the loop starts with.
 */
public final class LoopState {
    private final Substitution substitution = new Substitution();

    private LoopState() {}

    public static Module run(Module module) {
        return Functions.map(module, body -> new LoopState().region(body));
    }

    private Region region(Region region) {
        var ops = new ArrayList<Op>(region.ops().size());
        for (var op : region.ops()) {
            if (Effects.isOpaque(op)) {
                ops.add(substitution.in(op));
                continue;
            }
            var regions = Substitution.regions(op, this::region);
            var current = Substitution.with(op, substitution.of(op.operands()), regions);
            ops.add(current instanceof While loop ? withoutConstants(loop) : current);
        }
        return Substitution.same(ops, region.ops()) ? region : new Region(region.arguments(), ops);
    }

    private While withoutConstants(While loop) {
        var kept = new BitSet();
        var inner = new Substitution();
        for (int i = 0; i < loop.operand().size(); i++) {
            var operand = loop.operand().get(i);
            if (loop.body().results().get(i) == loop.body().arguments().get(i)
                    && operand.type().equals(loop.results().get(i).type())) {
                inner.replace(loop.cond().arguments().get(i), operand);
                inner.replace(loop.body().arguments().get(i), operand);
                substitution.replace(loop.results().get(i), operand);
            } else {
                kept.set(i);
            }
        }
        return kept.cardinality() == loop.operand().size() ? loop : narrowed(loop, kept, inner);
    }

    /** The loop with some parts of its state alone; its regions use those that stand for the others. */
    static While narrowed(While loop, BitSet kept, Substitution inner) {
        var operands = new ArrayList<Value>();
        var conditionArguments = new ArrayList<BlockArgument>();
        var bodyArguments = new ArrayList<BlockArgument>();
        var bodyResults = new ArrayList<Value>();
        var results = new ArrayList<OpResult>();
        kept.stream().forEach(i -> {
            operands.add(loop.operand().get(i));
            conditionArguments.add(loop.cond().arguments().get(i));
            bodyArguments.add(loop.body().arguments().get(i));
            bodyResults.add(loop.body().results().get(i));
            results.add(loop.results().get(i));
        });
        var condition = new Region(conditionArguments, inner.in(loop.cond()).ops());
        var ops = new ArrayList<>(loop.body().ops());
        ops.set(
                ops.size() - 1,
                new ControlFlowOp.Return(bodyResults, ops.getLast().info()));
        var body = inner.in(new Region(bodyArguments, ops));
        return new While(List.copyOf(operands), condition, body, List.copyOf(results), loop.info());
    }
}
