/** Native code for fused ops: how an element of a result is computed from elements of the arguments, and the loops around. */
@NullMarked
package dev.ranvier.cpu.kernel;

import org.jspecify.annotations.NullMarked;
