package dev.ranvier.neuroncore.isa;

/**
 * What an engine or a queue does at one time. Each is a record of its operands and settings, and the place of its
 * constraints, its semantics and its cost.
 */
public sealed interface Instruction permits EngineInstruction, Transfer {
    /** Checks what does not follow from each operand alone; {@link OperandRules} checks that. */
    void check(Rules rules);

    /** Does it, one row after the other as SEMANTICS.md says. */
    void execute(Storage storage, Processor processor);

    /** Whether the operand that is written is read too. */
    default boolean readsDestination() {
        return false;
    }
}
