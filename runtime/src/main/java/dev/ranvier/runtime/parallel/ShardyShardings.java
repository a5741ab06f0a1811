package dev.ranvier.runtime.parallel;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.StablehloAttribute.AxisRef;
import dev.ranvier.stablehlo.StablehloAttribute.SubAxisInfo;
import java.util.ArrayList;
import java.util.List;

/** Shardy's shardings by axes as tiles over devices. */
public final class ShardyShardings {
    private ShardyShardings() {}

    /** Where a tensor of {@code rank} lies that is sharded so. */
    public static Sharding of(TensorSharding sharding, int rank, Meshes meshes) {
        var mesh = meshes.shardy(sharding.meshOrRef());
        if (mesh.axes().isEmpty() && !mesh.deviceIds().isEmpty()) {
            return new Sharding.Maximal(mesh.deviceIds().dimension(0));
        }
        return of(sharding, rank, DeviceMesh.of(mesh));
    }

    /** The same for devices of a mesh that has some of the axes: those that it has not do not count. */
    public static Sharding of(TensorSharding sharding, int rank, DeviceMesh devices) {
        var axes = new ArrayList<AxisRef>();
        var tiles = new long[rank];
        for (int d = 0; d < rank; d++) {
            boolean isSplit = d < sharding.dimensionShardings().size();
            tiles[d] = isSplit ? add(sharding.dimensionShardings().get(d).axes(), devices, axes) : 1;
        }
        long partials = add(sharding.unreducedAxes(), devices, axes);
        if (axes.isEmpty()) {
            return new Sharding.Replicated();
        }
        var groups = devices.groups(axes);
        return new Sharding.Tiled(
                Int64Array.of(tiles), partials, sharding.reductionOp(), groups.size(), tileMajor(groups));
    }

    /** Adds {@code references} to {@code axes}; returns the product of their sizes. */
    private static long add(List<ShardyAttribute.AxisRef> references, DeviceMesh devices, List<AxisRef> axes) {
        long size = 1;
        for (var axis : references) {
            if (!devices.axes().containsKey(axis.name())) {
                continue;
            }
            var part = axis.subAxisInfo();
            axes.add(new AxisRef(axis.name(), part == null ? null : new SubAxisInfo(part.preSize(), part.size())));
            size *= part == null ? devices.size(axis.name()) : part.size();
        }
        return size;
    }

    /** The devices by tile, those that share a tile side by side. */
    private static Int64Array tileMajor(List<List<Integer>> groups) {
        int tiles = groups.getFirst().size();
        var devices = new long[tiles * groups.size()];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = groups.get(i % groups.size()).get(i / groups.size());
        }
        return Int64Array.of(devices);
    }
}
