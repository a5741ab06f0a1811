package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ShardyAttribute.AxisRef;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.MeshAxis;
import dev.ranvier.stablehlo.ShardyAttribute.SubAxisInfo;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one sharding against its mesh and the type of the value it is of. Shardy's document "Sharding representation". */
final class TensorShardingCheck {
    private static final String LABEL = "sharding";

    private final TensorSharding sharding;
    private final Mesh mesh;
    private final Constraints constraints;
    private final Set<AxisRef> seen = new HashSet<>();

    private TensorShardingCheck(TensorSharding sharding, Mesh mesh, Constraints constraints) {
        this.sharding = sharding;
        this.mesh = mesh;
        this.constraints = constraints;
    }

    /**
     * Checks a sharding.
     *
     * @param type the type of the value, or null for an op without results
     */
    static void check(TensorSharding sharding, @Nullable Type type, Mesh mesh, Constraints constraints) {
        new TensorShardingCheck(sharding, mesh, constraints).check(type);
    }

    private void check(@Nullable Type type) {
        var tensor = tensor(type);
        if (isMaximal(mesh) || tensor == null) {
            constraints.require(
                    LABEL,
                    sharding.dimensionShardings().isEmpty()
                            && sharding.replicatedAxes().isEmpty()
                            && sharding.unreducedAxes().isEmpty(),
                    "a sharding on one device, or of what is no tensor, must be of rank 0 without axes, got %s for %s",
                    sharding,
                    type);
            return;
        }
        constraints.require(
                LABEL,
                sharding.dimensionShardings().size() == tensor.rank(),
                "a sharding must be of the rank of the tensor, got %d for %s",
                sharding.dimensionShardings().size(),
                tensor);
        checkDimensions();
        checkSorted("replicated", sharding.replicatedAxes());
        checkAxes(sharding.replicatedAxes());
        checkSorted("unreduced", sharding.unreducedAxes());
        checkAxes(sharding.unreducedAxes());
        mesh.axes().forEach(this::checkSubAxes);
    }

    /** A mesh of one device that is not device 0 of 1. */
    private static boolean isMaximal(Mesh mesh) {
        return mesh.axes().isEmpty() && mesh.deviceIds().size() == 1;
    }

    private @Nullable TensorType tensor(@Nullable Type type) {
        return switch (type) {
            case TensorType tensor -> tensor;
            case Type.Buffer(TensorType contents) -> contents;
            case Type.Tuple(List<Type> elements)
            when elements.size() == 1 -> elements.getFirst() instanceof TensorType tensor ? tensor : null;
            case Type.Tuple tuple ->
                throw constraints.violation(LABEL, "only a tuple of one element can have a sharding, got %s", tuple);
            case null, default -> null;
        };
    }

    private void checkDimensions() {
        for (var dimension : sharding.dimensionShardings()) {
            var priority = dimension.priority();
            constraints.require(
                    LABEL, priority == null || priority >= 0, "a priority must not be negative, got %s", dimension);
            constraints.require(
                    LABEL,
                    priority == null || !dimension.closed() || !dimension.axes().isEmpty(),
                    "a closed dimension without axes must have no priority, got %s",
                    dimension);
            checkAxes(dimension.axes());
        }
    }

    /** That axes are of the mesh, used once, and written as few as can be. */
    private void checkAxes(List<AxisRef> axes) {
        AxisRef previous = null;
        for (var axis : axes) {
            constraints.require(
                    LABEL, axisSize(mesh, axis.name()) > 0, "axis \"%s\" is not of the mesh %s", axis.name(), mesh);
            constraints.require(LABEL, seen.add(axis), "%s must be used once in %s", axis, sharding);
            constraints.require(
                    LABEL,
                    previous == null || !canMerge(previous, axis),
                    "%s and %s must be written as one",
                    previous,
                    axis);
            previous = axis;
        }
    }

    private static boolean canMerge(AxisRef first, AxisRef second) {
        var a = first.subAxisInfo();
        var b = second.subAxisInfo();
        return a != null && b != null && first.name().equals(second.name()) && a.preSize() * a.size() == b.preSize();
    }

    /** The size of the axis called so, or 0 if there is none. */
    private static long axisSize(Mesh mesh, String name) {
        for (var axis : mesh.axes()) {
            if (axis.name().equals(name)) {
                return axis.size();
            }
        }
        return 0;
    }

    /** The number of devices along an axis of {@code mesh} or part of one. */
    static long size(AxisRef axis, Mesh mesh) {
        return axis.subAxisInfo() == null
                ? axisSize(mesh, axis.name())
                : axis.subAxisInfo().size();
    }

    private void checkSorted(String name, List<AxisRef> axes) {
        var order = Comparator.<AxisRef>comparingInt(axis -> position(axis.name()))
                .thenComparingLong(axis ->
                        axis.subAxisInfo() == null ? 1 : axis.subAxisInfo().preSize())
                .thenComparingLong(axis -> axis.subAxisInfo() == null
                        ? Long.MAX_VALUE
                        : axis.subAxisInfo().size());
        for (int i = 1; i < axes.size(); i++) {
            constraints.require(
                    LABEL,
                    order.compare(axes.get(i - 1), axes.get(i)) <= 0,
                    "%s axes must be in the order of the mesh, got %s",
                    name,
                    axes);
        }
    }

    private int position(String axisName) {
        for (int i = 0; i < mesh.axes().size(); i++) {
            if (mesh.axes().get(i).name().equals(axisName)) {
                return i;
            }
        }
        return mesh.axes().size();
    }

    /** That parts of an axis are proper ones and do not overlap. */
    private void checkSubAxes(MeshAxis axis) {
        var parts = new ArrayList<SubAxisInfo>();
        for (var reference : seen) {
            var part = reference.subAxisInfo();
            if (part != null && reference.name().equals(axis.name())) {
                parts.add(part);
            }
        }
        constraints.require(
                LABEL,
                parts.isEmpty() || !seen.contains(new AxisRef(axis.name(), null)),
                "axis \"%s\" must not be used both whole and in part",
                axis.name());
        parts.sort(Comparator.comparingLong(SubAxisInfo::preSize));
        long end = 1;
        for (var part : parts) {
            constraints.require(
                    LABEL,
                    part.preSize() >= 1
                            && 1 < part.size()
                            && part.size() < axis.size()
                            && part.preSize() <= axis.size() / part.size()
                            && axis.size() % (part.preSize() * part.size()) == 0,
                    "%s must be a proper part of axis \"%s\" of size %d",
                    part,
                    axis.name(),
                    axis.size());
            constraints.require(
                    LABEL, end <= part.preSize(), "parts of axis \"%s\" must not overlap: %s", axis.name(), parts);
            end = part.preSize() * part.size();
        }
    }
}
