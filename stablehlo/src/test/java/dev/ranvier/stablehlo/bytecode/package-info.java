@NullMarked
package dev.ranvier.stablehlo.bytecode;

import org.jspecify.annotations.NullMarked;
