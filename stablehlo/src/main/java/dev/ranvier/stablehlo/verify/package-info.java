/** Shape inference and verification: what the StableHLO specification prescribes of each op's types. */
@NullMarked
package dev.ranvier.stablehlo.verify;

import org.jspecify.annotations.NullMarked;
