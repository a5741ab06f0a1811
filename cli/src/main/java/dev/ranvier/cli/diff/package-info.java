/** Finds the ops of a program that a device computes wrongly. */
@NullMarked
package dev.ranvier.cli.diff;

import org.jspecify.annotations.NullMarked;
