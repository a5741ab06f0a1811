/** The instruction set: programs, access patterns, and each instruction with its constraints, semantics and cost. */
@NullMarked
package dev.ranvier.neuroncore.isa;

import org.jspecify.annotations.NullMarked;
