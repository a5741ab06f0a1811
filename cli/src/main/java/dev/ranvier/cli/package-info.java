/** The {@code ranvier} commands, one class each. */
@NullMarked
package dev.ranvier.cli;

import org.jspecify.annotations.NullMarked;
