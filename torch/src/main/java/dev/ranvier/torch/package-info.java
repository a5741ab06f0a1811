/** PyTorch: programs of torch.export as StableHLO. */
@NullMarked
package dev.ranvier.torch;

import org.jspecify.annotations.NullMarked;
