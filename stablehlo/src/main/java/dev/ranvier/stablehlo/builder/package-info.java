/** Writes modules from Java: ops are added one after another and their types inferred. */
@NullMarked
package dev.ranvier.stablehlo.builder;

import org.jspecify.annotations.NullMarked;
