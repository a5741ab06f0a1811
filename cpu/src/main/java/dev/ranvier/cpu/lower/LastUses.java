package dev.ranvier.cpu.lower;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For each value that one region uses, the index of the last of the region's ops that uses it, directly, within a nested
 * region, or under another name: a reshaped value is the same memory.
 */
final class LastUses {
    private final Map<Value, Value> names = new HashMap<>();
    private final Map<Value, Integer> last = new HashMap<>();
    private final Set<Value> own = new HashSet<>();

    LastUses(Region region) {
        own.addAll(region.arguments());
        for (int i = 0; i < region.ops().size(); i++) {
            record(region.ops().get(i), i);
            own.addAll(region.ops().get(i).results());
        }
    }

    private void record(Op op, int index) {
        op.operands().forEach(operand -> last.put(root(operand), index));
        op.regions().forEach(region -> region.ops().forEach(inner -> record(inner, index)));
        var aliased = aliased(op);
        for (int i = 0; i < aliased.size(); i++) {
            names.put(op.results().get(i), root(aliased.get(i)));
        }
    }

    /** The operands whose memory the op's results are, in order; none for an op that computes. */
    static List<Value> aliased(Op op) {
        return switch (op) {
            case ShapeOp.Reshape reshape -> List.of(reshape.operand());
            case ControlFlowOp.OptimizationBarrier barrier -> barrier.operand();
            default -> List.of();
        };
    }

    /** Whether the region has the value as an argument or computes it, and does not take it from around it. */
    boolean isOwn(Value value) {
        return own.contains(value);
    }

    /** The value whose memory {@code value} is. */
    Value root(Value value) {
        return names.getOrDefault(value, value);
    }

    /** Whether a value is read no more when an op, of that index, fills its memory anew, or the op changes it in place. */
    boolean isOver(Value value, Op op, int index) {
        int lastUse = of(value);
        boolean changes = op instanceof IndexingOp.DynamicUpdateSlice || op instanceof IndexingOp.Scatter;
        return lastUse < index
                || (lastUse == index
                        && changes
                        && root(op.operands().getFirst()).equals(root(value))
                        && op.operands().stream()
                                        .filter(operand -> root(operand).equals(root(value)))
                                        .count()
                                == 1);
    }

    /** How often an op uses a value's memory, in nested regions too. */
    long uses(Op op, Value value) {
        long direct = op.operands().stream()
                .filter(operand -> root(operand).equals(root(value)))
                .count();
        long nested = op.regions().stream()
                .flatMap(region -> region.ops().stream())
                .mapToLong(inner -> uses(inner, value))
                .sum();
        return direct + nested;
    }

    /** The index of the last op that uses the value's memory, or -1. */
    int of(Value value) {
        return last.getOrDefault(root(value), -1);
    }
}
