/** Elementary functions as LLVM IR, without branches that depend on a lane. */
@NullMarked
package dev.ranvier.cpu.math;

import org.jspecify.annotations.NullMarked;
