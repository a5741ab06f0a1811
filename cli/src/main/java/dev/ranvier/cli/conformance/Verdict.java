package dev.ranvier.cli.conformance;

import java.util.Locale;

/** How a case ended, best first. */
public enum Verdict {
    /** Every result meets the case's own criterion. */
    PASS,
    /** A result misses the criterion, but by no more than another backend's rounding explains. */
    LOOSE,
    /** A result is wrong. */
    WRONG,
    /** The program could not be read or run. */
    ERROR,
    /** The program did not end in time. */
    TIMEOUT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
