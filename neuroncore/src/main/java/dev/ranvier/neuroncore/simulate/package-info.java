/** What a program computes, with the numerics of the engines. */
@NullMarked
package dev.ranvier.neuroncore.simulate;

import org.jspecify.annotations.NullMarked;
