@NullMarked
package dev.ranvier.pjrt;

import org.jspecify.annotations.NullMarked;
