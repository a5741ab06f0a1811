@NullMarked
package dev.ranvier.cpu.lower;

import org.jspecify.annotations.NullMarked;
