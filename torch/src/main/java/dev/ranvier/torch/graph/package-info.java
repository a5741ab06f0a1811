/** PyTorch's exported graph as records, and its reader: the schema of torch.export, version 8. */
@NullMarked
package dev.ranvier.torch.graph;

import org.jspecify.annotations.NullMarked;
