package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ControlFlowOp.While;
import dev.ranvier.stablehlo.ElementwiseOp.Compare;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a loop's state that counts its rounds: it starts at a constant, a constant is added in each round, and the
 * loop ends when a constant is reached.
 *
 * @param index which part of the state
 * @param start its first value
 * @param step what is added, positive
 * @param rounds how often the body runs
 */
record LoopCounter(int index, long start, long step, long rounds) {
    /** A counter that goes further may wrap around in its type. */
    private static final long FURTHEST = Integer.MAX_VALUE - 1L;

    /**
     * The counter of a loop, or null if it has none or does not run at all.
     *
     * @param operands what the loop starts with
     */
    static @Nullable LoopCounter of(While loop, List<? extends Value> operands, Rewriter at) {
        if (!(definition(loop.cond(), loop.cond().results().getFirst()) instanceof Compare compare)
                || !isWide(compare.lhs())) {
            return null;
        }
        int index = loop.cond().arguments().indexOf(compare.lhs());
        var limit = constant(loop.cond(), compare.rhs(), at);
        if (index < 0 || limit == null) {
            return null;
        }
        var start = constant(loop.cond(), operands.get(index), at);
        var step = step(loop, index, at);
        if (start == null || step == null || step <= 0) {
            return null;
        }
        long end = switch (compare.comparisonDirection()) {
            case LT -> limit;
            case LE -> limit + 1;
            case NE -> limit >= start && (limit - start) % step == 0 ? limit : Long.MIN_VALUE;
            case EQ, GE, GT -> Long.MIN_VALUE;
        };
        boolean runs = start >= -FURTHEST && end > start && end + step <= FURTHEST;
        return runs ? new LoopCounter(index, start, step, Math.ceilDiv(end - start, step)) : null;
    }

    /** The values that the counter has within the body. */
    Range range() {
        return new Range(start, start + (rounds - 1) * step);
    }

    private static boolean isWide(Value value) {
        var type = value.tensorType();
        return type.rank() == 0
                && (type.elementType() == ScalarType.I32
                        || type.elementType() == ScalarType.UI32
                        || type.elementType() == ScalarType.I64);
    }

    /** What each round adds to a part of the state. */
    private static @Nullable Long step(While loop, int index, Rewriter at) {
        var argument = loop.body().arguments().get(index);
        if (!(definition(loop.body(), loop.body().results().get(index)) instanceof BinaryOp.Add add)) {
            return null;
        }
        return add.lhs() == argument
                ? constant(loop.body(), add.rhs(), at)
                : add.rhs() == argument ? constant(loop.body(), add.lhs(), at) : null;
    }

    private static @Nullable Long constant(Region region, Value value, Rewriter at) {
        var op = definition(region, value);
        var elements = op == null ? Constants.elements(value, at) : Constants.elements(op);
        return elements == null || elements.elementCount() != 1 ? null : elements.getLong(0);
    }

    private static @Nullable Op definition(Region region, Value value) {
        for (var op : region.ops()) {
            if (op.results().contains(value)) {
                return op;
            }
        }
        return null;
    }
}
