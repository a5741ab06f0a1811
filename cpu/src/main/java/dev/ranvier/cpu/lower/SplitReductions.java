package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.Functions;
import dev.ranvier.cpu.kernel.Reducer;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a reduction in two steps where that makes more tasks of it, or axes that lie together: first parts of what is
 * reduced, then their results. Only where elements may be combined in any order; the parts follow from the shape alone,
 * and so do the results.
 */
final class SplitReductions {
    /** Tasks that are enough for all threads. */
    private static final long ENOUGH_TASKS = 32;

    /** Elements of a reduction that is worth sharing. */
    private static final long LARGE = 1 << 16;

    /** Columns that are one task of a reduction of rows. */
    private static final long COLUMNS = 1 << 11;

    private final List<Op> ops = new ArrayList<>();

    private SplitReductions() {}

    static Module run(Module module) {
        return Functions.map(module, SplitReductions::run);
    }

    private static Region run(Region region) {
        var split = new SplitReductions();
        for (var op : region.ops()) {
            if (op instanceof Reduce reduce && Reducer.isReorderable(reduce.body())) {
                split.write(reduce);
            } else if (op.regions().isEmpty()) {
                split.ops.add(op);
            } else {
                var regions = op.regions().stream().map(SplitReductions::run).toList();
                split.ops.add(op.schema().with(op, op.operands(), regions, op.results()));
            }
        }
        return new Region(region.arguments(), split.ops);
    }

    private void write(Reduce op) {
        var type = op.inputs().getFirst().tensorType();
        var shape = type.elementCount() == 0 ? null : ReductionShape.of(op);
        if (type.elementCount() == 0 || op.dimensions().isEmpty()) {
            ops.add(op);
        } else if (shape == null) {
            innermostFirst(op);
        } else {
            long tasks = shape.outer() * (shape.inner() == 1 ? 1 : Math.ceilDiv(shape.inner(), COLUMNS));
            long parts = tasks < ENOUGH_TASKS && type.elementCount() >= LARGE ? parts(op, shape, tasks) : 1;
            if (parts == 1) {
                ops.add(op);
            } else {
                inParts(op, shape, parts);
            }
        }
    }

    /** How many parts the reduced axis is cut into: whole dimensions if possible, or about as many as make enough tasks. */
    private static long parts(Reduce op, ReductionShape shape, long tasks) {
        var type = op.inputs().getFirst().tensorType();
        long outer = 1;
        for (int d = 0; d < type.rank(); d++) {
            if (op.dimensions().contains(d)) {
                outer *= type.size(d);
                if (outer * tasks >= ENOUGH_TASKS && isLongEnough(shape, shape.reduced() / outer)) {
                    return outer;
                }
            }
        }
        long most = Math.ceilDiv(2 * ENOUGH_TASKS, tasks);
        for (long parts = most; parts > most / 4; parts--) {
            if (shape.reduced() % parts == 0 && isLongEnough(shape, shape.reduced() / parts)) {
                return parts;
            }
        }
        return isLongEnough(shape, shape.reduced() / most) ? most : 1;
    }

    private static boolean isLongEnough(ReductionShape shape, long rows) {
        return rows > 1 && rows * Math.min(shape.inner(), COLUMNS) >= 512;
    }

    /** The dimensions at the end first, then the others. */
    private void innermostFirst(Reduce op) {
        var type = op.inputs().getFirst().tensorType();
        var last = new ArrayList<Long>();
        var others = new ArrayList<Long>();
        boolean isTogether = true;
        for (int d = type.rank() - 1; d >= 0; d--) {
            boolean isReduced = op.dimensions().contains(d);
            isTogether &= isReduced || last.isEmpty() || type.size(d) == 1;
            if (isReduced) {
                (isTogether ? last : others).addFirst((long) d);
            }
        }
        if (last.isEmpty() || others.isEmpty()) {
            ops.add(op);
            return;
        }
        var first = reduce(op, op.inputs(), neutral(op), last);
        var renumbered = others.stream()
                .map(d -> d - last.stream().filter(gone -> gone < d).count())
                .toList();
        write(new Reduce(
                List.copyOf(first),
                op.initValues(),
                Int64Array.of(renumbered),
                copy(op.body()),
                op.results(),
                op.info()));
    }

