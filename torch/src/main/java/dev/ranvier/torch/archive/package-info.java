/** {@code .pt2} archives. */
@NullMarked
package dev.ranvier.torch.archive;

import org.jspecify.annotations.NullMarked;
