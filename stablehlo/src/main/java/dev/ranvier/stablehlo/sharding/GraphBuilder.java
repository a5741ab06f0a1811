package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyAttribute.TensorShardingPerValue;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Graph} of a module. Values of open shape and those that are no tensors are scalars in it. */
final class GraphBuilder {
    private static final String SHARDING = "sdy.sharding";
    private static final TensorType SCALAR = TensorType.of(ScalarType.I1);

    /** Where functions call functions so often that copies at each call are too many, calls hide what they hold. */
    private static final int MANY_NODES = 200_000;

    private final Graph graph = new Graph();
    private final Map<String, Declaration.Func> functions = new HashMap<>();
    private final Map<String, Mesh> meshes = new HashMap<>();
    private final Map<Long, Cell> groups = new HashMap<>();
    private final Set<String> active = new HashSet<>();
    private final List<VisitedCall> customCalls = new ArrayList<>();

    /** The axes of the manual computations around what is visited. */
    private List<String> manualAxes = List.of();

    private Scope lastScope = new Scope();

    /** A custom call, once for each call of the functions that hold it. */
    record VisitedCall(HostOp.CustomCall call, List<Cell> operands, List<String> manualAxes) {}

    GraphBuilder(Module module) {
        module.functions().forEach(function -> functions.put(function.symName(), function));
        module.meshes().forEach(mesh -> meshes.put(mesh.symName(), mesh.mesh()));
    }

    Graph graph() {
        return graph;
    }

    /** The custom calls of what has been {@linkplain #call called}. */
    List<VisitedCall> customCalls() {
        return List.copyOf(customCalls);
    }

    /** The tensor of an argument or result of a function, split as its attributes say. */
    Cell declared(Value value, BuiltinAttribute.@Nullable Sequence attributes, int index) {
        var own = declared(attributes, index);
        return new Cell(type(value), own == null ? null : sharding(own));
    }

    /** What the attributes of an argument or result say of its sharding, or null. */
    static @Nullable TensorSharding declared(BuiltinAttribute.@Nullable Sequence attributes, int index) {
        return attributes != null
                        && index < attributes.elements().size()
                        && attributes.elements().get(index) instanceof Dictionary dictionary
                        && dictionary.get(SHARDING) instanceof TensorSharding sharding
                ? sharding
                : null;
    }

    /** The sharding with its mesh; null if it says no more than that one device has the tensor. */
    @Nullable
    AxisSharding sharding(TensorSharding sharding) {
        var mesh = mesh(sharding.meshOrRef());
        return mesh.axes().isEmpty() && !mesh.deviceIds().isEmpty() ? null : AxisSharding.of(sharding, mesh);
    }

    private Mesh mesh(Attribute meshOrName) {
        var mesh = switch (meshOrName) {
            case Mesh inline -> inline;
            case SymbolRef name -> meshes.get(name.root());
            default -> null;
        };
        if (mesh == null) {
            throw RanvierException.invalid("the module has no mesh " + meshOrName);
        }
        return mesh;
    }

    private static TensorType type(Value value) {
        return value.type() instanceof TensorType type && type.isStatic() ? type : SCALAR;
    }

    /** What a function returns for {@code arguments}. */
    List<Cell> call(Declaration.Func function, List<Cell> arguments) {
        active.add(function.symName());
        var scope = new Scope();
        var results = scope.run(function.body(), arguments);
        lastScope = scope;
        active.remove(function.symName());
        return results;
    }

    /** The tensors of the function that was {@linkplain #call called} last, but for {@link #constants}. */
    Map<Value, Cell> cells() {
        return lastScope.cells;
    }

    /** Its values that each use has a copy of. */
    Set<Value> constants() {
        return lastScope.constants;
    }

    /** The values of one call of a function. */
    private final class Scope {
        private final Map<Value, Cell> cells = new HashMap<>();

