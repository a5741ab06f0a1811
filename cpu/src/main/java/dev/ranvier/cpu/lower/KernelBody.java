package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.kernel.Pointwise;
import dev.ranvier.cpu.lower.Cluster.Kind;
import dev.ranvier.cpu.lower.Cluster.Level;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp.FuncReturn;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Location;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * The ops of a cluster on the axes of its space, so that kernels that do the same have the same form: dimensions that are
 * always traversed together are one. What reads elements at other indices keeps its dimensions, and is reshaped.
 */
final class KernelBody {
    private record Key(Value value, List<Integer> axes) {}

    private final DataFlow flow;
    private final Cluster cluster;
    private final Space space;
    private final boolean isAsWritten;
    private final boolean isHeavy;
    private final SequencedMap<Key, BlockArgument> arguments = new LinkedHashMap<>();
    private final List<BlockArgument> argumentOrder = new ArrayList<>();
    private final List<Value> operands = new ArrayList<>();
    private final Map<Key, Value> spread = new HashMap<>();
    private final Map<Value, Value> written = new HashMap<>();
    private final Map<Value, Value> asWritten = new HashMap<>();
    private final List<Op> ops = new ArrayList<>();
    private final List<OpResult> results = new ArrayList<>();
    private final List<Value> resultValues = new ArrayList<>();

    private KernelBody(DataFlow flow, Cluster cluster, Space space) {
        this.flow = flow;
        this.cluster = cluster;
        this.space = space;
        this.isAsWritten = cluster.kind == Kind.SINGLE;
        this.isHeavy = cluster.members.stream().anyMatch(member -> Elemental.isHeavy(flow.op(member)));
    }

    /** Writes the ops of a cluster; one that nobody needs has no results. */
    static KernelBody of(DataFlow flow, Cluster cluster) {
        var space = cluster.kind == Kind.LOOP ? LoopSpace.of(flow, cluster) : cluster.space;
        var body = new KernelBody(flow, cluster, space);
        for (int member = cluster.members.nextSetBit(0); member >= 0; member = cluster.members.nextSetBit(member + 1)) {
            if (!cluster.composed.get(member)) {
                body.write(member);
            }
        }
        return body;
    }

    /** What the kernel reads, one for each argument, which may be under another shape. */
    List<Value> operands() {
        return operands;
    }

    /** What the kernel computes. */
    List<OpResult> results() {
        return results;
    }

    /** Where the last op comes from. */
    Location place() {
        return flow.op(cluster.members.length() - 1).location();
    }

    /** The ops, which end with a return. */
    Region region() {
        var all = new ArrayList<>(ops);
        all.add(new FuncReturn(List.copyOf(resultValues), OpInfo.NONE));
        return new Region(argumentOrder, all);
    }

    private void write(int member) {
        var op = flow.op(member);
        for (var result : op.results()) {
            if (flow.consumers(result).stream().anyMatch(consumer -> !cluster.members.get(consumer))) {
                var axes = axes(result);
                results.add(result);
                resultValues.add(isAsWritten ? asWritten(result) : onAxes(result, axes));
            }
        }
    }

    private List<Integer> axes(Value result) {
        var level = cluster.levels.getOrDefault(result, Level.WIDE);
        return switch (level) {
            case WIDE -> space.axes();
            case ROW -> List.of(0);
            case SUM -> List.of(0, 2);
        };
    }

    /** A value of the cluster, or one that it reads, with a dimension for each axis that it spans. */
    private Value onAxes(Value value, List<Integer> axes) {
        var key = new Key(value, axes);
        var known = spread.get(key);
        if (known == null) {
            known = make(value, axes);
            spread.put(key, known);
        }
        return known;
    }

    private Value make(Value value, List<Integer> axes) {
        var type = space.type(value.tensorType(), axes);
        var op = flow.definition(value);
        if (op != null && cluster.levels.containsKey(value)) {
            return reshaped(member(op, value), type);
        }
        if (op instanceof ShapeOp.Reshape reshape) {
            return onAxes(reshape.operand(), axes);
        }
        if (op instanceof ShapeOp.Constant constant && Elemental.isFree(constant)) {
            return constant((DenseElements) constant.value(), type);
        }
        var spanned = op instanceof ShapeOp.BroadcastInDim broadcast ? space.operandAxes(broadcast, axes) : null;
        if (op != null && spanned != null) {
            return broadcast(op.operands().getFirst(), spanned, axes, type);
        }
        return op != null && (Elemental.isView(op) || isComposed(value))
                ? reshaped(asWritten(value), type)
                : argument(value, axes, type);
    }

    private Value constant(DenseElements elements, TensorType type) {
        var made = new OpResult(type);
        ops.add(new ShapeOp.Constant(new DenseElements(type, elements.data(), true), made, OpInfo.NONE));
        return made;
    }

