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

/** An op that is being parsed: what is known of it so far. */
final class OpDraft {
    /** A use of a value, and where it stands. */
    record Operand(Value value, int offset) {}

    private final OpSchema schema;
    private final int offset;
    private final List<Operand> operands = new ArrayList<>(4);
    private final TreeMap<String, Attribute> attributes = new TreeMap<>();
    private final int[] counts;
    private final List<Region> regions = new ArrayList<>(1);
    private final List<Type> resultTypes = new ArrayList<>(1);
    private Location location;

    OpDraft(OpSchema schema, int offset, Location location) {
        this.schema = schema;
        this.counts = new int[schema.fields().size()];
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
        attributes.put(name, attribute);
    }

    void putAll(Dictionary dictionary) {
        attributes.putAll(dictionary.entries());
    }

    Dictionary attributes() {
        return Dictionary.of(attributes);
    }

    /** Adds an operand to the group that {@code field} holds. */
    void add(OpField field, Operand operand) {
        operands.add(operand);
        counts[schema.fields().indexOf(field)]++;
    }

    /** How many operands were added to {@code field}. */
    int count(OpField field) {
        return counts[schema.fields().indexOf(field)];
    }

    /** The operand that a field of one operand holds. */
    Operand operand(OpField field) {
        return operands.get(schema.fields(OpField.Kind.OPERAND).indexOf(field));
    }
}
