/**
 * LLVM from Java: text IR to machine code, through libLLVM's C API and {@code java.lang.foreign}.
 *
 * <p>{@link dev.ranvier.llvm.Compiler} makes relocatable ELF objects, {@link dev.ranvier.llvm.ObjectCache} keeps them on
 * disk, and {@link dev.ranvier.llvm.NativeCode} loads them; the last two work without libLLVM.
 * {@link dev.ranvier.llvm.KernelStore} puts the three together for the programs of one process.
 */
@NullMarked
package dev.ranvier.llvm;

import org.jspecify.annotations.NullMarked;
