package dev.ranvier.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** One line on the terminal that is written again and again while a command works; nothing where there is no terminal. */
final class ProgressLine implements AutoCloseable {
    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final String ERASE = "\r\033[K";

    private final PrintWriter err;
    private final boolean shown =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private long nextNanos = System.nanoTime();

    ProgressLine(PrintWriter err) {
        this.err = err;
    }

    /** Replaces the line, at most ten times a second. */
    void show(String text) {
        long now = System.nanoTime();
        if (shown && now >= nextNanos) {
            nextNanos = now + INTERVAL_NANOS;
            err.print(ERASE + text);
            err.flush();
        }
    }

    /** Removes the line until the next {@link #show}. */
    void erase() {
        if (shown) {
            err.print(ERASE);
            err.flush();
            nextNanos = System.nanoTime();
        }
    }

    @Override
    public void close() {
        erase();
    }
}
