package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An op that is being parsed: what is known of it so far. */
final class OpDraft {
    /** A use of a value, and where it stands. */
    record Operand(Value value, int offset) {}

    private final OpSchema schema;
    private final int offset;
    private final List<Operand> operands = new ArrayList<>(0);
    private Dictionary attributes = Dictionary.EMPTY;
    private final List<Region> regions = new ArrayList<>(0);
    private final List<Type> resultTypes = new ArrayList<>(0);
    private Location location;
    private @Nullable OpField lastGroup;
    private int lastGroupStart;

    OpDraft(OpSchema schema, int offset, Location location) {
        this.schema = schema;
        this.offset = offset;
        this.location = location;
    }

    OpSchema schema() {
        return schema;
    }

    /** Where the name of the op stands. */
    int offset() {
        return offset;
    }

    List<Operand> operands() {
        return operands;
    }

    /** What the operands use. */
    List<Value> values() {
        return switch (operands.size()) {
            case 0 -> List.of();
            case 1 -> List.of(operands.getFirst().value());
            case 2 -> List.of(operands.getFirst().value(), operands.getLast().value());
            default -> operands.stream().map(Operand::value).toList();
        };
    }

    List<Region> regions() {
        return regions;
    }

    List<Type> resultTypes() {
        return resultTypes;
    }

    Location location() {
        return location;
    }

    void setLocation(Location newLocation) {
        location = newLocation;
    }

    void put(String name, Attribute attribute) {
        attributes = attributes.with(name, attribute);
    }

    void putAll(Dictionary dictionary) {
        if (attributes.isEmpty()) {
            attributes = dictionary;
        } else if (!dictionary.isEmpty()) {
            var entries = new TreeMap<>(attributes.entries());
            entries.putAll(dictionary.entries());
            attributes = Dictionary.of(entries);
        }
    }

    Dictionary attributes() {
        return attributes;
    }

    /** Adds an operand to the group that {@code field} holds. */
    void add(OpField field, Operand operand) {
        if (field != lastGroup) {
            lastGroup = field;
            lastGroupStart = operands.size();
        }
        operands.add(operand);
    }

    /** How many operands were added to the last of the op's groups. */
    int lastGroupSize() {
        var last = schema.fields(OpField.Kind.OPERAND).getLast();
        return last == lastGroup ? operands.size() - lastGroupStart : 0;
    }

    /** The operand that a field of one operand holds. */
    Operand operand(OpField field) {
        return operands.get(schema.fields(OpField.Kind.OPERAND).indexOf(field));
    }
}
