package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp.Case;
import dev.ranvier.stablehlo.ControlFlowOp.If;
import dev.ranvier.stablehlo.ControlFlowOp.OptimizationBarrier;
import dev.ranvier.stablehlo.ControlFlowOp.Return;
import dev.ranvier.stablehlo.ControlFlowOp.While;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ReductionOp.Sort;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves out ops whose results nobody uses and that do nothing else; of loops, branches, sorts and barriers the parts that
 * nobody uses.
 */
public final class DeadCode {
    private final Set<Value> live = new HashSet<>();

    private DeadCode() {}

    public static Module run(Module module) {
        return Functions.map(module, body -> new DeadCode().region(body));
    }

    private Region region(Region region) {
        var ops = new ArrayList<Op>(region.ops().size());
        int last = region.ops().size() - 1;
        for (int i = last; i >= 0; i--) {
            var op = region.ops().get(i);
            if (i != last && Effects.isRemovable(op) && op.results().stream().noneMatch(live::contains)) {
                continue;
            }
            var narrowed = narrowed(op);
            var current = Effects.isOpaque(op) ? keepAll(narrowed) : withLiveRegions(narrowed);
            live.addAll(current.operands());
            ops.add(current);
        }
        Collections.reverse(ops);
        return Substitution.same(ops, region.ops()) ? region : new Region(region.arguments(), ops);
    }

    private Op withLiveRegions(Op op) {
        var regions = op.regions().stream().map(this::region).toList();
        return Substitution.with(op, op.operands(), regions);
    }

    private Op keepAll(Op op) {
        live.addAll(op.operands());
        op.regions().forEach(region -> region.ops().forEach(this::keepAll));
        return op;
    }

    private BitSet liveResults(Op op) {
        var used = new BitSet();
        for (int i = 0; i < op.results().size(); i++) {
            used.set(i, live.contains(op.results().get(i)));
        }
        return used;
    }

    /** The op without the results that nobody uses. */
    private Op narrowed(Op op) {
        if (op.results().stream().allMatch(live::contains)) {
            return op;
        }
        var used = liveResults(op);
        return switch (op) {
            case While loop -> {
                var needed = LoopUses.neededState(loop, used);
                yield needed.cardinality() == loop.operand().size()
                        ? loop
                        : LoopState.narrowed(loop, needed, new Substitution());
            }
            case If branch ->
                new If(
                        branch.pred(),
                        narrowed(branch.trueBranch(), used),
                        narrowed(branch.falseBranch(), used),
                        chosen(branch.results(), used),
                        branch.info());
            case Case branch ->
                new Case(
                        branch.index(),
                        branch.branches().stream()
                                .map(region -> narrowed(region, used))
                                .toList(),
                        chosen(branch.results(), used),
                        branch.info());
            case OptimizationBarrier barrier ->
                new OptimizationBarrier(
                        chosen(barrier.operand(), used), chosen(barrier.result(), used), barrier.info());
            case Sort sort -> narrowed(sort, used);
            default -> op;
        };
    }

    private static Region narrowed(Region region, BitSet used) {
        var ops = new ArrayList<>(region.ops());
        ops.set(
                ops.size() - 1,
                new Return(chosen(region.results(), used), ops.getLast().info()));
        return new Region(region.arguments(), ops);
    }

    /** What is sorted along with the rest, without being compared, is left out. */
    private static Sort narrowed(Sort sort, BitSet used) {
        var compared = new HashSet<Value>();
        sort.comparator().ops().forEach(op -> collect(op, compared));
        var kept = new BitSet();
        var arguments = new ArrayList<BlockArgument>();
        for (int i = 0; i < sort.inputs().size(); i++) {
            var pair = sort.comparator().arguments().subList(2 * i, 2 * i + 2);
            if (used.get(i) || pair.stream().anyMatch(compared::contains)) {
                kept.set(i);
                arguments.addAll(pair);
            }
        }
        return new Sort(
                chosen(sort.inputs(), kept),
                sort.dimension(),
                sort.isStable(),
                new Region(arguments, sort.comparator().ops()),
                chosen(sort.results(), kept),
                sort.info());
    }

    private static void collect(Op op, Set<Value> used) {
        used.addAll(op.operands());
        op.regions().forEach(region -> region.ops().forEach(inner -> collect(inner, used)));
    }

    private static <T> List<T> chosen(List<T> list, BitSet kept) {
        return kept.stream().mapToObj(list::get).toList();
    }
}
