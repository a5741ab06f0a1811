package dev.ranvier.cli.diff;

import dev.ranvier.stablehlo.Op;

/**
 * An op whose results differ.
 *
 * @param op its name
 * @param place the file and line that it comes from; empty if the program does not say
 * @param within where it stands, such as {@code round 2 of stablehlo.while}, or the ops that it is wrong with; empty for
 *     the program itself
 * @param isCause whether the op differs although its operands do not; else the difference comes from its operands
 * @param deviation of the first of its results that differs
 */
public record Finding(String op, String place, String within, boolean isCause, Deviation deviation) {
    static Finding of(Op op, String within, boolean isCause, Deviation deviation) {
        return new Finding(op.opName(), place(op), within, isCause, deviation);
    }

    /** An op and its place, for people. */
    static String name(Op op) {
        return named(op.opName(), place(op));
    }

    private static String place(Op op) {
        var place = op.location().place();
        return place == null ? "" : place.path() + ":" + place.line();
    }

    private static String named(String op, String place) {
        return place.isEmpty() ? op : op + " at " + place;
    }

    @Override
    public String toString() {
        return named(op, place) + (within.isEmpty() ? "" : ", in " + within) + ": "
                + (isCause ? "WRONG on right operands" : "differs because its operands do") + "\n  " + deviation;
    }
}
