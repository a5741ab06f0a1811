package dev.ranvier.cli;

import java.nio.file.Path;

/** The folder that the launcher lies in, with what commands use beside their classes. */
final class Repository {
    private Repository() {}

    /** {@code RANVIER_ROOT}, which the launcher sets, or the current folder. */
    static Path root() {
        return Path.of(System.getenv().getOrDefault("RANVIER_ROOT", ""));
    }
}
