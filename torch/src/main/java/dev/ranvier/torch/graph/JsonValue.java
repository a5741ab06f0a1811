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

/** A value of a JSON document with the path to it, which errors name. */
public final class JsonValue {
    /** The longest array of bytes that every JVM makes. */
    private static final long LARGEST = Integer.MAX_VALUE - 8;

    private final Json value;
    private final @Nullable JsonValue parent;
    /** What follows the parent's path. */
    private final String step;

    private JsonValue(Json value, @Nullable JsonValue parent, String step) {
        this.value = value;
        this.parent = parent;
        this.step = step;
    }

    /**
     * Parses a document.
     *
     * @param place what errors call the document
     * @throws RanvierException if it is not JSON, has a member twice or a number that is not finite, or is too large
     */
    public static JsonValue parse(MemorySegment document, String place) {
        try {
            return new JsonValue(JsonReader.read(bytes(document, place)), null, place);
        } catch (JacksonException e) {
            throw new RanvierException(
                    Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, "not JSON: " + e.getOriginalMessage())
                            .at(place),
                    e);
        }
    }

    private static byte[] bytes(MemorySegment document, String place) {
        if (document.byteSize() > LARGEST) {
            throw new RanvierException(Diagnostic.of(
                            Diagnostic.Code.INVALID_ARGUMENT,
                            "JSON of " + document.byteSize() + " bytes; at most " + LARGEST + " are read")
                    .at(place));
        }
        return document.toArray(ValueLayout.JAVA_BYTE);
    }

    /** The path from the document's name to this value, such as {@code model.json.graph.nodes[3]}. */
    public String path() {
        return parent == null ? step : parent.path() + step;
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
        var member = object().get(name);
        return member == null || member instanceof Json.Null ? null : member(name, member);
    }

    private SequencedMap<String, Json> object() {
        if (value instanceof Json.Members members) {
            return members.values();
        }
        throw expected("an object");
    }

    private JsonValue member(String name, Json member) {
        return new JsonValue(member, this, "." + name);
    }

    /** The one member of a tagged union. */
    Map.Entry<String, JsonValue> variant() {
        var members = members();
        members.values().removeIf(member -> member.value instanceof Json.Null);
        if (members.size() != 1) {
            throw invalid("has " + members.size() + " members where it must have one");
        }
        return members.firstEntry();
    }

    /** The members of an object in their order. */
    public SequencedMap<String, JsonValue> members() {
        var members = new LinkedHashMap<String, JsonValue>();
        object().forEach((name, member) -> members.put(name, member(name, member)));
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
        if (!(value instanceof Json.Elements elements)) {
            throw expected("a list");
        }
        var values = new ArrayList<T>(elements.values().size());
        for (var element : elements.values()) {
            values.add(read.apply(new JsonValue(element, this, "[" + values.size() + "]")));
        }
        return values;
    }

    /** The strings of a list, or none where it is not a list of strings. */
    List<String> texts() {
        boolean areTexts = value instanceof Json.Elements elements
                && elements.values().stream().allMatch(Json.Text.class::isInstance);
        return areTexts ? list(JsonValue::text) : List.of();
    }

    public String text() {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw expected("a string");
    }

    public boolean truth() {
        if (value instanceof Json.Truth truth) {
            return truth.value();
        }
        throw expected("true or false");
    }

    long integer() {
        if (value instanceof Json.Whole whole) {
            return whole.value();
        }
        throw expected("an integer of 64 bits");
    }

    /** A number; those that are not finite are strings. */
    double real() {
        return switch (value) {
            case Json.Real real -> real.value();
            case Json.Whole whole -> whole.value();
            case Json.Text text -> special(text.value());
            case Json.Members _, Json.Elements _, Json.Truth _, Json.Null _ -> throw expected("a number");
        };
    }

    private double special(String name) {
        return switch (name) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> throw expected("a number");
        };
    }

    RanvierException expected(String what) {
        return invalid("expected " + what + ", got " + value);
    }

    /** An error about this value. */
    public RanvierException invalid(String message) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, message).at(path()));
    }

    /** What {@code read} makes of this value; its errors get the path. */
    <T> T at(Function<JsonValue, T> read) {
        try {
            return read.apply(this);
        } catch (RanvierException e) {
            var first = e.diagnostics().getFirst();
            throw first.place().isEmpty() ? new RanvierException(first.at(path()), e) : e;
        }
    }
}
