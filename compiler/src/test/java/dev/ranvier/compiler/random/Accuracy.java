package dev.ranvier.compiler.random;

/** How near to each other the results of devices must be. */
public enum Accuracy {
    /** The same number, of zeros too; or both NaN. */
    EXACT,

    /** A few units in the last place. */
    CLOSE,

    /** Special functions and products of complex numbers: a small part of the number. */
    LOOSE;

    static Accuracy worst(Accuracy one, Accuracy other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
