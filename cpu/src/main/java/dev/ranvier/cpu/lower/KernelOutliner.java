package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.Substitution;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Moves what becomes one kernel into a private function, and leaves a call: an op with code for single elements, and
 * those of its producers that nobody else needs. The module means the same before and after.
 */
final class KernelOutliner {
    /** Ops of a kernel: more make the compiler slow and spill registers. */
    private static final int MOST_OPS = 64;

    private final List<Op> kernels = new ArrayList<>();

    private KernelOutliner() {}

    static Module outline(Module module) {
        var outliner = new KernelOutliner();
        var ops = new ArrayList<Op>();
        for (var op : module.body().ops()) {
            ops.add(
                    op instanceof Func function
                            ? function.schema()
                                    .with(function, List.of(), List.of(outliner.outline(function.body())), List.of())
                            : op);
        }
        ops.addAll(outliner.kernels);
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    private Region outline(Region region) {
        var clusters = new Clusters(region);
        var ops = new ArrayList<Op>();
        for (int i = 0; i < region.ops().size(); i++) {
            var op = region.ops().get(i);
            var cluster = clusters.endingAt(i);
            if (!cluster.isEmpty()) {
                ops.add(call(op, cluster));
            } else if (!clusters.isAbsorbed(i)) {
                ops.add(
                        op instanceof ControlFlowOp && !op.regions().isEmpty()
                                ? op.schema()
                                        .with(
                                                op,
                                                op.operands(),
                                                op.regions().stream()
                                                        .map(this::outline)
                                                        .toList(),
                                                op.results())
                                : op);
            }
        }
        return new Region(region.arguments(), ops);
    }

    private Op call(Op root, List<Op> cluster) {
        var defined = new HashSet<Value>();
        var inputs = new LinkedHashSet<Value>();
        cluster.forEach(op -> collectInputs(op, defined, inputs));
        var substitution = new Substitution();
        var arguments = new ArrayList<BlockArgument>();
        for (var input : inputs) {
            var argument = new BlockArgument(input.type());
            arguments.add(argument);
            substitution.replace(input, argument);
        }
        var ops = new ArrayList<Op>();
        cluster.forEach(op -> ops.add(substitution.copy(op)));
        ops.add(new ControlFlowOp.FuncReturn(substitution.of(root.results()), OpInfo.NONE));
        var name = "kernel." + kernels.size();
        var type = new Type.FunctionType(
                inputs.stream().map(Value::type).toList(),
                root.results().stream().<Type>map(Value::type).toList());
        kernels.add(new Func(
                name,
                new BuiltinAttribute.TypeOf(type),
                "private",
                null,
                null,
                null,
                new Region(arguments, ops),
                OpInfo.at(root.location())));
        return new ControlFlowOp.Call(
                new SymbolRef(name), List.copyOf(inputs), null, null, null, root.results(), OpInfo.at(root.location()));
    }

    private static void collectInputs(Op op, Set<Value> defined, Set<Value> inputs) {
        for (var operand : op.operands()) {
            if (!defined.contains(operand)) {
                inputs.add(operand);
            }
        }
        for (var region : op.regions()) {
            defined.addAll(region.arguments());
            region.ops().forEach(inner -> collectInputs(inner, defined, inputs));
        }
        defined.addAll(op.results());
    }

    /** Which ops of a region go together. Ops are known by their index. */
    private static final class Clusters {
        private final List<Op> ops;
        private final Map<Value, Integer> definitions = new HashMap<>();
        private final List<Set<Integer>> users = new ArrayList<>();
        private final Map<Integer, List<Op>> clusters = new HashMap<>();
        private final Set<Integer> absorbed = new HashSet<>();

        Clusters(Region region) {
            this.ops = region.ops();
            for (int i = 0; i < ops.size(); i++) {
                users.add(new HashSet<>());
                for (var result : ops.get(i).results()) {
                    definitions.put(result, i);
                }
                for (var input : inputs(i)) {
                    var producer = definitions.get(input);
                    if (producer != null) {
                        users.get(producer).add(i);
                    }
                }
            }
            for (int i = ops.size() - 1; i >= 0; i--) {
                if (Elemental.is(ops.get(i)) && !absorbed.contains(i) && !isUsedByKernelsOnly(i)) {
                    clusters.put(i, grow(i));
                }
            }
        }

        private Set<Value> inputs(int index) {
            var inputs = new LinkedHashSet<Value>();
            collectInputs(ops.get(index), new HashSet<>(), inputs);
            return inputs;
        }

        /** Free ops are copied into the kernels that need them, and stay only where something else does. */
        private boolean isUsedByKernelsOnly(int index) {
            return Elemental.isFree(ops.get(index))
                    && users.get(index).stream().allMatch(user -> Elemental.is(ops.get(user)));
        }

        private List<Op> grow(int root) {
            var members = new TreeSet<Integer>(Set.of(root));
            var pending = new ArrayList<Integer>(List.of(root));
            while (!pending.isEmpty()) {
                int consumer = pending.removeLast();
                for (var operand : inputs(consumer)) {
                    var producer = definitions.get(operand);
                    if (producer != null && joins(producer, consumer, operand, members) && members.add(producer)) {
                        pending.add(producer);
                    }
                }
            }
            for (int member : members) {
                if (member != root && !Elemental.isFree(ops.get(member))) {
                    absorbed.add(member);
                }
            }
            return members.stream().map(ops::get).toList();
        }

        private boolean joins(int producer, int consumer, Value operand, Set<Integer> members) {
            var op = ops.get(producer);
            if (!Elemental.is(op)) {
                return false;
            }
            return Elemental.isFree(op)
                    || (members.size() < MOST_OPS
                            && !Elemental.isHeavy(op)
                            && !Elemental.reuses(ops.get(consumer), operand)
                            && members.containsAll(users.get(producer)));
        }

        /** The ops of the kernel that ends with an op, in order; none if none does. */
        List<Op> endingAt(int index) {
            return clusters.getOrDefault(index, List.of());
        }

        boolean isAbsorbed(int index) {
            return absorbed.contains(index) || isUsedByKernelsOnly(index);
        }
    }
}
