package dev.ranvier.compiler.partition;

import dev.ranvier.runtime.parallel.DeviceMesh;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.sharding.AxisSharding;
import dev.ranvier.stablehlo.sharding.ShardingPropagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a program over global tensors, whose arguments and results are sharded, as the program of one device, which
 * all devices run at once: its arguments and results are parts. How values lie follows from the propagation of
 * shardings; {@link Partitioner} says what of each op a device computes.
 */
public final class Partition {
    private static final String MARK = "ranvier.per_device";

    private Partition() {}

    /** Whether a module has been written so. */
    public static boolean isPerDevice(Module module) {
        return module.info().discardable().get(MARK) != null;
    }

    /**
     * The program of one device; the module itself if it has only one, nothing is sharded, or it has ops that are to run
     * once for all devices, such as calls of the host.
     *
     * @param module without calls
     * @param entry how the entry function's arguments and results lie on the devices
     * @param partitions how many devices there are
     */
    public static Module run(Module module, EntryFunction entry, int partitions) {
        if (partitions == 1 || !Parting.isPossible(module.entry().body())) {
            return module;
        }
        var values = ShardingPropagation.ofValues(module);
        var mesh = mesh(values, entry, partitions);
        if (mesh == null) {
            return module;
        }
        var function = module.entry();
        var partitioner = new Partitioner(new DeviceGroups(DeviceMesh.of(mesh)), values, function.body());
        var arguments =
                layouts(entry.shardingsByAxes().arguments(), function.body().arguments(), mesh);
        var results = layouts(entry.shardingsByAxes().results(), function.body().results(), mesh);
        var body = partitioner.function(function.body(), arguments, results);
        var ops = new ArrayList<Op>();
        for (var op : module.body().ops()) {
            ops.add(op instanceof Func ? function(function, body) : op);
        }
        var info = new OpInfo(
                module.info().location(), module.info().discardable().with(MARK, new BuiltinAttribute.Unit()));
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), info);
    }

    /** The mesh of all shardings, which has all devices; null if there are others, or nothing is split. */
    private static @Nullable Mesh mesh(ShardingPropagation.Values values, EntryFunction entry, int partitions) {
        var meshes = new ArrayList<Mesh>();
        values.shardings().values().stream().map(AxisSharding::mesh).forEach(meshes::add);
        for (var shardings : List.of(
                entry.shardingsByAxes().arguments(), entry.shardingsByAxes().results())) {
            for (var sharding : shardings) {
                if (sharding.isPresent()) {
                    if (!(sharding.get().meshOrRef() instanceof Mesh mesh)) {
                        return null;
                    }
                    meshes.add(mesh);
                }
            }
        }
        meshes.removeIf(mesh -> mesh.axes().isEmpty() && mesh.deviceIds().isEmpty());
        boolean isAnySplit = values.shardings().values().stream()
                .anyMatch(sharding -> !sharding.unreduced().isEmpty()
                        || sharding.dimensions().stream()
                                .anyMatch(dimension -> !dimension.axes().isEmpty()));
        if (!isAnySplit || meshes.isEmpty() || meshes.stream().distinct().count() > 1) {
            return null;
        }
        var devices = DeviceMesh.of(meshes.getFirst());
        boolean isOfAll = devices.deviceIds().size() == partitions && devices.idLimit() == partitions;
        return isOfAll ? meshes.getFirst() : null;
    }

    private static List<Layout> layouts(
            List<Optional<TensorSharding>> shardings, List<? extends Value> values, Mesh mesh) {
        var layouts = new ArrayList<Layout>();
        for (int i = 0; i < values.size(); i++) {
            var type = values.get(i).tensorType();
            layouts.add(Layout.of(
                    shardings
                            .get(i)
                            .filter(sharding -> sharding.meshOrRef().equals(mesh))
                            .map(sharding -> AxisSharding.of(sharding, mesh))
                            .orElse(null),
                    type));
        }
        return layouts;
    }

    private static Func function(Func function, Region body) {
        var type = new Type.FunctionType(
                body.arguments().stream().map(BlockArgument::type).toList(),
                body.results().stream().map(Value::type).toList());
        return new Func(
                function.symName(),
                new BuiltinAttribute.TypeOf(type),
                function.symVisibility(),
                null,
                null,
                null,
                body,
                function.info());
    }
}
