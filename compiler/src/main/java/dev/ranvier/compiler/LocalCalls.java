package dev.ranvier.compiler;

import dev.ranvier.runtime.parallel.Meshes;
import dev.ranvier.runtime.parallel.ShardyShardings;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyAttribute.DimensionSharding;
import dev.ranvier.stablehlo.ShardyAttribute.ManualAxes;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.MeshAxis;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyAttribute.TensorShardingPerValue;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.sharding.ShardingPropagation;
import dev.ranvier.stablehlo.sharding.ShardingPropagation.CallOperands;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Callbacks that are to see what each device has ({@code jax.debug.callback(..., partitioned=True)}): outside of manual
 * computations, each becomes one, on operands that lie as the propagation of shardings says.
 */
final class LocalCalls {
    private static final String TARGET = "xla_ffi_partitioned_python_cpu_callback";

    private final Meshes meshes;
    private final IdentityHashMap<Op, CallOperands> calls = new IdentityHashMap<>();

    private LocalCalls(Module module) {
        this.meshes = Meshes.of(module);
        ShardingPropagation.ofCalls(module, TARGET).forEach(call -> calls.put(call.call(), call));
    }

    /** The module so written. */
    static Module run(Module module, int partitions) {
        if (partitions == 1) {
            return module;
        }
        var pass = new LocalCalls(module);
        return pass.calls.isEmpty()
                ? module
                : new Module(module.symName(), module.symVisibility(), pass.region(module.body()), module.info());
    }

    private Region region(Region region) {
        var ops = new ArrayList<Op>();
        for (var op : region.ops()) {
            var call = calls.get(op);
            ops.add(
                    call == null
                            ? Substitution.with(op, op.operands(), Substitution.regions(op, this::region))
                            : local(call).orElse(op));
        }
        return new Region(region.arguments(), ops);
    }

    /** The call of each device, if it is known where operands lie; a callback's results are tokens. */
    private Optional<Op> local(CallOperands operands) {
        var call = operands.call();
        var meshOfCall = operands.operands().stream()
                .flatMap(Optional::stream)
                .map(TensorSharding::meshOrRef)
                .findFirst();
        boolean isPossible = operands.manualAxes().isEmpty()
                && call.results().stream().noneMatch(result -> result.type() instanceof TensorType);
        if (!isPossible || !(meshOfCall.orElse(null) instanceof Mesh mesh)) {
            return Optional.empty();
        }
        var shardings = new ArrayList<TensorSharding>();
        var arguments = new ArrayList<BlockArgument>();
        for (int i = 0; i < call.inputs().size(); i++) {
            var input = call.inputs().get(i);
            var sharding = operands.operands().get(i).orElseGet(() -> replicated(mesh, input));
            if (!sharding.meshOrRef().equals(mesh)) {
                return Optional.empty();
            }
            shardings.add(sharding);
            arguments.add(new BlockArgument(partType(input, sharding), call.location()));
        }
        var results = call.results().stream()
                .map(result -> new OpResult(result.type()))
                .toList();
        var body = List.of(
                call.schema().with(call, List.copyOf(arguments), List.of(), results),
                new ShardyOp.ShardyReturn(List.copyOf(results), OpInfo.at(call.location())));
        return Optional.of(new ShardyOp.ManualComputation(
                call.inputs(),
                new TensorShardingPerValue(shardings),
                new TensorShardingPerValue(
                        results.stream().map(result -> replicated(mesh, result)).toList()),
                new ManualAxes(mesh.axes().stream().map(MeshAxis::name).toList()),
                new Region(arguments, body),
                call.results(),
                OpInfo.at(call.location())));
    }

    private Type partType(Value value, TensorSharding sharding) {
        return value.type() instanceof TensorType type
                ? ShardyShardings.of(sharding, type.rank(), meshes).partType(type)
                : value.type();
    }

    private static TensorSharding replicated(Mesh mesh, Value value) {
        int rank = value.type() instanceof TensorType type ? type.rank() : 0;
        return new TensorSharding(
                mesh,
                Collections.nCopies(rank, new DimensionSharding(List.of(), true, null)),
                List.of(),
                List.of(),
                ReductionOp.SUM);
    }
}
