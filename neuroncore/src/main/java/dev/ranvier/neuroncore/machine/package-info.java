/** The machines as data: what public documents say of each chip, every figure with its source. */
@NullMarked
package dev.ranvier.neuroncore.machine;

import org.jspecify.annotations.NullMarked;
