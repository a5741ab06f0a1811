/** MLIR text, both ways: {@link dev.ranvier.stablehlo.text.TextParser} and {@link dev.ranvier.stablehlo.text.TextPrinter}. */
@NullMarked
package dev.ranvier.stablehlo.text;

import org.jspecify.annotations.NullMarked;
