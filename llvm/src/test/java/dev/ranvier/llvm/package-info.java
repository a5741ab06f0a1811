@NullMarked
package dev.ranvier.llvm;

import org.jspecify.annotations.NullMarked;
