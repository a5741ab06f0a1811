package dev.ranvier.cli.diff;

/**
 * An op whose results differ.
 *
 * @param op its name
 * @param place the file and line that it comes from; empty if the program does not say
 * @param within where it stands, such as {@code round 2 of stablehlo.while}; empty for the program itself
 * @param isCause whether the op differs on the reference's operands too; else the difference comes from its operands
 * @param deviation of the first of its results that differs
 */
public record Finding(String op, String place, String within, boolean isCause, Deviation deviation) {
    @Override
    public String toString() {
        var where = (place.isEmpty() ? "" : " at " + place) + (within.isEmpty() ? "" : ", in " + within);
        return op + where + ": " + (isCause ? "WRONG by itself" : "differs because its operands do") + "\n  "
                + deviation;
    }
}
