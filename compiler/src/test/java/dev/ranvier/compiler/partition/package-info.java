@NullMarked
package dev.ranvier.compiler.partition;

import org.jspecify.annotations.NullMarked;
