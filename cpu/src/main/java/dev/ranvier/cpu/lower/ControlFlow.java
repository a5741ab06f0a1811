package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.lower.OpenLoops.OpenLoop;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loops and branches as steps. The state of a loop stays in one place; its body changes it there where it can. */
final class ControlFlow {
    private final Lowering lowering;
    private final Placement placement;

    ControlFlow(Lowering lowering, Placement placement) {
        this.lowering = lowering;
        this.placement = placement;
    }

    Step.While loop(ControlFlowOp.While loop, List<Step> steps) {
        var state = new ArrayList<@Nullable Integer>();
        for (int i = 0; i < loop.operand().size(); i++) {
            if (!(loop.operand().get(i).type() instanceof TensorType)) {
                state.add(null);
                continue;
            }
            int buffer = placement.place(loop.results().get(i));
            placement.copy(
                    steps,
                    placement.read(loop.operand().get(i)),
                    buffer,
                    loop.operand().get(i));
            state.add(buffer);
        }
        placement.advance();
        placement.loops().enter(new OpenLoop(steps, placement.position()));
        for (int i = 0; i < state.size(); i++) {
            var buffer = state.get(i);
            if (buffer != null) {
                placement.put(loop.cond().arguments().get(i), buffer);
                placement.put(loop.body().arguments().get(i), buffer);
            }
        }
        placement.advance();
        int start = placement.position();
        var condition = lowering.ops(loop.cond(), new LastUses(loop.cond()));
        int predicate = placement.read(loop.cond().results().getFirst());
        placement.advance();
        var body = body(loop.body(), state);
        placement.loops().leave();
        for (var buffer : state) {
            if (buffer != null) {
                placement.buffers().use(buffer, placement.position());
            }
        }
        placement.buffers().extendAcross(start, placement.position());
        return new Step.While(condition, predicate, body);
    }

    private List<Step> body(Region region, List<@Nullable Integer> state) {
        var lastUses = new LastUses(region);
        placement.want(
                region,
                lastUses,
                state,
                (i, filled) ->
                        lastUses.isOver(region.arguments().get(i), region.ops().get(filled), filled));
        var steps = lowering.ops(region, lastUses);
        moveToState(region.results(), state, steps);
        return steps;
    }

    /** Copies results into the state; first aside where a result is itself state that another copy overwrites. */
    private void moveToState(List<Value> results, List<@Nullable Integer> state, List<Step> steps) {
        var sources = new ArrayList<@Nullable Integer>();
        for (int i = 0; i < state.size(); i++) {
            var target = state.get(i);
            if (target == null) {
                sources.add(null);
                continue;
            }
            int source = placement.read(results.get(i));
            if (source != target && state.contains(source)) {
                int aside = placement.buffers().temporary(results.get(i).tensorType());
                placement.copy(steps, source, aside, results.get(i));
                source = aside;
            }
            sources.add(source);
        }
        placement.advance();
        for (int i = 0; i < state.size(); i++) {
            var source = sources.get(i);
            var target = state.get(i);
            if (source != null && target != null) {
                placement.copy(steps, source, target, results.get(i));
            }
        }
    }

    Step.If branch(ControlFlowOp.If branch) {
        int predicate = placement.read(branch.pred());
        var results = place(branch.results());
        placement.advance();
        var onTrue = branch(branch.trueBranch(), results);
        var onFalse = branch(branch.falseBranch(), results);
        return new Step.If(predicate, onTrue, onFalse);
    }

    Step.Case branch(ControlFlowOp.Case branch) {
        int selector = placement.read(branch.index());
        var results = place(branch.results());
        placement.advance();
        var branches = branch.branches().stream()
                .map(region -> branch(region, results))
                .toList();
        return new Step.Case(selector, branches);
    }

    /** Buffers for the results of a branch; none for a token. */
    private List<@Nullable Integer> place(List<OpResult> results) {
        return results.stream()
                .<@Nullable Integer>map(result -> result.type() instanceof TensorType ? placement.place(result) : null)
                .toList();
    }

    private List<Step> branch(Region region, List<@Nullable Integer> results) {
        var lastUses = new LastUses(region);
        placement.want(region, lastUses, results, (i, filled) -> true);
        var steps = lowering.ops(region, lastUses);
        for (int i = 0; i < results.size(); i++) {
            var target = results.get(i);
            if (target != null) {
                var result = region.results().get(i);
                placement.copy(steps, placement.read(result), target, result);
            }
        }
        placement.advance();
        for (var result : results) {
            if (result != null) {
                placement.buffers().use(result, placement.position());
            }
        }
        return steps;
    }
}
