package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import dev.ranvier.stablehlo.ShardyAttribute.TensorMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Passes shardings through the nodes of a graph until no tensor can be split further. */
final class Propagation {
    private final Graph graph;
    private final List<Node> functionResults;
    private final List<Node> pending = new ArrayList<>();
    private final Set<Node> isPending = new HashSet<>();

    /** @param functionResults nodes from what the entry function returns to what it declares */
    Propagation(Graph graph, List<Node> functionResults) {
        this.graph = graph;
        this.functionResults = functionResults;
    }

    void run() {
        for (var round : Schedule.values()) {
            for (var strategy : Strategy.values()) {
                functionResults.forEach(node -> pass(node, strategy, _ -> PropagationDirection.BOTH));
                graph.nodes().reversed().forEach(this::enqueue);
                while (!pending.isEmpty()) {
                    var node = pending.removeLast();
                    isPending.remove(node);
                    pass(node, strategy, factor -> round.upToHere(node, factor));
                }
                functionResults.forEach(node -> pass(node, strategy, _ -> PropagationDirection.BOTH));
            }
        }
    }

    private void enqueue(Node node) {
        if (isPending.add(node)) {
            pending.add(node);
        }
    }

    private void pass(Node node, Strategy strategy, IntFunction<PropagationDirection> directions) {
        var mesh = commonMesh(node);
        if (mesh == null) {
            return;
        }
        var rule = node.rule();
        var projection = new Projection(
                factors(node.operands(), rule.operandMappings(), node, mesh),
                factors(node.results(), rule.resultMappings(), node, mesh));
        strategy.propagate(
                projection,
                rule.factorSizes(),
                factor -> rule.blockedPropagationFactors().contains(factor)
                        ? PropagationDirection.NONE
                        : directions.apply(factor),
                node.kind() == Node.Kind.ELEMENTWISE);
        update(node, node.operands(), projection.operands());
        update(node, node.results(), projection.results());
    }

    private static List<TensorFactors> factors(List<Port> ports, List<TensorMapping> mappings, Node node, Mesh mesh) {
        var factors = new ArrayList<TensorFactors>();
        for (int i = 0; i < ports.size(); i++) {
            factors.add(new TensorFactors(
                    mappings.get(i), ports.get(i).sharding(), node.rule().factorSizes(), mesh));
        }
        return factors;
    }

    /** The mesh of all shardings at a node; null if there is none, or more than one. */
    private static @Nullable Mesh commonMesh(Node node) {
        Mesh common = null;
        var ports = new ArrayList<>(node.operands());
        ports.addAll(node.results());
        for (var port : ports) {
            var sharding = port.sharding();
            if (sharding != null && !sharding.mesh().axes().isEmpty()) {
                if (common != null && !common.equals(sharding.mesh())) {
                    return null;
                }
                common = sharding.mesh();
            }
        }
        return common;
    }

    private void update(Node origin, List<Port> ports, List<TensorFactors> factors) {
        for (int i = 0; i < ports.size(); i++) {
            if (factors.get(i).isChanged()) {
                var port = ports.get(i);
                var further = factors.get(i).toSharding();
                boolean says = port.sharding() == null ? !further.isEmpty() : !further.equals(port.sharding());
                if (says) {
                    port.split(further);
                    enqueueNeighbours(port.cell(), origin);
                    for (var other : graph.others(port.cell())) {
                        other.split(further);
                        enqueueNeighbours(other, origin);
                    }
                }
            }
        }
    }

    private void enqueueNeighbours(Cell cell, Node origin) {
        var source = cell.source();
        if (source != null && source != origin) {
            enqueue(source);
        }
        for (var user : cell.neighbours().reversed()) {
            if (user != origin) {
                enqueue(user);
            }
        }
    }
}
