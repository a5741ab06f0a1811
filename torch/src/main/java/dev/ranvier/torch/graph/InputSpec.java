package dev.ranvier.torch.graph;

/** Where an input of the graph comes from. */
public sealed interface InputSpec {
    /** From the caller; a constant if the program was exported for that value only. */
    record User(Argument argument) implements InputSpec {}

    /** A tensor that the model keeps. */
    sealed interface Kept extends InputSpec {
        /** The name in the graph. */
        String input();

        /** The qualified name in the model, such as {@code encoder.layer.0.weight}. */
        String target();
    }

    /** A parameter. */
    record Parameter(String input, String target) implements Kept {}

    /**
     * A buffer.
     *
     * @param persistent whether it is among the weights; else among the constants
     */
    record Buffer(String input, String target, boolean persistent) implements Kept {}

    /** A constant that export found in the code. */
    record TensorConstant(String input, String target) implements Kept {}

    /** What orders the effects of ops, by its name in the graph. A caller gives none. */
    record Token(String input) implements InputSpec {}

    /** A kind that Ranvier does not run: {@code custom_obj}. */
    record Foreign(String kind) implements InputSpec {}
}
