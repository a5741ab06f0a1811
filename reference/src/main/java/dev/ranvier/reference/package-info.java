/** The plain interpreter of StableHLO: the oracle that every device is compared with. */
@NullMarked
package dev.ranvier.reference;

import org.jspecify.annotations.NullMarked;
