@NullMarked
package dev.ranvier.cpu.math;

import org.jspecify.annotations.NullMarked;
