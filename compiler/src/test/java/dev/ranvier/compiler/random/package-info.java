/** Programs of random ops, for tests of passes and of devices. */
@NullMarked
package dev.ranvier.compiler.random;

import org.jspecify.annotations.NullMarked;
