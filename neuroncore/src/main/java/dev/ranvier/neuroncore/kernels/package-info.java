/** Programs written by hand, as a library and as examples of the builder. */
@NullMarked
package dev.ranvier.neuroncore.kernels;

import org.jspecify.annotations.NullMarked;
