package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyAttribute.AxisRef;
import dev.ranvier.stablehlo.ShardyAttribute.DimensionSharding;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.MeshAxis;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.SubAxisInfo;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link TensorSharding} with its mesh and the sizes of its axes. Axes of one device are left out: they split nothing.
 *
 * @param dimensions one a dimension of the tensor
 * @param replicated axes that must not split the tensor further
 */
public record AxisSharding(
        Mesh mesh, List<Dimension> dimensions, List<Axis> replicated, List<Axis> unreduced, ReductionOp reduction) {
    public AxisSharding {
        dimensions = List.copyOf(dimensions);
        replicated = List.copyOf(replicated);
        unreduced = List.copyOf(unreduced);
    }

    /**
     * How a dimension is split.
     *
     * @param axes major to minor
     * @param closed whether further axes must not split it
     */
    public record Dimension(List<Axis> axes, boolean closed) {
        public Dimension {
            axes = List.copyOf(axes);
        }
    }

    public static AxisSharding of(TensorSharding sharding, Mesh mesh) {
        var dimensions = sharding.dimensionShardings().stream()
                .map(dimension -> new Dimension(axes(dimension.axes(), mesh), dimension.closed()))
                .toList();
        return new AxisSharding(
                mesh,
                dimensions,
                axes(sharding.replicatedAxes(), mesh),
                axes(sharding.unreducedAxes(), mesh),
                sharding.reductionOp());
    }

    private static List<Axis> axes(List<AxisRef> references, Mesh mesh) {
        var axes = new ArrayList<Axis>();
        for (var reference : references) {
            var part = reference.subAxisInfo();
            var axis = part == null
                    ? new Axis(reference.name(), 1, size(mesh, reference.name()))
                    : new Axis(reference.name(), part.preSize(), part.size());
            if (axis.size() > 1) {
                axes.add(axis);
            }
        }
        return axes;
    }

    static long size(Mesh mesh, String name) {
        return mesh.axes().stream()
                .filter(axis -> axis.name().equals(name))
                .mapToLong(MeshAxis::size)
                .findFirst()
                .orElseThrow(() -> RanvierException.invalid("the mesh " + mesh + " has no axis '" + name + "'"));
    }

    /** The same with the mesh in place. */
    TensorSharding toAttribute() {
        var each = dimensions.stream()
                .map(dimension -> new DimensionSharding(references(dimension.axes()), dimension.closed(), null))
                .toList();
        return new TensorSharding(mesh, each, references(replicated), references(unreduced), reduction);
    }

    private List<AxisRef> references(List<Axis> axes) {
        return axes.stream()
                .map(axis -> new AxisRef(
                        axis.name(),
                        axis.size() == size(mesh, axis.name()) ? null : new SubAxisInfo(axis.before(), axis.size())))
                .toList();
    }

    AxisSharding withDimensions(List<Dimension> others) {
        return new AxisSharding(mesh, others, replicated, unreduced, reduction);
    }

    /** The same, but that those of the axes {@code names} that do not split it must not. */
    AxisSharding withReplicated(List<String> names) {
        var used = new ArrayList<>(replicated);
        used.addAll(unreduced);
        dimensions.forEach(dimension -> used.addAll(dimension.axes()));
        var more = new ArrayList<>(replicated);
        for (var name : names) {
            var axis = new Axis(name, 1, size(mesh, name));
            if (axis.size() > 1 && used.stream().noneMatch(axis::overlaps)) {
                more.add(axis);
            }
        }
        return new AxisSharding(mesh, dimensions, more, unreduced, reduction);
    }

    boolean isClosed() {
        return dimensions.stream().allMatch(Dimension::closed);
    }

    /** Whether it says nothing: no dimension split or closed, no axes kept back. */
    boolean isEmpty() {
        return dimensions.stream().allMatch(dimension -> dimension.axes().isEmpty())
                && replicated.isEmpty()
                && unreduced.isEmpty();
    }
}
