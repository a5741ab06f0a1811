package dev.ranvier.stablehlo;

import java.util.Collections;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Named attributes, in the order in which MLIR keeps them: by name. */
public final class Dictionary implements BuiltinAttribute {
    public static final Dictionary EMPTY = new Dictionary(new TreeMap<>());

    private final SequencedMap<String, Attribute> entries;

    private Dictionary(SequencedMap<String, Attribute> entries) {
        this.entries = entries;
    }

    public static Dictionary of(Map<String, ? extends Attribute> entries) {
        return entries.isEmpty() ? EMPTY : new Dictionary(new TreeMap<>(entries));
    }

    /** All attributes by name; not to be changed. */
    public SequencedMap<String, Attribute> entries() {
        return Collections.unmodifiableSequencedMap(entries);
    }

    public int size() {
        return entries.size();
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
        return copy.isEmpty() ? EMPTY : new Dictionary(copy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dictionary dictionary && entries.equals(dictionary.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
