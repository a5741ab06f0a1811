package dev.ranvier.torch.graph;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A value of a JSON document with the path to it, which errors name. */
public record JsonValue(JsonNode node, String path) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * Parses a document.
     *
     * @param place what errors call the document
     * @throws RanvierException if it is not JSON
     */
    public static JsonValue parse(MemorySegment document, String place) {
        try {
            return new JsonValue(MAPPER.readTree(document.toArray(ValueLayout.JAVA_BYTE)), place);
        } catch (JacksonException e) {
            throw new RanvierException(
                    Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, "not JSON: " + e.getOriginalMessage())
                            .at(place),
                    e);
        }
    }

    /** A member that must be there. */
    public JsonValue get(String name) {
        var member = find(name);
        if (member == null) {
            throw invalid("misses '" + name + "'");
        }
        return member;
    }

    /** A member, or null where it is absent or null. */
    public @Nullable JsonValue find(String name) {
        if (!node.isObject()) {
            throw expected("an object");
        }
        var member = node.get(name);
        return member == null || member.isNull() ? null : new JsonValue(member, path + "." + name);
    }

    /** The one member of a tagged union. */
    Map.Entry<String, JsonValue> variant() {
        var members = members().entrySet().stream()
                .filter(member -> !member.getValue().node().isNull())
                .toList();
        if (members.size() != 1) {
            throw invalid("has " + members.size() + " members where it must have one");
        }
        return members.getFirst();
    }

    /** The members of an object in their order. */
    public SequencedMap<String, JsonValue> members() {
        if (!node.isObject()) {
            throw expected("an object");
        }
        var members = new LinkedHashMap<String, JsonValue>();
        node.properties()
                .forEach(member ->
                        members.put(member.getKey(), new JsonValue(member.getValue(), path + "." + member.getKey())));
        return members;
    }

    /** The members of an object, each read. */
    <T> Map<String, T> map(Function<JsonValue, T> read) {
        var values = new LinkedHashMap<String, T>();
        members().forEach((name, member) -> values.put(name, read.apply(member)));
        return values;
    }

    /** The elements of a list, each read. */
    <T> List<T> list(Function<JsonValue, T> read) {
        if (!node.isArray()) {
            throw expected("a list");
        }
        var values = new ArrayList<T>(node.size());
        for (int i = 0; i < node.size(); i++) {
            values.add(read.apply(new JsonValue(node.get(i), path + "[" + i + "]")));
        }
        return values;
    }

    public String text() {
        if (!node.isString()) {
            throw expected("a string");
        }
        return node.stringValue();
    }

    public boolean truth() {
        if (!node.isBoolean()) {
            throw expected("true or false");
        }
        return node.booleanValue();
    }

    long integer() {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw expected("an integer of 64 bits");
        }
        return node.longValue();
    }

    /** A number; those that are not finite are strings. */
    double real() {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.isString() ? node.stringValue() : "") {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> throw expected("a number");
        };
    }

    RanvierException expected(String what) {
        var shown = node.isContainer() ? node.getNodeType().toString() : node.toString();
        return invalid("expected " + what + ", got " + shown);
    }

    /** An error about this value. */
    public RanvierException invalid(String message) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, message).at(path));
    }

    /** What {@code read} makes of this value; its errors get the path. */
    <T> T at(Function<JsonValue, T> read) {
        try {
            return read.apply(this);
        } catch (RanvierException e) {
            var first = e.diagnostics().getFirst();
            throw first.place().isEmpty() ? new RanvierException(first.at(path), e) : e;
        }
    }
}
