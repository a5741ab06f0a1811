/** Proof that a program is legal and free of races on a machine, or the instructions that are not. */
@NullMarked
package dev.ranvier.neuroncore.check;

import org.jspecify.annotations.NullMarked;
