package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import dev.ranvier.torch.graph.Argument;
import dev.ranvier.torch.graph.Graph;
import dev.ranvier.torch.graph.Node;
import java.util.List;
import java.util.function.Function;

/** Ops that run graphs: contexts, which are lowered in place, and conditions. */
final class HigherOrder {
    private HigherOrder() {}

    static void lower(String op, Node node, GraphLowering outer) {
        switch (op) {
            case "higher_order.wrap_with_set_grad_enabled", "higher_order.wrap_with_autocast" -> inline(node, outer);
            case "higher_order.cond" -> condition(node, outer);
            case "higher_order.with_effects" -> effect(node, outer);
            default -> throw RanvierException.unimplemented("not lowered by Ranvier");
        }
    }

    /** An op in its turn, which a token passed from one to the next says; those without effect here pass it on. */
    private static void effect(Node node, GraphLowering outer) {
        var tokens = results(node);
        if (!(node.inputs().get(0).value() instanceof Argument.Tensor(String token))
                || !(node.inputs().get(1).value() instanceof Argument.Text(String op))
                || !GraphLowering.isWithoutEffect(op)
                || tokens.size() != 1) {
            throw RanvierException.unimplemented("orders the effects of an op that has some");
        }
        outer.define(tokens.getFirst(), outer.cell(token));
    }

    private static List<Graph> graphs(Node node) {
        return node.inputs().stream()
                .map(Node.NamedArgument::value)
                .filter(Argument.Subgraph.class::isInstance)
                .map(argument -> ((Argument.Subgraph) argument).graph())
                .toList();
    }

    private static List<String> results(Node node) {
        return node.outputs().stream().flatMap(Call::names).toList();
    }

    private static void inline(Node node, GraphLowering outer) {
        if (graphs(node).size() != 1) {
            throw RanvierException.invalid("must have one graph");
        }
        var operands = node.inputs().stream()
                .flatMap(input -> Call.names(input.value()))
                .toList();
        var inner = run(graphs(node).getFirst(), operands, outer, outer.emit());
        var outputs = inner.graph().outputs().stream().flatMap(Call::names).toList();
        var names = results(node);
        for (int i = 0; i < Math.min(names.size(), outputs.size()); i++) {
            outer.define(names.get(i), inner.cell(outputs.get(i)));
        }
    }

    private static GraphLowering run(Graph graph, List<String> operands, GraphLowering outer, Emitter emit) {
        var inputs = graph.inputs().stream().flatMap(Call::names).toList();
        if (inputs.size() != operands.size()) {
            throw RanvierException.invalid(
                    "its graph takes " + inputs.size() + " tensors, but gets " + operands.size());
        }
        var inner = new GraphLowering(graph, emit, outer.symbols(), outer.failures());
        for (int i = 0; i < inputs.size(); i++) {
            inner.define(inputs.get(i), outer.cell(operands.get(i)));
        }
        inner.run();
        inner.graph().outputs().stream()
                .flatMap(Call::names)
                .filter(inner::hasFailed)
                .findFirst()
                .ifPresent(name -> {
                    throw RanvierException.unimplemented("its graph has ops that are not lowered");
                });
        return inner;
    }

    private static void condition(Node node, GraphLowering outer) {
        var graphs = graphs(node);
        var operands = node.inputs().stream()
                .filter(input -> input.value() instanceof Argument.Tensors)
                .flatMap(input -> Call.names(input.value()))
                .toList();
        if (graphs.size() != 2 || !(node.inputs().getFirst().value() instanceof Argument.Tensor(String predicate))) {
            throw RanvierException.unimplemented("a condition must be a tensor, with two graphs");
        }
        var values = outer.emit()
                .builder()
                .ifElse(
                        outer.tensor(predicate),
                        branch(graphs.getFirst(), operands, outer),
                        branch(graphs.getLast(), operands, outer));
        var names = results(node);
        for (int i = 0; i < names.size(); i++) {
            outer.define(names.get(i), new Cell(values.get(i)));
        }
    }

    private static Function<RegionBuilder, List<Value>> branch(
            Graph graph, List<String> operands, GraphLowering outer) {
        return builder -> {
            var emit = new Emitter(builder);
            var inner = run(graph, operands, outer, emit);
            return graph.outputs().stream()
                    .flatMap(Call::names)
                    .map(inner::tensor)
                    .toList();
        };
    }
}
