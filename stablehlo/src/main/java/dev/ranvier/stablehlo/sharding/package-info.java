/**
 * How the values of a program lie on a mesh of devices: annotations of both kinds read as one, and what follows from
 * them for values that have none.
 */
@NullMarked
package dev.ranvier.stablehlo.sharding;

import org.jspecify.annotations.NullMarked;
