package dev.ranvier.reference;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.StablehloAttribute.AxisRef;
import dev.ranvier.stablehlo.StablehloAttribute.SubAxisInfo;
import dev.ranvier.stablehlo.SymbolRef;
import java.util.ArrayList;
import java.util.List;

/** Shardy's shardings by axes as tiles over devices. */
final class ShardyShardings {
    private ShardyShardings() {}

    static Sharding of(TensorSharding sharding, int rank, Program program) {
        var mesh = mesh(sharding, program);
        if (mesh.axes().isEmpty() && !mesh.deviceIds().isEmpty()) {
            return new Sharding.Maximal(mesh.deviceIds().dimension(0));
        }
        var device = DeviceMesh.of(mesh);
        var tiles = new long[rank + 1];
        var axes = new ArrayList<AxisRef>();
        for (int d = 0; d < rank; d++) {
            tiles[d] = 1;
            if (d < sharding.dimensionShardings().size()) {
                for (var axis : sharding.dimensionShardings().get(d).axes()) {
                    var part = axis.subAxisInfo();
                    axes.add(new AxisRef(
                            axis.name(), part == null ? null : new SubAxisInfo(part.preSize(), part.size())));
                    tiles[d] *= part == null ? device.size(axis.name()) : part.size();
                }
            }
        }
        if (axes.isEmpty()) {
            return new Sharding.Replicated();
        }
        var groups = device.groups(axes);
        tiles[rank] = groups.size();
        return new Sharding.Tiled(Int64Array.of(tiles), tileMajor(groups), true);
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

    private static ShardyAttribute.Mesh mesh(TensorSharding sharding, Program program) {
        return switch (sharding.meshOrRef()) {
            case ShardyAttribute.Mesh inline -> inline;
            case SymbolRef name -> program.mesh(name.root()).mesh();
            default -> throw RanvierException.invalid("a mesh cannot be " + sharding.meshOrRef());
        };
    }
}
