@NullMarked
package dev.ranvier.runtime;

import org.jspecify.annotations.NullMarked;
