package dev.ranvier.compiler.partition;

import dev.ranvier.runtime.parallel.DeviceMesh;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.AxisRef;
import dev.ranvier.stablehlo.StablehloAttribute.SubAxisInfo;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.sharding.Axis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The devices of a mesh by their places along axes. */
record DeviceGroups(DeviceMesh mesh) {
    /** The devices that differ along {@code axes} alone, in row-major order of these. */
    List<List<Integer>> groups(List<Axis> axes) {
        return mesh.groups(axes.stream()
                .map(axis -> new AxisRef(
                        axis.name(),
                        axis.size() == mesh.size(axis.name()) ? null : new SubAxisInfo(axis.before(), axis.size())))
                .toList());
    }

    /** The groups as collectives name them. */
    DenseElements matrix(List<Axis> axes) {
        return rows(groups(axes));
    }

    /** Numbers as collectives name them, one list a row. */
    static DenseElements rows(List<List<Integer>> rows) {
        var numbers = rows.stream()
                .flatMap(List::stream)
                .mapToLong(Integer::longValue)
                .toArray();
        return DenseElements.ofBits(
                TensorType.of(ScalarType.I64, rows.size(), rows.getFirst().size()), numbers);
    }

    /** The place of each device along {@code axes}. */
    long[] places(List<Axis> axes) {
        var places = new long[mesh.idLimit()];
        for (var group : groups(axes)) {
            for (int place = 0; place < group.size(); place++) {
                places[group.get(place)] = place;
            }
        }
        return places;
    }

    /** For each device one that has the part that it is to have, none named twice; itself where it has it. */
    List<List<Integer>> senders(Layout before, Layout after) {
        var had = places(before.dimensions().stream().flatMap(List::stream).toList());
        var wanted = places(after.dimensions().stream().flatMap(List::stream).toList());
        var pairs = new ArrayList<List<Integer>>();
        var free = new LinkedHashSet<Integer>();
        for (int device = 0; device < had.length; device++) {
            if (had[device] == wanted[device]) {
                pairs.add(List.of(device, device));
            } else {
                free.add(device);
            }
        }
        for (int target : List.copyOf(free)) {
            int source = free.stream()
                    .filter(device -> had[device] == wanted[target])
                    .findFirst()
                    .orElseThrow();
            free.remove(source);
            pairs.add(List.of(source, target));
        }
        return pairs;
    }
}
