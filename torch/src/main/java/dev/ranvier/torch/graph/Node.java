package dev.ranvier.torch.graph;

import dev.ranvier.stablehlo.Location;
import java.util.List;

/**
 * A call of an op.
 *
 * @param name unique in its graph
 * @param target the op, such as {@code torch.ops.aten.add.Tensor} or {@code _operator.mul}
 * @param inputs the arguments, but for those that are the defaults of the op's schema
 * @param outputs the names that the results get
 * @param location the user's Python line
 */
public record Node(String name, String target, List<NamedArgument> inputs, List<Argument> outputs, Location location) {
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** An argument by the name that the op's schema gives it, which is empty for higher-order ops. */
    public record NamedArgument(String name, Argument value) {}
}
