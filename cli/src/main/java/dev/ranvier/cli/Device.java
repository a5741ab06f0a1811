package dev.ranvier.cli;

import java.util.Locale;

/** What a program can be run on. */
enum Device {
    REFERENCE("plain interpreter of every operation: exact and slow, the oracle of all others");

    private final String description;

    Device(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
