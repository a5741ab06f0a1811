package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The collectives of a program for one device: what its partitioning costs. */
public final class CollectiveTable {
    /**
     * All collectives of one kind.
     *
     * @param op its name
     * @param count how many stand in the program; in a loop each counts once
     * @param bytes of what one device brings to all of them
     */
    public record Row(String op, int count, long bytes) {}

    private final Map<String, Row> rows = new TreeMap<>();

    private CollectiveTable() {}

    /** The rows of a program, by name; none if it has no collectives. */
    public static List<Row> of(Module module) {
        var table = new CollectiveTable();
        module.functions().forEach(function -> table.add(function.body()));
        return new ArrayList<>(table.rows.values());
    }

    private void add(Region region) {
        for (var op : region.ops()) {
            if (op instanceof CollectiveOp collective && !collective.operands().isEmpty()) {
                rows.merge(
                        op.opName(),
                        new Row(op.opName(), 1, bytes(collective)),
                        (a, b) -> new Row(a.op(), a.count() + b.count(), a.bytes() + b.bytes()));
            }
            op.regions().forEach(this::add);
        }
    }

    private static long bytes(CollectiveOp op) {
        return op.operands().stream()
                .mapToLong(operand -> operand.type() instanceof TensorType type && type.isStatic()
                        ? type.elementCount() * type.elementType().byteWidth()
                        : 0)
                .sum();
    }
}