    /** Cuts the reduced axis; what is left behind the last whole part is combined with the results of the parts. */
    private void inParts(Reduce op, ReductionShape shape, long parts) {
        long rows = shape.reduced() / parts;
        long rest = shape.reduced() % parts;
        var neutral = neutral(op);
        var inputs = new ArrayList<Value>();
        var behind = new ArrayList<Value>();
        for (var input : op.inputs()) {
            var all = reshape(input, shape.outer(), shape.reduced(), shape.inner());
            var whole = rest == 0 ? all : slice(all, 0, parts * rows);
            inputs.add(reshape(whole, shape.outer(), parts, rows, shape.inner()));
            behind.add(rest == 0 ? all : slice(all, parts * rows, shape.reduced()));
        }
        var partial = new ArrayList<Value>(reduce(op, inputs, neutral, List.of(2L)));
        for (int i = 0; rest > 0 && i < partial.size(); i++) {
            var type = TensorType.of(
                    partial.get(i).tensorType().elementType(), shape.outer(), parts + rest, shape.inner());
            var joined = new OpResult(type);
            ops.add(new ShapeOp.Concatenate(List.of(partial.get(i), behind.get(i)), 1, joined, op.info()));
            partial.set(i, joined);
        }
        var results = reduce(op, partial, op.initValues(), List.of(1L));
        for (int i = 0; i < results.size(); i++) {
            ops.add(new ShapeOp.Reshape(results.get(i), op.results().get(i), op.info()));
        }
    }

    private List<OpResult> reduce(Reduce op, List<? extends Value> inputs, List<Value> initial, List<Long> dimensions) {
        var results = new ArrayList<OpResult>();
        for (var input : inputs) {
            var type = input.tensorType();
            var kept = new ArrayList<Long>();
            for (int d = 0; d < type.rank(); d++) {
                if (!dimensions.contains((long) d)) {
                    kept.add(type.size(d));
                }
            }
            var shape = kept.stream().mapToLong(size -> size).toArray();
            results.add(new OpResult(TensorType.of(type.elementType(), shape)));
        }
        ops.add(new Reduce(
                List.copyOf(inputs), initial, Int64Array.of(dimensions), copy(op.body()), results, op.info()));
        return results;
    }

    private static Region copy(Region body) {
        return new Substitution().copy(body);
    }

    /** What the parts start with, so that the initial values count once. */
    private List<Value> neutral(Reduce op) {
        var bits = Reducer.identityBits(op.body());
        if (bits.isEmpty()) {
            return op.initValues();
        }
        var type = TensorType.of(op.initValues().getFirst().tensorType().elementType());
        var made = new OpResult(type);
        ops.add(new ShapeOp.Constant(DenseElements.ofBits(type, bits.getAsLong()), made, OpInfo.NONE));
        return List.of(made);
    }

    private Value reshape(Value value, long... shape) {
        var made = new OpResult(TensorType.of(value.tensorType().elementType(), shape));
        ops.add(new ShapeOp.Reshape(value, made, OpInfo.NONE));
        return made;
    }

    private Value slice(Value value, long from, long to) {
        var type = value.tensorType();
        var made = new OpResult(TensorType.of(type.elementType(), type.size(0), to - from, type.size(2)));
        ops.add(new ShapeOp.Slice(
                value,
                Int64Array.of(0, from, 0),
                Int64Array.of(type.size(0), to, type.size(2)),
                Int64Array.of(1, 1, 1),
                made,
                OpInfo.NONE));
        return made;
    }
}