    private boolean isComposed(Value value) {
        int index = flow.index(value);
        return index >= 0 && cluster.composed.get(index);
    }

    private Value broadcast(Value operand, List<Integer> spanned, List<Integer> axes, TensorType type) {
        if (spanned.equals(axes)) {
            return onAxes(operand, axes);
        }
        var made = new OpResult(type);
        var dimensions = spanned.stream().map(axis -> (long) axes.indexOf(axis)).toList();
        ops.add(new ShapeOp.BroadcastInDim(onAxes(operand, spanned), Int64Array.of(dimensions), made, OpInfo.NONE));
        return made;
    }

    private Value reshaped(Value value, TensorType type) {
        if (value.tensorType().dimensions().equals(type.dimensions())) {
            return value;
        }
        var made = new OpResult(type);
        ops.add(new ShapeOp.Reshape(value, made, OpInfo.NONE));
        return made;
    }

    private Value argument(Value value, List<Integer> axes, TensorType type) {
        return arguments.computeIfAbsent(new Key(value, axes), _ -> addArgument(value, type));
    }

    private BlockArgument addArgument(Value value, TensorType type) {
        var argument = new BlockArgument(type);
        argumentOrder.add(argument);
        operands.add(value);
        return argument;
    }

    /** A result of a member on the axes of its level. */
    private Value member(Op op, Value result) {
        var known = written.get(result);
        if (known != null) {
            return known;
        }
        if (op instanceof Reduce reduce) {
            writeReduction(reduce);
        } else if (Pointwise.is(op)) {
            writePointwise(op);
        } else {
            written.put(result, reshaped(asWritten(result), space.type(result.tensorType(), axes(result))));
        }
        return Objects.requireNonNull(written.get(result));
    }

    private void writePointwise(Op op) {
        var axes = axes(op.results().getFirst());
        boolean isScalar = op.results().getFirst().tensorType().rank() == 0;
        var mapped = new ArrayList<Value>();
        for (var operand : op.operands()) {
            mapped.add(onAxes(operand, operand.tensorType().rank() == 0 && !isScalar ? List.of() : axes));
        }
        write(op, mapped);
    }

    private void writeReduction(Reduce op) {
        var mapped = new ArrayList<Value>();
        op.inputs().forEach(input -> mapped.add(onAxes(input, space.axes())));
        op.initValues().forEach(value -> mapped.add(onAxes(value, List.of())));
        var regions = op.regions().stream().map(this::copy).toList();
        var made = new ArrayList<OpResult>();
        for (var result : op.results()) {
            made.add(new OpResult(space.type(result.tensorType(), axes(result))));
            written.put(result, made.getLast());
        }
        ops.add(new Reduce(
                mapped.subList(0, op.inputs().size()),
                mapped.subList(op.inputs().size(), mapped.size()),
                Int64Array.of(1),
                regions.getFirst(),
                made,
                op.info()));
    }

    private void write(Op op, List<Value> mapped) {
        var made = new ArrayList<OpResult>();
        for (var result : op.results()) {
            made.add(new OpResult(space.type(result.tensorType(), axes(result))));
            written.put(result, made.getLast());
        }
        ops.add(op.schema()
                .with(op, mapped, op.regions().stream().map(this::copy).toList(), made));
    }

    /** A copy of a region on what it reads from around it. */
    private Region copy(Region region) {
        var substitution = new Substitution();
        var inner = new HashSet<Value>(region.arguments());
        for (var op : region.ops()) {
            for (var operand : op.operands()) {
                if (!inner.contains(operand)) {
                    substitution.replace(operand, asWritten(operand));
                }
            }
            inner.addAll(op.results());
        }
        return substitution.copy(region);
    }

    /** A value with the dimensions that it has in the program. */
    private Value asWritten(Value value) {
        var known = asWritten.get(value);
        if (known != null) {
            return known;
        }
        var op = flow.definition(value);
        if (op == null || !isWrittenHere(op, value)) {
            var argument = addArgument(value, value.tensorType());
            asWritten.put(value, argument);
            return argument;
        }
        var mapped = op.operands().stream().map(this::asWritten).toList();
        var made =
                op.results().stream().map(result -> new OpResult(result.type())).toList();
        ops.add(op.schema()
                .with(op, mapped, op.regions().stream().map(this::copy).toList(), made));
        for (int i = 0; i < made.size(); i++) {
            asWritten.put(op.results().get(i), made.get(i));
        }
        return Objects.requireNonNull(asWritten.get(value));
    }

    private boolean isWrittenHere(Op op, Value value) {
        int index = flow.index(value);
        if (cluster.members.get(index)) {
            return true;
        }
        return isHeavy ? Elemental.isFree(op) || op instanceof ShapeOp.Reshape : Elemental.isView(op);
    }
}
