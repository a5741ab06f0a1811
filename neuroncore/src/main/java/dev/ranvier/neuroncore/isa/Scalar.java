package dev.ranvier.neuroncore.isa;

/** A number for each partition. */
public sealed interface Scalar {
    /** The same one for all. */
    record Immediate(float value) implements Scalar {}

    /** One 32-bit float in memory for each. */
    record Column(Access.OfTile access) implements Scalar {}

    static Scalar of(double value) {
        return new Immediate((float) value);
    }
}
