@NullMarked
package dev.ranvier.stablehlo;

import org.jspecify.annotations.NullMarked;
