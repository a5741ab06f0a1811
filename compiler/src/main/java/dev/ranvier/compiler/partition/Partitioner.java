package dev.ranvier.compiler.partition;

import dev.ranvier.compiler.partition.Forms.Form;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.sharding.Axis;
import dev.ranvier.stablehlo.sharding.ShardingPropagation;
import dev.ranvier.stablehlo.sharding.ShardingRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes the ops of a function as those of one device, in the order of the program. */
final class Partitioner {
    /**
     * What computing with one combination of elements costs, in bytes that pass between devices: a product of matrices
     * takes some 50 of them a nanosecond, a copy some 10 bytes.
     */
    private static final double BYTES_A_COMBINATION = 0.2;

    private final DeviceGroups groups;
    private final ShardingPropagation.Values values;
    private final Uses uses;
    private final Splitting splitting;

    /** The ops of values that each use may make for itself. */
    private final Map<Value, Op> constants = new HashMap<>();

    private Forms forms = new Forms(null);

    /** @param values how the values of {@code body} are split */
    Partitioner(DeviceGroups groups, ShardingPropagation.Values values, Region body) {
        this.groups = groups;
        this.values = values;
        this.uses = new Uses(body);
        this.splitting = new Splitting(constants::get);
    }

    /** The body of a function on parts. */
    Region function(Region body, List<Layout> argumentLayouts, List<Layout> resultLayouts) {
        var arguments = bind(body.arguments(), argumentLayouts);
        visit(body);
        var info = OpInfo.at(body.terminator().location());
        var results = parts(body.results(), resultLayouts, info);
        forms.ops().add(new ControlFlowOp.FuncReturn(results, info));
        return new Region(arguments, forms.ops());
    }

