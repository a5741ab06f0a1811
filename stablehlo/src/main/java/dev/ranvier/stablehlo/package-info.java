/** The program: types, attributes, ops, regions and modules of StableHLO, CHLO, func and Shardy, immutable throughout. */
@NullMarked
package dev.ranvier.stablehlo;

import org.jspecify.annotations.NullMarked;
