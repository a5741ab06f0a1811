package dev.ranvier.torch.graph;

import java.util.List;
import java.util.Map;

/**
 * Nodes in an order in which they can run.
 *
 * @param tensors what is known of each tensor by its name
 * @param integers the expression of each integer of the run by its name
 */
public record Graph(
        List<Argument> inputs,
        List<Argument> outputs,
        List<Node> nodes,
        Map<String, TensorMeta> tensors,
        Map<String, SizeExpression> integers) {
    public Graph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        tensors = Map.copyOf(tensors);
        integers = Map.copyOf(integers);
    }
}
