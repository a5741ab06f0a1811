@NullMarked
package dev.ranvier.compiler;

import org.jspecify.annotations.NullMarked;
