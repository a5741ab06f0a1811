@NullMarked
package dev.ranvier.stablehlo.verify;

import org.jspecify.annotations.NullMarked;
