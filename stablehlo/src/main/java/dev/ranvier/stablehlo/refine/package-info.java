/** Shape refinement: a module of open shapes made one of the shapes that it is called with. */
@NullMarked
package dev.ranvier.stablehlo.refine;

import org.jspecify.annotations.NullMarked;
