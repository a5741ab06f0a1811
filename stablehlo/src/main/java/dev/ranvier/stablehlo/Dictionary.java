package dev.ranvier.stablehlo;

import java.util.Collections;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Named attributes, in the order in which MLIR keeps them: by name. */
public record Dictionary(SequencedMap<String, Attribute> entries) implements BuiltinAttribute {
    public static final Dictionary EMPTY = new Dictionary(new TreeMap<>());

    public Dictionary {
        entries = Collections.unmodifiableSequencedMap(new TreeMap<>(entries));
    }

    public static Dictionary of(Map<String, ? extends Attribute> entries) {
        return entries.isEmpty() ? EMPTY : new Dictionary(new TreeMap<>(entries));
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public @Nullable Attribute get(String name) {
        return entries.get(name);
    }

    /** This dictionary with one more, or one replaced, entry. */
    public Dictionary with(String name, Attribute attribute) {
        var copy = new TreeMap<>(entries);
        copy.put(name, attribute);
        return new Dictionary(copy);
    }

    /** This dictionary without {@code name}. */
    public Dictionary without(String name) {
        var copy = new TreeMap<>(entries);
        copy.remove(name);
        return of(copy);
    }
}
