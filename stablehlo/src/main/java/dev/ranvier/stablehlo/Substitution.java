package dev.ranvier.stablehlo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Values that stand for others: what a pass uses to write ops anew. A value that was not replaced stands for itself.
 */
public final class Substitution {
    private final Map<Value, Value> replaced = new HashMap<>();

    /** From now on {@code replacement} stands for {@code value}. */
    public void replace(Value value, Value replacement) {
        replaced.put(value, replacement);
    }

    public void replaceAll(List<? extends Value> values, List<? extends Value> replacements) {
        for (int i = 0; i < values.size(); i++) {
            replace(values.get(i), replacements.get(i));
        }
    }

    public Value of(Value value) {
        return replaced.getOrDefault(value, value);
    }

    public List<Value> of(List<? extends Value> values) {
        var result = new ArrayList<Value>(values.size());
        for (int i = 0; i < values.size(); i++) {
            result.add(of(values.get(i)));
        }
        return result;
    }

    /** The op on the values that stand for its operands and for what its regions use: the same op if none was replaced. */
    public Op in(Op op) {
        var operands = of(op.operands());
        return with(op, operands, regions(op, this::in));
    }

    /** What {@code transformation} makes of each region of an op. */
    public static List<Region> regions(Op op, UnaryOperator<Region> transformation) {
        var regions = op.regions();
        return regions.isEmpty()
                ? regions
                : regions.stream().map(transformation).toList();
    }

    /** The op on other operands and regions: the same op if they are the same. */
    public static Op with(Op op, List<Value> operands, List<Region> regions) {
        return same(operands, op.operands()) && same(regions, op.regions())
                ? op
                : op.schema().with(op, operands, regions, op.results());
    }

    /** Whether lists hold the very same objects. */
    @SuppressWarnings("ReferenceEquality") // an op that was written anew may equal the old one
    public static boolean same(List<?> list, List<?> other) {
        if (list.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) != other.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** The region with {@link #in(Op)} of each op; its arguments stay the same values. */
    public Region in(Region region) {
        var ops = new ArrayList<Op>(region.ops().size());
        for (var op : region.ops()) {
            ops.add(in(op));
        }
        return same(ops, region.ops()) ? region : new Region(region.arguments(), ops);
    }

    /** A copy of the op on the values that stand for its operands, with new results, which stand for the old ones. */
    public Op copy(Op op) {
        var operands = of(op.operands());
        var regions = regions(op, this::copy);
        var results = new ArrayList<OpResult>(1);
        for (var result : op.results()) {
            results.add(new OpResult(result.type()));
        }
        replaceAll(op.results(), results);
        return op.schema().with(op, operands, regions, results);
    }

    /** A copy of the region, with new arguments. */
    public Region copy(Region region) {
        var arguments = new ArrayList<BlockArgument>();
        for (var argument : region.arguments()) {
            var made = new BlockArgument(argument.type(), argument.location());
            replace(argument, made);
            arguments.add(made);
        }
        return new Region(arguments, region.ops().stream().map(this::copy).toList());
    }
}
