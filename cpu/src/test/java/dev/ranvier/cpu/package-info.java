@NullMarked
package dev.ranvier.cpu;

import org.jspecify.annotations.NullMarked;
