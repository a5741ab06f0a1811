package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.neuroncore.machine.Machine;
import java.util.Set;

/** An instruction of a compute engine, on operands beside it. */
public sealed interface EngineInstruction extends Instruction
        permits Matrix, Elementwise, Positional, Reduction, Search {
    /** The engines that have it. */
    Set<Engine> engines();

    /** Cycles of {@code engine} that it takes when it runs after others of its kind. */
    Cycles cost(Machine machine, Engine engine);

    /** The operand that is written. */
    Access.OfTile destination();
}
