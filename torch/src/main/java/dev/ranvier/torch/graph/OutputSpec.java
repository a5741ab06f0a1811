package dev.ranvier.torch.graph;

/** What an output of the graph is for. */
public sealed interface OutputSpec {
    Argument argument();

    /** A result for the caller. */
    record User(Argument argument) implements OutputSpec {}

    /** The loss of a training step. */
    record Loss(Argument argument) implements OutputSpec {}

    /** A gradient of a parameter or of a user's input, by its name. */
    record Gradient(Argument argument, String target) implements OutputSpec {}

    /** The new value of a buffer or parameter by its qualified name. */
    record KeptMutation(Argument argument, String target) implements OutputSpec {}

    /** The new value of a user's input by its name. */
    record UserInputMutation(Argument argument, String target) implements OutputSpec {}

    /** What orders the effects of ops after all of the graph's. A caller gets none. */
    record Token(Argument argument) implements OutputSpec {}
}
