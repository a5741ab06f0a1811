package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.Argument;
import dev.ranvier.torch.graph.TensorMeta;

/** What names of a graph mean at a node of it. */
interface Scope {
    /** The tensor as it is now. */
    Value tensor(String name);

    /** What the graph says of a tensor. */
    TensorMeta meta(String name);

    Size size(Argument.Size size);

    /** The shape that the graph says of a tensor. */
    Shape shape(TensorMeta meta);

    /** Changes a tensor, and with it all that share its memory. */
    void write(String name, Value value);
}
