@NullMarked
package dev.ranvier.stablehlo.refine;

import org.jspecify.annotations.NullMarked;
