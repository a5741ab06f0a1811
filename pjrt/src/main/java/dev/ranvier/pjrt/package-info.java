/**
 * The PJRT C API as Java upcalls: {@link dev.ranvier.pjrt.Door} opens it, a class for each family of functions answers,
 * and the layouts of the structs are data.
 */
@NullMarked
package dev.ranvier.pjrt;

import org.jspecify.annotations.NullMarked;