    private List<BlockArgument> bind(List<BlockArgument> arguments, List<Layout> layouts) {
        var parts = new ArrayList<BlockArgument>();
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var part = new BlockArgument(layouts.get(i).part(argument.tensorType()), argument.location());
            parts.add(part);
            forms.add(argument, new Form(part, layouts.get(i)));
        }
        return parts;
    }

    private void visit(Region region) {
        region.ops().subList(0, region.ops().size() - 1).forEach(this::visit);
    }

    /** How the propagation has a value lie. */
    private Layout assigned(Value value) {
        return Layout.of(values.shardings().get(value), value.tensorType());
    }

    private List<Layout> assigned(List<? extends Value> some) {
        return some.stream().map(this::assigned).toList();
    }

    private List<Value> parts(List<? extends Value> some, List<Layout> layouts, OpInfo info) {
        var parts = new ArrayList<Value>();
        for (int i = 0; i < some.size(); i++) {
            parts.add(part(some.get(i), layouts.get(i), info));
        }
        return parts;
    }

    /** A device's part of a value, in a layout; {@code info} is of the op that needs it. */
    private Value part(Value value, Layout layout, OpInfo info) {
        for (var form : forms.of(value)) {
            if (form.layout().equals(layout)) {
                return form.part();
            }
        }
        var constant = constants.get(value);
        if (constant != null && layout.partial().isEmpty()) {
            return keep(value, layout, constant(constant, layout));
        }
        if (constant != null) {
            part(value, layout.withoutPartial(), info);
        }
        var nearest = nearest(value, layout);
        var moves = Move.between(nearest.layout(), layout);
        return keep(value, layout, new Collectives(groups, forms.ops(), info).write(moves, nearest.part()));
    }

    /** A device's part of what it can make for itself. */
    private Value constant(Op op, Layout layout) {
        var info = LocalForm.info(op);
        var type = layout.part(op.results().getFirst().tensorType());
        if (op instanceof ShapeOp.Constant constant
                && constant.value() instanceof DenseElements elements
                && elements.isSplat()) {
            return emit(
                    result -> new ShapeOp.Constant(new DenseElements(type, elements.data(), true), result, info), type);
        }
        if (op instanceof ShapeOp.Iota iota
                && (type.elementType().isInteger()
                        || layout.dimensions().get((int) iota.iotaDimension()).isEmpty())) {
            return iota((int) iota.iotaDimension(), type, layout, info);
        }
        var rule = ShardingRules.of(op);
        if (rule != null) {
            var factors = new Factors(rule, factor -> splitting.isPossible(op, rule, factor))
                    .adopt(rule.resultMappings().getFirst(), layout)
                    .withoutStrides();
            if (factors.layout(rule.resultMappings().getFirst()).equals(layout)) {
                var operands = parts(
                        op.operands(),
                        rule.operandMappings().stream().map(factors::layout).toList(),
                        info);
                return emit(result -> LocalForm.of(op, operands, List.of(), List.of(result)), type);
            }
        }
        var operands = parts(op.operands(), replicated(op.operands()), info);
        var wholeType = op.results().getFirst().tensorType();
        var whole = emit(result -> LocalForm.of(op, operands, List.of(), List.of(result)), wholeType);
        var moves = Move.between(Layout.replicated(type.rank()), layout);
        return new Collectives(groups, forms.ops(), info).write(moves, whole);
    }

    /** Indices that begin with the first one of the part. */
    private Value iota(int dimension, TensorType type, Layout layout, OpInfo info) {
        var own = emit(result -> new ShapeOp.Iota(dimension, result, info), type);
        var axes = layout.dimensions().get(dimension);
        if (axes.isEmpty()) {
            return own;
        }
        var place = new Collectives(groups, forms.ops(), info).ofDevice(axes, type.size(dimension));
        var scalar = TensorType.of(type.elementType());
        var first = emit(result -> new ElementwiseOp.Convert(place, result, info), scalar);
        var firsts = emit(result -> new ShapeOp.BroadcastInDim(first, Int64Array.of(), result, info), type);
        return emit(result -> new BinaryOp.Add(own, firsts, result, info), type);
    }

    private Value emit(Function<OpResult, Op> op, TensorType type) {
        var result = new OpResult(type);
        forms.ops().add(op.apply(result));
        return result;
    }

    private Value keep(Value value, Layout layout, Value part) {
        forms.add(value, new Form(part, layout));
        return part;
    }

    /** The form from which a layout is reached with the fewest bytes. */
    private Form nearest(Value value, Layout layout) {
        var candidates = forms.of(value);
        var nearest = candidates.getFirst();
        for (var candidate : candidates) {
            if (bytes(candidate, layout, value) < bytes(nearest, layout, value)) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static double bytes(Form form, Layout layout, Value value) {
        return Move.bytes(Move.between(form.layout(), layout), form.layout(), value.tensorType());
    }

    private double bytes(Value value, Layout layout) {
        return constants.containsKey(value) ? 0 : bytes(nearest(value, layout), layout, value);
    }

    private void visit(Op op) {
        if (values.constants().containsAll(op.results()) && !op.results().isEmpty()) {
            constants.put(op.results().getFirst(), op);
            return;
        }
        switch (op) {
            case ShardyOp.ShardingConstraint constraint -> rename(constraint.input(), constraint.result(), op);
            case ShardyOp.Reshard reshard -> rename(reshard.input(), reshard.result(), op);
            case ShardyOp.PropagationBarrier barrier -> rename(barrier.input(), barrier.result(), op);
            case ShardyOp.ShardingGroup _ -> {}
            case ShardyOp.NamedComputation named -> {
                for (int i = 0; i < named.operands().size(); i++) {
                    rename(named.operands().get(i), named.body().arguments().get(i), op);
                }
                visit(named.body());
                for (int i = 0; i < named.results().size(); i++) {
                    rename(named.body().results().get(i), named.results().get(i), op);
                }
            }
            case ControlFlowOp.OptimizationBarrier barrier -> onAssigned(barrier, barrier.operand());
            case ControlFlowOp.While loop -> visit(loop);
            case ControlFlowOp.If branch -> branches(branch, branch.pred());
            case ControlFlowOp.Case branch -> branches(branch, branch.index());
            default -> compute(op);
        }
    }

    private void rename(Value value, Value result, Op op) {
        var layout = assigned(result);
        forms.add(result, new Form(part(value, layout, LocalForm.info(op)), layout));
    }

    private void onAssigned(Op op, List<Value> operands) {
        var info = LocalForm.info(op);
        var parts = parts(operands, assigned(op.results()), info);
        var results = results(op, assigned(op.results()));
        forms.ops().add(LocalForm.of(op, parts, List.of(), results));
    }

    /** New results of an op, each in a layout, which stand for the old ones from now on. */
    private List<OpResult> results(Op op, List<Layout> layouts) {
        var parts = new ArrayList<OpResult>();
        for (int i = 0; i < layouts.size(); i++) {
            var result = op.results().get(i);
            var part = new OpResult(layouts.get(i).part(result.tensorType()));
            parts.add(part);
            forms.add(result, new Form(part, layouts.get(i)));
        }
        return parts;
    }

    private void visit(ControlFlowOp.While loop) {
        var info = LocalForm.info(loop);
        var layouts = assigned(loop.results());
        var operands = parts(loop.operand(), layouts, info);
        var condition = region(loop.cond(), layouts, List.of(Layout.replicated(0)));
        var body = region(loop.body(), layouts, layouts);
        forms.ops().add(new ControlFlowOp.While(operands, condition, body, results(loop, layouts), info));
    }

    private void branches(Op op, Value selector) {
        var layouts = assigned(op.results());
        var part = part(selector, Layout.replicated(0), LocalForm.info(op));
        var regions = op.regions().stream()
                .map(region -> region(region, List.of(), layouts))
                .toList();
        forms.ops().add(LocalForm.of(op, List.of(part), regions, results(op, layouts)));
    }

    private Region region(Region region, List<Layout> argumentLayouts, List<Layout> resultLayouts) {
        var outer = forms;
        forms = new Forms(outer);
        var arguments = bind(region.arguments(), argumentLayouts);
        visit(region);
        var info = OpInfo.at(region.terminator().location());
        var results = parts(region.results(), resultLayouts, info);
        forms.ops().add(new ControlFlowOp.Return(results, info));
        var written = new Region(arguments, forms.ops());
        forms = outer;
        return written;
    }

    private void compute(Op op) {
        var rule = ShardingRules.of(op);
        if (rule == null) {
            write(op, replicated(op.operands()), replicated(op.results()));
            return;
        }
        var factors = cheapest(op, rule);
        var layouts = rule.resultMappings().stream().map(factors::layout).toList();
        int reduced = factors.reducedFactor();
        if (reduced >= 0) {
            var combination = splitting.combination(op, rule, reduced);
            layouts = layouts.stream()
                    .map(layout -> combination == null ? layout : layout.withPartial(factors.reduced(), combination))
                    .toList();
        }
        write(op, rule.operandMappings().stream().map(factors::layout).toList(), layouts);
        if (reduced >= 0) {
            op.results().forEach(result -> combine(result, factors.reduced(), LocalForm.info(op)));
        }
    }

    private static List<Layout> replicated(List<? extends Value> some) {
        return some.stream()
                .map(value -> Layout.replicated(value.tensorType().rank()))
                .toList();
    }

    /** Has a partial result combined, unless all its uses are of the partial one. */
    private void combine(OpResult result, List<Axis> axes, OpInfo info) {
        boolean isWantedPartial =
                !uses.of(result).isEmpty() && uses.of(result).stream().allMatch(use -> isUnreduced(use, axes));
        if (!isWantedPartial) {
            part(result, assigned(result), info);
        }
    }

    private boolean isUnreduced(Op use, List<Axis> axes) {
        return (use instanceof ShardyOp.ShardingConstraint || use instanceof ShardyOp.Reshard)
                && assigned(use.results().getFirst()).partial().containsAll(axes);
    }

    /** Writes an op on parts. */
    private void write(Op op, List<Layout> operandLayouts, List<Layout> resultLayouts) {
        var operands = parts(op.operands(), operandLayouts, LocalForm.info(op));
        var regions = captured(op);
        forms.ops().add(LocalForm.of(op, operands, regions, results(op, resultLayouts)));
    }

    /** The regions of an op, which are of elements, with the whole of what they use from around them. */
    private List<Region> captured(Op op) {
        var substitution = new Substitution();
        for (var region : op.regions()) {
            for (var value : Uses.fromOutside(region)) {
                var layout = Layout.replicated(value.tensorType().rank());
                substitution.replace(value, part(value, layout, LocalForm.info(op)));
            }
        }
        return Substitution.regions(op, region -> Bodies.plain(region, substitution));
    }

    /** Of the ways to split an op as one of its tensors is, that with the least to compute and to move. */
    private Factors cheapest(Op op, OpShardingRule rule) {
        var tensors = new ArrayList<Value>(op.operands());
        tensors.addAll(op.results());
        var mappings = new ArrayList<>(rule.operandMappings());
        mappings.addAll(rule.resultMappings());
        var layouts = new ArrayList<Layout>();
        for (var operand : op.operands()) {
            layouts.add(
                    constants.containsKey(operand)
                            ? Layout.replicated(operand.tensorType().rank())
                            : forms.of(operand).getFirst().layout());
        }
        layouts.addAll(assigned(op.results()));
        var possible = new boolean[rule.factorSizes().size()];
        for (int factor = 0; factor < possible.length; factor++) {
            possible[factor] = splitting.isPossible(op, rule, factor);
        }
        var candidates = new LinkedHashSet<Factors>();
        for (int first = tensors.size() - 1; first >= 0; first--) {
            var factors = new Factors(rule, factor -> possible[factor]);
            factors.adopt(mappings.get(first), layouts.get(first));
            for (int i = tensors.size() - 1; i >= 0; i--) {
                factors.adopt(mappings.get(i), layouts.get(i));
            }
            candidates.add(factors.withoutStrides());
        }
        Factors cheapest = candidates.getFirst();
        double least = cost(op, rule, cheapest);
        for (var candidate : candidates) {
            double cost = cost(op, rule, candidate);
            if (cost < least) {
                cheapest = candidate;
                least = cost;
            }
        }
        return cheapest;
    }

    private double cost(Op op, OpShardingRule rule, Factors factors) {
        double cost = factors.share() * BYTES_A_COMBINATION;
        for (int i = 0; i < op.operands().size(); i++) {
            cost += bytes(
                    op.operands().get(i), factors.layout(rule.operandMappings().get(i)));
        }
        for (int i = 0; i < op.results().size(); i++) {
            var result = op.results().get(i);
            var layout = factors.layout(rule.resultMappings().get(i));
            var before = factors.reduced().isEmpty() ? layout : layout.withPartial(factors.reduced(), ReductionOp.SUM);
            cost += Move.bytes(Move.between(before, assigned(result)), before, result.tensorType());
        }
        return cost;
    }
}
