/** LAPACK for programs: custom calls as JAX writes them for factorisations, computed by OpenBLAS. */
@NullMarked
package dev.ranvier.cpu.linalg;

import org.jspecify.annotations.NullMarked;
