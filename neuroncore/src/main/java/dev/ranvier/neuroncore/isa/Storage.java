package dev.ranvier.neuroncore.isa;

/** Memory as the instructions see it: rows of elements. Loop variables have their values of the moment. */
public interface Storage {
    /** A row's elements as 32-bit floats, rounded to nearest where they are not. */
    float[] floats(Access access, int row);

    /** Rounds each number to the access' type (ties to even, integers saturate) and writes the row. */
    void writeFloats(Access access, int row, float[] values);

    /** A row's elements as integers: those of integer types by value, those of others by their bits. */
    long[] integers(Access access, int row);

    /** Writes integers, saturating where they are not of the access' type; bits where that is no type of integers. */
    void writeIntegers(Access access, int row, long[] values);
}