        /** Values that are constants, or scalars repeated: each use has a copy of its own, to be split as it needs. */
        private final Set<Value> constants = new HashSet<>();

        List<Cell> run(Region region, List<Cell> arguments) {
            for (int i = 0; i < arguments.size(); i++) {
                cells.put(region.arguments().get(i), arguments.get(i));
            }
            var ops = region.ops();
            ops.subList(0, ops.size() - 1).forEach(this::visit);
            return used(region.results());
        }

        private Cell cell(Value value) {
            var known = constants.contains(value) ? null : cells.get(value);
            return known == null ? new Cell(type(value), null) : known;
        }

        private List<Cell> used(List<? extends Value> values) {
            var used = values.stream().map(this::cell).toList();
            used.forEach(Cell::countUse);
            return used;
        }

        private void bind(Op op, List<Cell> results) {
            for (int i = 0; i < results.size(); i++) {
                cells.put(op.results().get(i), results.get(i));
            }
        }

        /** New tensors for the results of an op, split as it says itself. */
        private List<Cell> results(Op op) {
            var own = op.info().discardable().get(SHARDING) instanceof TensorShardingPerValue perValue
                    ? perValue.shardings()
                    : List.<TensorSharding>of();
            var results = new ArrayList<Cell>();
            for (int i = 0; i < op.results().size(); i++) {
                results.add(new Cell(type(op.results().get(i)), i < own.size() ? sharding(own.get(i)) : null));
            }
            bind(op, results);
            return results;
        }

        private void visit(Op op) {
            if (ConstantExpressions.isConstant(op, constants)) {
                constants.addAll(op.results());
                return;
            }
            switch (op) {
                case ControlFlowOp.Call call -> enter(call, call.callee(), call.operands());
                case ControlFlowOp.Composite composite -> visit(composite);
                case ControlFlowOp.While loop -> visit(loop);
                case ControlFlowOp.If branch -> branches(branch, branch.pred(), branch.regions());
                case ControlFlowOp.Case branch -> branches(branch, branch.index(), branch.branches());
                case ControlFlowOp.OptimizationBarrier barrier -> {
                    var operands = used(barrier.operand());
                    var results = results(barrier);
                    for (int i = 0; i < results.size(); i++) {
                        graph.addEdge(List.of(operands.get(i)), results.get(i));
                    }
                }
                case ControlFlowOp.UnrealizedConversionCast cast -> bind(cast, cells(cast.inputs()));
                case ShardyOp.ShardingConstraint constraint ->
                    visit(constraint, constraint.input(), constraint.sharding());
                case ShardyOp.Reshard reshard -> visit(reshard, reshard.input(), reshard.sharding());
                case ShardyOp.ShardingGroup group -> {
                    var cell = used(List.of(group.input())).getFirst();
                    var first = groups.putIfAbsent(group.groupId(), cell);
                    if (first != null) {
                        graph.group(first, cell);
                    }
                }
                case ShardyOp.NamedComputation named -> bind(named, run(named.body(), cells(named.operands())));
                case ShardyOp.ManualComputation manual -> visit(manual);
                case ShardyOp.PropagationBarrier barrier -> addNode(barrier, barrier.allowedDirection());
                default -> addNode(op, PropagationDirection.BOTH);
            }
        }

        private List<Cell> cells(List<? extends Value> values) {
            return values.stream().map(this::cell).toList();
        }

        private void addNode(Op op, PropagationDirection allowed) {
            var operands = used(op.operands());
            if (op instanceof HostOp.CustomCall call) {
                customCalls.add(new VisitedCall(call, operands, manualAxes));
            }
            var rule = ShardingRules.of(op);
            var results = results(op);
            if (rule != null) {
                graph.add(NodeKinds.of(op), rule, allowed, List.copyOf(operands), List.copyOf(results));
            }
        }

        private void enter(Op op, SymbolRef callee, List<Value> operands) {
            var function = functions.get(callee.root());
            if (function == null
                    || function.body().isEmpty()
                    || active.contains(function.symName())
                    || graph.nodes().size() > MANY_NODES) {
                results(op);
            } else {
                bind(op, call(function, cells(operands)));
            }
        }

