@NullMarked
package dev.ranvier.stablehlo.text;

import org.jspecify.annotations.NullMarked;
