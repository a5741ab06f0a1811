@NullMarked
package dev.ranvier.cpu.saved;

import org.jspecify.annotations.NullMarked;
