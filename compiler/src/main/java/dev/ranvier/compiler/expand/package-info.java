/** Ops that are made of others written as those, so that a device needs code for fewer. */
@NullMarked
package dev.ranvier.compiler.expand;

import org.jspecify.annotations.NullMarked;
