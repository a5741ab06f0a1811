package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.text.Cursor.Extent;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names that a text gives to attributes, types and locations ({@code #name = ...}, {@code !name = ...}).
 *
 * <p>Locations may be named at the end and used before, so a definition is parsed when its name is first met.
 */
final class Aliases {
    /** A chain of aliases that each name the one before twice doubles at every step: larger values are refused. */
    private static final int PARTS_LIMIT = 100_000;

    private static final class Definition {
        private final int offset;
        private int end;
        private boolean open;
        private @Nullable Object value;
        private Extent extent = new Extent(0, 0);

        Definition(int offset) {
            this.offset = offset;
        }
    }

    private final Cursor cursor;
    private final Map<String, Definition> definitions = new HashMap<>();

    Aliases(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Notes that {@code name}, with its sigil, is defined by what stands at {@code offset}. */
    void define(String name, int offset) {
        if (definitions.put(name, new Definition(offset)) != null) {
            throw cursor.error("'" + name + "' is defined twice");
        }
    }

    /** Whether the current token is a defined name. */
    boolean isHere() {
        return (cursor.at(Kind.ATTRIBUTE) || cursor.at(Kind.TYPE)) && definitions.containsKey(cursor.spelling());
    }

    /**
     * Passes the name that is here, which {@link #isHere is defined}.
     *
     * @param type what it must stand for
     * @param parser parses the value where it is defined
     */
    <T> T resolve(Class<T> type, Supplier<?> parser) {
        int use = cursor.offset();
        var name = cursor.spelling();
        var definition = definitions.get(name);
        if (definition == null) {
            throw cursor.error("'" + name + "' is not defined");
        }
        cursor.advance();
        if (definition.open) {
            throw cursor.error(use, "'" + name + "' is defined by itself");
        }
        if (definition.value == null) {
            evaluate(name, definition, parser);
        } else {
            cursor.include(definition.extent);
        }
        if (!type.isInstance(definition.value)) {
            throw cursor.error(use, "'" + name + "' stands for something else than " + type.getSimpleName());
        }
        return type.cast(definition.value);
    }

    /** Passes the definition that is here. */
    void pass(Supplier<?> parser) {
        var name = cursor.spelling();
        var definition = definitions.get(name);
        if (definition == null || cursor.end() > definition.offset) {
            throw cursor.expected("an op");
        }
        cursor.advance();
        if (definition.value == null) {
            evaluate(name, definition, parser);
        }
        cursor.seek(definition.end);
    }

    private void evaluate(String name, Definition definition, Supplier<?> parser) {
        int resume = cursor.offset();
        definition.open = true;
        cursor.seek(definition.offset);
        definition.extent = cursor.measure(() -> definition.value = parser.get());
        if (definition.extent.parts() > PARTS_LIMIT) {
            throw cursor.error(definition.offset, "'" + name + "' has more than " + PARTS_LIMIT + " parts");
        }
        definition.open = false;
        definition.end = cursor.offset();
        cursor.seek(resume);
    }
}
