/** LLVM IR as text: functions written instruction by instruction. */
@NullMarked
package dev.ranvier.cpu.ir;

import org.jspecify.annotations.NullMarked;
