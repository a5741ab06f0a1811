package dev.ranvier.neuroncore.machine;

import dev.ranvier.stablehlo.RanvierException;

/**
 * One figure of a machine.
 *
 * @param unit such as {@code GHz}; {@code 1} for a count
 * @param source the public document that it stands in; one that begins with {@code assumed} or {@code inferred} says
 *     from what
 */
public record Figure(double value, String unit, String source) {
    public Figure {
        if (!(value > 0) || source.isBlank()) {
            throw RanvierException.invalid("a figure needs a positive value and a source: " + value + " " + unit);
        }
    }

    /** The value, which has to be given in {@code expected}. */
    public double in(String expected) {
        if (!unit.equals(expected)) {
            throw RanvierException.invalid("a figure of '" + source + "' is in " + unit + ", not in " + expected);
        }
        return value;
    }

    /** The value of a count. */
    public int count() {
        int count = (int) in("1");
        if (count != value) {
            throw RanvierException.invalid("a count of '" + source + "' is " + value);
        }
        return count;
    }
}
