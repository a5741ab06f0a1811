package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyAttribute.AxisRef;
import dev.ranvier.stablehlo.ShardyAttribute.DimensionSharding;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.MeshAxis;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.sharding.HloSharding.Digit;
import dev.ranvier.stablehlo.sharding.HloSharding.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A mesh of which all of XLA's shardings of a program are made: its axes are the common digits of the device numbers. */
final class HloMesh {
    private final Mesh mesh;

    /** How many devices an axis has to its right, in the order of the axes. */
    private final List<Long> strides = new ArrayList<>();

    HloMesh(Collection<HloSharding> shardings, long devices) {
        var bounds = new TreeSet<>(Set.of(1L));
        for (var sharding : shardings) {
            if (sharding.kind() == Kind.TILED) {
                if (sharding.devices().size() != devices) {
                    throw RanvierException.invalid(
                            "a sharding over " + sharding.devices().size() + " devices in a program for " + devices);
                }
                for (var digits : sharding.digits()) {
                    for (var digit : digits) {
                        bounds.add(digit.stride());
                        bounds.add(digit.stride() * digit.size());
                    }
                }
            }
        }
        bounds.add(devices);
        var axes = new ArrayList<MeshAxis>();
        long above = devices;
        for (long bound : bounds.headSet(devices, false).descendingSet()) {
            if (above % bound != 0) {
                throw RanvierException.unimplemented("shardings over devices in groups of " + bound + " and " + above);
            }
            axes.add(new MeshAxis("devices" + axes.size(), above / bound));
            strides.add(bound);
            above = bound;
        }
        this.mesh = new Mesh(axes, Int64Array.of());
    }

    List<String> axes() {
        return mesh.axes().stream().map(MeshAxis::name).toList();
    }

    /** The axes along which a value with {@code sharding} is one device's. */
    List<String> manualAxes(HloSharding sharding) {
        if (sharding.kind() == Kind.MANUAL) {
            return axes();
        }
        return references(sharding, Kind.MANUAL).stream().map(AxisRef::name).toList();
    }

    /** The same sharding of a tensor of {@code rank}, apart from manual axes; {@code open} are dimensions left open. */
    TensorSharding sharding(HloSharding sharding, int rank, Set<Integer> open) {
        if (sharding.kind() == Kind.MAXIMAL) {
            return new TensorSharding(
                    new Mesh(List.of(), Int64Array.of(sharding.devices())),
                    List.of(),
                    List.of(),
                    List.of(),
                    ReductionOp.SUM);
        }
        var digits = sharding.digits();
        var dimensions = IntStream.range(0, rank)
                .mapToObj(d -> new DimensionSharding(
                        d < sharding.dimensions().size() ? references(digits.get(d)) : List.of(),
                        !open.contains(d),
                        null))
                .toList();
        var unreduced = sharding.kind() == Kind.UNREDUCED
                ? axes().stream().map(axis -> new AxisRef(axis, null)).toList()
                : references(sharding, Kind.UNREDUCED);
        return new TensorSharding(mesh, dimensions, List.of(), unreduced, ReductionOp.SUM);
    }

    private List<AxisRef> references(HloSharding sharding, Kind group) {
        var references = new ArrayList<AxisRef>();
        var digits = sharding.digits();
        for (int i = 0; i < sharding.groups().size(); i++) {
            if (sharding.groups().get(i) == group) {
                references.addAll(references(digits.get(sharding.dimensions().size() + i)));
            }
        }
        return references;
    }

    private List<AxisRef> references(List<Digit> digits) {
        var references = new ArrayList<AxisRef>();
        for (var digit : digits) {
            for (int i = 0; i < strides.size(); i++) {
                if (strides.get(i) >= digit.stride() && strides.get(i) < digit.stride() * digit.size()) {
                    references.add(new AxisRef(mesh.axes().get(i).name(), null));
                }
            }
        }
        return references;
    }
}
