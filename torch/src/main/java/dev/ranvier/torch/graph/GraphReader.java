package dev.ranvier.torch.graph;

import dev.ranvier.torch.graph.Node.NamedArgument;
import dev.ranvier.torch.graph.SizeExpression.Constant;
import java.util.List;

/** Reads graphs. */
final class GraphReader {
    /** The number of {@code Layout.Strided}. */
    private static final long STRIDED = 7;

    private GraphReader() {}

    static Graph graph(JsonValue json) {
        return new Graph(
                json.get("inputs").list(ArgumentReader::read),
                json.get("outputs").list(ArgumentReader::read),
                json.get("nodes").list(GraphReader::node),
                json.get("tensor_values").map(GraphReader::tensor),
                json.get("sym_int_values").map(GraphReader::size));
    }

    private static Node node(JsonValue json) {
        var outputs = json.get("outputs").list(ArgumentReader::read);
        var target = json.get("target").text();
        var given = json.find("name");
        var name = given == null ? nameOf(outputs, target) : given.text();
        var trace = json.get("metadata").find("stack_trace");
        return new Node(
                name,
                target,
                json.get("inputs").list(GraphReader::input),
                outputs,
                StackTraces.location(name, trace == null ? "" : trace.text()));
    }

    /** Nodes have had names of their own since schema 8.8. */
    private static String nameOf(List<Argument> outputs, String target) {
        return outputs.size() == 1 && outputs.getFirst() instanceof Argument.Tensor(String name) ? name : target;
    }

    private static NamedArgument input(JsonValue json) {
        return new NamedArgument(json.get("name").text(), ArgumentReader.read(json.get("arg")));
    }

    /** What a graph or an archive says of a tensor. */
    static TensorMeta tensor(JsonValue json) {
        long layout = json.get("layout").integer();
        if (layout != STRIDED) {
            throw json.get("layout").invalid("a tensor of layout " + layout + "; only strided ones (7) are run");
        }
        var meta = new TensorMeta(
                ElementTypes.read(json.get("dtype")),
                json.get("sizes").list(GraphReader::size),
                json.get("strides").list(GraphReader::size),
                size(json.get("storage_offset")));
        if (meta.strides().size() != meta.sizes().size()) {
            throw json.invalid("has " + meta.sizes().size() + " sizes and "
                    + meta.strides().size() + " strides");
        }
        for (var size : meta.sizes()) {
            if (size instanceof Constant(long value) && value < 0) {
                throw json.get("sizes").invalid("negative size " + value);
            }
        }
        return meta;
    }

    private static SizeExpression size(JsonValue json) {
        var variant = json.variant();
        var value = variant.getValue();
        return switch (variant.getKey()) {
            case "as_int" -> new Constant(value.integer());
            case "as_expr" -> value.get("expr_str").at(text -> SizeParser.parse(text.text()));
            default -> throw json.invalid("expected as_int or as_expr");
        };
    }
}
