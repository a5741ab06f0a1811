/** ATen to StableHLO. */
@NullMarked
package dev.ranvier.torch.lower;

import org.jspecify.annotations.NullMarked;
