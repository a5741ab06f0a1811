/** The StableHLO program form: types, ops, modules and their errors. */
@NullMarked
package dev.ranvier.stablehlo;

import org.jspecify.annotations.NullMarked;
