package dev.ranvier.compiler;

import dev.ranvier.compiler.partition.Partition;
import dev.ranvier.runtime.Sharding;
import dev.ranvier.runtime.parallel.DeviceMesh;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.runtime.parallel.Meshes;
import dev.ranvier.runtime.parallel.ShardyShardings;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a program for several devices as one process runs it for all of them: the entry function takes the devices'
 * parts of its arguments, makes global tensors of them where ops read those, and gives the parts of the results. Manual
 * computations become {@linkplain GridCall calls} on parts; parts pass from the border of the program to them, and back,
 * as they are. Ops that only say how tensors are sharded go, and so do tuples and futures.
 */
public final class GlobalView {
    private final Meshes meshes;
    private final int partitions;
    private final Substitution substitution = new Substitution();
    private final Map<Value, Parts> parted = new HashMap<>();

    /** The values in tuples and futures. */
    private final Map<Value, List<Value>> collected = new HashMap<>();

    private final List<Op> bodies = new ArrayList<>();

    private GlobalView(Module module, int partitions) {
        this.meshes = Meshes.of(module);
        this.partitions = partitions;
    }

    /**
     * The module so written: one function for the program, and one for each manual computation.
     *
     * @param module without calls; one that is {@linkplain Partition written for each device} stays as it is
     * @param entry how the entry function's arguments and results lie on the devices
     * @param partitions how many devices there are
     */
    public static Module run(Module module, EntryFunction entry, int partitions) {
        if (Partition.isPerDevice(module)) {
            return module;
        }
        var view = new GlobalView(module, partitions);
        var ops = new ArrayList<Op>();
        ops.add(view.entry(module.entry(), entry.argumentShardings(), entry.resultShardings()));
        ops.addAll(view.bodies);
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    private Func entry(Func function, List<Sharding> argumentShardings, List<Sharding> resultShardings) {
        var body = function.body();
        var arguments = new ArrayList<BlockArgument>();
        var parts = new ArrayList<List<Value>>();
        body.arguments().forEach(_ -> parts.add(new ArrayList<>()));
        for (int device = 0; device < partitions; device++) {
            for (int i = 0; i < parts.size(); i++) {
                var argument = body.arguments().get(i);
                var part = new BlockArgument(partType(argument.type(), argumentShardings.get(i)), argument.location());
                arguments.add(part);
                parts.get(i).add(part);
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            var argument = body.arguments().get(i);
            if (argument.type() instanceof TensorType) {
                parted.put(argument, new Parts(argumentShardings.get(i), parts.get(i)));
            } else {
                substitution.replace(argument, parts.get(i).getFirst());
            }
        }
        var ops = new ArrayList<Op>();
        write(body.ops().subList(0, body.ops().size() - 1), Set.of(), ops);
        var info = body.ops().getLast().info();
        var results = new ArrayList<Value>();
        for (int device = 0; device < partitions; device++) {
            for (int i = 0; i < body.results().size(); i++) {
                results.add(part(body.results().get(i), resultShardings.get(i), device, ops, info));
            }
        }
        ops.add(new ControlFlowOp.FuncReturn(results, info));
        return function(function.symName(), function.symVisibility(), new Region(arguments, ops), function.info());
    }

    private static Type partType(Type type, Sharding sharding) {
        return type instanceof TensorType tensor ? sharding.partType(tensor) : type;
    }

    private static Func function(String name, @Nullable String visibility, Region body, OpInfo info) {
        var type = new Type.FunctionType(
                body.arguments().stream().map(Value::type).toList(),
                body.results().stream().map(Value::type).toList());
        return new Func(name, new BuiltinAttribute.TypeOf(type), visibility, null, null, null, body, info);
    }

    private Value part(Value value, Sharding sharding, int device, List<Op> ops, OpInfo info) {
        var parts = parted.get(substitution.of(value));
        if (parts != null && parts.sharding().equals(sharding) && parts.values().size() == partitions) {
            return parts.values().get(device);
        }
        var whole = whole(value, ops, info);
        return whole.type() instanceof TensorType ? Parts.part(whole, sharding, device, ops, info) : whole;
    }

    private Value whole(Value value, List<Op> ops, OpInfo info) {
        var own = substitution.of(value);
        var parts = parted.get(own);
        return parts == null ? own : parts.whole(ops, info);
    }

    /** @param manual the manual axes of the computations around the ops */
    private void write(List<Op> source, Set<String> manual, List<Op> ops) {
        for (var op : source) {
            switch (op) {
                case ShardyOp shardy -> write(shardy, manual, ops);
                case CollectiveOp.AsyncStart start ->
                    collected.put(start.result(), inline(start.body(), start.operands(), manual, ops));
                case CollectiveOp.AsyncDone done ->
                    rename(List.of(done.result()), collected.getOrDefault(done.operand(), List.of()));
                case ControlFlowOp.Tuple tuple -> collected.put(tuple.result(), substitution.of(tuple.val()));
                case ControlFlowOp.GetTupleElement element ->
                    rename(
                            List.of(element.result()),
                            List.of(collected
                                    .getOrDefault(substitution.of(element.operand()), List.of())
                                    .get(element.index())));
                case ControlFlowOp.UnrealizedConversionCast cast ->
                    rename(cast.outputs(), substitution.of(cast.inputs()));
                case ControlFlowOp.OptimizationBarrier barrier
                when isParted(barrier) -> rename(barrier.result(), substitution.of(barrier.operand()));
                default -> {
                    var operands = new ArrayList<Value>(2);
                    op.operands().forEach(operand -> operands.add(whole(operand, ops, op.info())));
                    var regions = Substitution.regions(op, inner -> region(inner, manual));
                    ops.add(Substitution.with(op, operands, regions));
                }
            }
        }
    }

    private boolean isParted(ControlFlowOp.OptimizationBarrier barrier) {
        return barrier.operand().stream().anyMatch(operand -> parted.containsKey(substitution.of(operand)));
    }

    private Region region(Region region, Set<String> manual) {
        var ops = new ArrayList<Op>();
        write(region.ops(), manual, ops);
        return new Region(region.arguments(), ops);
    }

    private void write(ShardyOp op, Set<String> manual, List<Op> ops) {
        switch (op) {
            case ShardyOp.ShardingConstraint constraint ->
                rename(List.of(constraint.result()), substitution.of(List.of(constraint.input())));
            case ShardyOp.Reshard reshard ->
                rename(List.of(reshard.result()), substitution.of(List.of(reshard.input())));
            case ShardyOp.PropagationBarrier barrier ->
                rename(List.of(barrier.result()), substitution.of(List.of(barrier.input())));
            case ShardyOp.ShardingGroup _ -> {}
            case ShardyOp.NamedComputation named ->
                rename(named.results(), inline(named.body(), named.operands(), manual, ops));
            case ShardyOp.ManualComputation computation -> write(computation, manual, ops);
            case ShardyOp.ShardyReturn _ -> throw RanvierException.invalid("only the last op of a region returns");
        }
    }

    private void rename(List<? extends Value> results, List<Value> values) {
        substitution.replaceAll(results, values);
    }

    /** Writes a region's ops in the place of the op that has it; returns the values that it hands on. */
    private List<Value> inline(Region region, List<Value> operands, Set<String> manual, List<Op> ops) {
        rename(region.arguments(), substitution.of(operands));
        write(region.ops().subList(0, region.ops().size() - 1), manual, ops);
        return substitution.of(region.results());
    }

    private void write(ShardyOp.ManualComputation op, Set<String> outer, List<Op> ops) {
        var shardings = new ArrayList<>(op.inShardings().shardings());
        shardings.addAll(op.outShardings().shardings());
        if (shardings.isEmpty()) {
            throw RanvierException.invalid("a manual computation without tensors names no mesh");
        }
        var mesh = meshes.mesh(shardings.getFirst().meshOrRef());
        var axes = new LinkedHashSet<>(op.manualAxes().axes());
        var rows = mesh.places(outer, Map.of()).stream()
                .map(place ->
                        mesh.places(axes, place).stream().map(mesh::device).toList())
                .toList();
        boolean isForEachDevice = outer.isEmpty()
                && axes.containsAll(mesh.axes().keySet())
                && mesh.idLimit() == mesh.deviceIds().size();
        var border = new Border(op, mesh.along(axes), rows.getFirst(), isForEachDevice);
        var body = body(op, outer, axes);
        bodies.add(body);
        var call = new GridCall(body.symName(), rows, mesh.idLimit());
        var operands = border.operands(ops);
        var results = border.results(body.body().results());
        ops.add(call.op(operands, results, op.info()));
        border.join(results, ops);
    }

    /** The body as a function of the tensors among its arguments. */
    private Func body(ShardyOp.ManualComputation op, Set<String> outer, Set<String> axes) {
        var manual = new LinkedHashSet<>(outer);
        manual.addAll(axes);
        var ops = new ArrayList<Op>();
        var arguments = new ArrayList<BlockArgument>();
        for (var argument : op.body().arguments()) {
            if (argument.type() instanceof TensorType) {
                arguments.add(argument);
            } else {
                substitution.replace(argument, token(ops, op.info()));
            }
        }
        write(op.body().ops().subList(0, op.body().ops().size() - 1), manual, ops);
        var results = op.body().results().stream()
                .filter(result -> result.type() instanceof TensorType)
                .map(result -> whole(result, ops, op.info()))
                .toList();
        ops.add(new ControlFlowOp.FuncReturn(results, op.info()));
        return function("grid." + bodies.size(), "private", new Region(arguments, ops), op.info());
    }

    private static Value token(List<Op> ops, OpInfo info) {
        var token = new OpResult(new Type.Token());
        ops.add(new ControlFlowOp.CreateToken(token, info));
        return token;
    }

    /** Between the global tensors around a manual computation and the parts of its processes. */
    private final class Border {
        private final ShardyOp.ManualComputation op;

        /** The manual axes alone, with places numbered in the order of the processes. */
        private final DeviceMesh places;

        /** The device of each process. */
        private final List<Integer> devices;

        /** Whether there is a process for each device, not one that stands for several. */
        private final boolean isForEachDevice;

        Border(ShardyOp.ManualComputation op, DeviceMesh places, List<Integer> devices, boolean isForEachDevice) {
            this.op = op;
            this.places = places;
            this.devices = devices;
            this.isForEachDevice = isForEachDevice;
        }

        List<Value> operands(List<Op> ops) {
            var operands = new ArrayList<Value>();
            for (int place = 0; place < devices.size(); place++) {
                for (int i = 0; i < op.tensors().size(); i++) {
                    if (op.tensors().get(i).type() instanceof TensorType) {
                        operands.add(operand(
                                op.tensors().get(i),
                                op.inShardings().shardings().get(i),
                                place,
                                ops));
                    }
                }
            }
            return operands;
        }

        private Value operand(Value value, TensorSharding sharding, int place, List<Op> ops) {
            int rank = value.tensorType().rank();
            var parts = parted.get(substitution.of(value));
            if (isForEachDevice
                    && parts != null
                    && parts.sharding().equals(ShardyShardings.of(sharding, rank, meshes))) {
                return parts.values().get(devices.get(place));
            }
            return Parts.part(
                    whole(value, ops, op.info()), ShardyShardings.of(sharding, rank, places), place, ops, op.info());
        }

        /** New values for each process. */
        List<OpResult> results(List<Value> types) {
            return IntStream.range(0, devices.size())
                    .boxed()
                    .flatMap(_ -> types.stream().map(result -> new OpResult(result.type())))
                    .toList();
        }

        /** Makes the computation's results of those of the processes. */
        void join(List<OpResult> all, List<Op> ops) {
            int tensors = all.size() / devices.size();
            int next = 0;
            for (int i = 0; i < op.results().size(); i++) {
                var result = op.results().get(i);
                if (!(result.type() instanceof TensorType type)) {
                    substitution.replace(result, token(ops, op.info()));
                    continue;
                }
                int index = next++;
                var byPlace = IntStream.range(0, devices.size())
                        .<Value>mapToObj(place -> all.get(place * tensors + index))
                        .toList();
                var sharding = op.outShardings().shardings().get(i);
                if (isForEachDevice) {
                    var byDevice = new ArrayList<>(byPlace);
                    for (int place = 0; place < byPlace.size(); place++) {
                        byDevice.set(devices.get(place), byPlace.get(place));
                    }
                    parted.put(result, new Parts(ShardyShardings.of(sharding, type.rank(), meshes), byDevice));
                } else {
                    var parts = new Parts(ShardyShardings.of(sharding, type.rank(), places), byPlace);
                    substitution.replace(result, parts.whole(ops, op.info()));
                }
            }
        }
    }
}
