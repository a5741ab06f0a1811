/** Rules about the house itself: which room may use which, and how large a file may grow. */
@NullMarked
package dev.ranvier.architecture;

import org.jspecify.annotations.NullMarked;
