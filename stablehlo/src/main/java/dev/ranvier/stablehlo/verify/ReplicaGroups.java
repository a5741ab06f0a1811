package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.AxisRef;
import dev.ranvier.stablehlo.StablehloAttribute.Mesh;
import dev.ranvier.stablehlo.StablehloAttribute.ReplicaGroupMeshAxes;
import dev.ranvier.stablehlo.SymbolRef;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The groups of processes that take part in a collective: a table of ids with a row for each group, or axes of a mesh.
 * Specification, section "Grouping of processes".
 *
 * @param kind label: what attribute it is
 * @param unique label: no process is in two groups
 * @param complete label: the ids are 0, 1, 2, ...
 * @param size label: the size of each group
 */
record ReplicaGroups(String kind, String unique, String complete, String size) {

    /** That groups of equal size name each process once. */
    void checkEqual(Attribute groups, @Nullable Long expectedSize, Constraints constraints) {
        var table = table(groups, constraints);
        if (table == null) {
            return;
        }
        checkIds(table, false, constraints);
        constraints.require(
                size,
                expectedSize == null
                        || (table.type().size(0) > 0 && table.type().size(1) == expectedSize),
                "each replica group must have %d ids, got %s",
                expectedSize,
                table.type());
    }

    /** That groups, filled up with -1 where they are smaller, name each process once. */
    void checkPadded(Attribute groups, Constraints constraints) {
        var table = table(groups, constraints);
        if (table != null) {
            checkIds(table, true, constraints);
        }
    }

    /** That groups name some processes, each once. */
    void checkPartial(Attribute groups, Constraints constraints) {
        var table = table(groups, constraints);
        if (table == null) {
            return;
        }
        long[] ids = ids(table, constraints);
        for (long id : ids) {
            constraints.require(complete, id >= 0, "replica ids must not be negative, got %d", id);
        }
        constraints.require(
                unique,
                Arrays.stream(ids).distinct().count() == ids.length,
                "replica ids must not repeat, got %s",
                Arrays.toString(ids));
    }

    /** That groups by global device ids are not empty. */
    void checkNotEmpty(Attribute groups, Constraints constraints) {
        var table = table(groups, constraints);
        constraints.require(
                kind,
                table == null || (table.type().size(0) > 0 && table.type().size(1) > 0),
                "replica groups must not be empty where use_global_device_ids is set");
    }

    /** The table of ids, or null where axes of a mesh are given. */
    private @Nullable DenseElements table(Attribute groups, Constraints constraints) {
        if (groups instanceof ReplicaGroupMeshAxes axes) {
            checkAxes(axes, constraints);
            return null;
        }
        if (groups instanceof DenseElements table
                && table.type().elementType() == ScalarType.I64
                && table.type().rank() == 2) {
            return table;
        }
        throw constraints.violation(
                kind, "replica groups must be of type tensor<?x?xi64> or mesh axes, got %s", groups);
    }

    private void checkAxes(ReplicaGroupMeshAxes groups, Constraints constraints) {
        constraints.require(
                kind,
                groups.mesh() instanceof Mesh
                        || (groups.mesh() instanceof SymbolRef symbol
                                && symbol.nested().isEmpty()),
                "the mesh of replica groups must be a mesh or its name, got %s",
                groups.mesh());
        if (!(groups.mesh() instanceof Mesh mesh)) {
            return;
        }
        for (var axis : groups.axes().elements()) {
            constraints.require(
                    kind,
                    axis instanceof AxisRef reference
                            && mesh.axes().stream()
                                    .anyMatch(known -> known.name().equals(reference.name())),
                    "axes of replica groups must be of the mesh, got %s in %s",
                    axis,
                    mesh);
        }
    }

    private void checkIds(DenseElements table, boolean padded, Constraints constraints) {
        if (table.isSplat() && padded && table.getLong(0) == -1) {
            return;
        }
        long[] ids = ids(table, constraints);
        var seen = new boolean[ids.length];
        int count = 0;
        for (long id : ids) {
            if (padded && id == -1) {
                continue;
            }
            constraints.require(
                    complete,
                    0 <= id && id < ids.length,
                    "replica ids must be 0, 1, 2, ..., got %d of %d",
                    id,
                    ids.length);
            constraints.require(unique, !seen[(int) id], "replica ids must not repeat, got %d twice", id);
            seen[(int) id] = true;
            count++;
        }
        for (int id = 0; id < count; id++) {
            constraints.require(complete, seen[id], "replica ids must be 0, 1, 2, ..., got no %d", id);
        }
    }

    private long[] ids(DenseElements table, Constraints constraints) {
        long rows = table.type().size(0);
        long columns = table.type().size(1);
        constraints.require(
                unique,
                !table.isSplat() || rows == 0 || columns == 0 || (rows == 1 && columns == 1),
                "replica ids must not repeat, got %s",
                table);
        return table.toLongs();
    }
}
