@NullMarked
package dev.ranvier.reference;

import org.jspecify.annotations.NullMarked;
