package dev.ranvier.torch.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a document into a tree. Stricter than JSON where programs could be read in two ways: an object has no name twice,
 * and no number is beyond the finite ones.
 */
final class JsonReader {
    /** What calls itself for each level stays within any thread's stack. Exported programs have about 20 levels. */
    private static final int DEEPEST = 500;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    private static final Json NULL = new Json.Null();

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The one value of a document.
     *
     * @param document in UTF-8
     * @throws JacksonException if it is not JSON, nested too deep, or too large in a name, a string or a number
     */
    static Json read(byte[] document) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            var reader = new JsonReader(parser);
            var value = reader.value(reader.next());
            if (parser.nextToken() != null) {
                throw reader.refused("more follows after the end");
            }
            return value;
        }
    }

    private JsonToken next() {
        var token = parser.nextToken();
        if (token == null) {
            throw refused("it is empty");
        }
        return token;
    }

    private Json value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> elements();
            case VALUE_STRING -> new Json.Text(parser.getString());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> real();
            case VALUE_TRUE -> new Json.Truth(true);
            case VALUE_FALSE -> new Json.Truth(false);
            case VALUE_NULL -> NULL;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("the parser of a document gives no " + token + " here");
        };
    }

    private Json members() {
        var members = new LinkedHashMap<String, Json>();
        while (next() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            if (members.put(name, value(next())) != null) {
                throw refused("'" + name + "' is a member twice");
            }
        }
        return new Json.Members(members);
    }

    private Json elements() {
        var elements = new ArrayList<Json>();
        for (var token = next(); token != JsonToken.END_ARRAY; token = next()) {
            elements.add(value(token));
        }
        return new Json.Elements(elements);
    }

    private Json whole() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> new Json.Whole(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> real();
        };
    }

    private Json real() {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw refused("a number is too large for 64 bits");
        }
        return new Json.Real(value);
    }

    private StreamReadException refused(String message) {
        return new StreamReadException(parser, message);
    }
}
