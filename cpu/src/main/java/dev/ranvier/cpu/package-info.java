/** The CPU device: StableHLO compiled to machine code. */
@NullMarked
package dev.ranvier.cpu;

import org.jspecify.annotations.NullMarked;
