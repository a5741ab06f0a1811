package dev.ranvier.stablehlo.text;

import org.jspecify.annotations.Nullable;

/** Parts of a text as strings, one string for all parts that are alike: most words of a program stand in it often. */
final class SpellingTable {
    private static final int LONGEST = 64;

    private final String text;
    private @Nullable String[] strings = new @Nullable String[256];
    private int count;

    SpellingTable(String text) {
        this.text = text;
    }

    /** The part from {@code start} to {@code end}. */
    String get(int start, int end) {
        int length = end - start;
        if (length > LONGEST) {
            return text.substring(start, end);
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int slot = slot(hash);
        for (var known = strings[slot]; known != null; known = strings[slot]) {
            if (known.length() == length && text.startsWith(known, start)) {
                return known;
            }
            slot = (slot + 1) & (strings.length - 1);
        }
        var added = text.substring(start, end);
        strings[slot] = added;
        count++;
        if (2 * count > strings.length) {
            grow();
        }
        return added;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (strings.length - 1);
    }

    private void grow() {
        var old = strings;
        strings = new @Nullable String[2 * old.length];
        for (var string : old) {
            if (string != null) {
                int slot = slot(string.hashCode());
                while (strings[slot] != null) {
                    slot = (slot + 1) & (strings.length - 1);
                }
                strings[slot] = string;
            }
        }
    }
}
