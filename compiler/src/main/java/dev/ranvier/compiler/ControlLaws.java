package dev.ranvier.compiler;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Laws of control flow: a branch by a constant is the branch taken, a loop of one round is its body, an element of a
 * tuple that was made here is the value that was put into it.
 */
final class ControlLaws {
    private ControlLaws() {}

    static @Nullable List<? extends Value> apply(Op op, Rewriter at) {
        return switch (op) {
            case ControlFlowOp.If branch -> {
                var predicate = Constants.elements(branch.pred(), at);
                yield predicate == null
                        ? null
                        : taken(
                                op,
                                predicate.getLong(0) != 0 ? branch.trueBranch() : branch.falseBranch(),
                                List.of(),
                                at);
            }
            case ControlFlowOp.Case branch -> {
                var index = Constants.elements(branch.index(), at);
                yield index == null ? null : taken(op, branch(branch.branches(), index.getLong(0)), List.of(), at);
            }
            case ControlFlowOp.While loop -> {
                var counter = LoopCounter.of(loop, loop.operand(), at);
                yield counter != null && counter.rounds() == 1 && Effects.isPure(loop.cond())
                        ? taken(op, loop.body(), loop.operand(), at)
                        : null;
            }
            case ControlFlowOp.GetTupleElement element -> {
                var tuple = at.definition(element.operand(), ControlFlowOp.Tuple.class);
                yield tuple == null ? null : List.of(tuple.val().get(element.index()));
            }
            default -> null;
        };
    }

    /** The region in the place of the op; null where it leaves sizes open that the op's results have. */
    private static @Nullable List<? extends Value> taken(
            Op op, Region region, List<? extends Value> arguments, Rewriter at) {
        var results = region.results();
        for (int i = 0; i < results.size(); i++) {
            if (!results.get(i).type().equals(op.results().get(i).type())) {
                return null;
            }
        }
        return at.splice(region, arguments);
    }

    /** An index out of range takes the last branch. */
    private static Region branch(List<Region> branches, long index) {
        return index >= 0 && index < branches.size() ? branches.get((int) index) : branches.getLast();
    }
}