        /** Named functions of each element have decompositions of many ops that say nothing more. */
        private void visit(ControlFlowOp.Composite op) {
            var rule = CompositeRules.of(op);
            if (rule == null) {
                enter(op, op.decomposition(), op.inputs());
            } else {
                var operands = used(op.inputs());
                graph.add(
                        CompositeRules.kind(op),
                        rule,
                        PropagationDirection.BOTH,
                        List.copyOf(operands),
                        List.copyOf(results(op)));
            }
        }

        private void visit(ControlFlowOp.While op) {
            var operands = used(op.operand());
            var results = results(op);
            run(op.cond(), results);
            var next = run(op.body(), results);
            for (int i = 0; i < results.size(); i++) {
                graph.addEdge(List.of(operands.get(i), next.get(i)), results.get(i));
            }
        }

        private void branches(Op op, Value selector, List<Region> branches) {
            used(List.of(selector));
            var outcomes =
                    branches.stream().map(branch -> run(branch, List.of())).toList();
            var results = results(op);
            for (int i = 0; i < results.size(); i++) {
                int index = i;
                graph.addEdge(
                        outcomes.stream()
                                .<Port>map(outcome -> outcome.get(index))
                                .toList(),
                        results.get(i));
            }
        }

        private void visit(Op op, Value input, TensorSharding constraint) {
            var operand = used(List.of(input)).getFirst();
            var sharding = sharding(constraint);
            var result = new Cell(type(input), sharding);
            bind(op, List.of(result));
            OpShardingRule rule = RuleBuilder.pointwise(1, 1, type(input).shape());
            var node = graph.add(
                    Node.Kind.ELEMENTWISE, rule, PropagationDirection.BOTH, List.of(operand), List.of(result));
            if (sharding != null) {
                graph.constrain(operand, sharding, node);
            }
        }

        private void visit(ShardyOp.ManualComputation op) {
            var operands = used(op.tensors());
            var arguments = new ArrayList<Cell>();
            for (int i = 0; i < operands.size(); i++) {
                var argument = op.body().arguments().get(i);
                var outer = border(op, op.inShardings().shardings().get(i));
                var inner = new Cell(
                        type(argument),
                        outer == null
                                ? null
                                : ManualPort.inside(outer, op.manualAxes().axes()));
                arguments.add(inner);
                if (outer != null) {
                    graph.addEdge(
                            List.of(operands.get(i)),
                            new ManualPort(inner, outer, op.manualAxes().axes(), true));
                    graph.constrain(operands.get(i), outer, null);
                }
            }
            var inner = runManual(op, arguments);
            var results = new ArrayList<Cell>();
            for (int i = 0; i < op.results().size(); i++) {
                var outer = border(op, op.outShardings().shardings().get(i));
                var result = new Cell(type(op.results().get(i)), outer);
                results.add(result);
                if (outer != null) {
                    graph.addEdge(
                            List.of(inner.get(i)),
                            new ManualPort(result, outer, op.manualAxes().axes(), false));
                }
            }
            bind(op, results);
        }

        private List<Cell> runManual(ShardyOp.ManualComputation op, List<Cell> arguments) {
            var around = manualAxes;
            manualAxes = new ArrayList<>(around);
            manualAxes.addAll(op.manualAxes().axes());
            var results = run(op.body(), arguments);
            manualAxes = around;
            return results;
        }

        /** How a tensor is split outside; manual axes that do not split it do not otherwise either. */
        private @Nullable AxisSharding border(ShardyOp.ManualComputation op, TensorSharding attribute) {
            var sharding = sharding(attribute);
            if (sharding == null || sharding.mesh().axes().isEmpty()) {
                return null;
            }
            return sharding.withReplicated(op.manualAxes().axes());
        }
    }
}
