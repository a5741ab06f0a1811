@NullMarked
package dev.ranvier.stablehlo.builder;

import org.jspecify.annotations.NullMarked;
