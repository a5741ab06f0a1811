/** From a module of kernels and control flow to steps over buffers. */
@NullMarked
package dev.ranvier.cpu.lower;

import org.jspecify.annotations.NullMarked;
