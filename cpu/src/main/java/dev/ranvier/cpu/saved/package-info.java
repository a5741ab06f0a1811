/** Compiled programs as bytes, and what keeps them on disk. */
@NullMarked
package dev.ranvier.cpu.saved;

import org.jspecify.annotations.NullMarked;
