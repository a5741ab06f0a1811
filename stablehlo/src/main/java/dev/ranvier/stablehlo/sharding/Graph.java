package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tensors of a program, with functions at their calls, and the nodes between them in the order of the program. */
final class Graph {
    private final List<Node> nodes = new ArrayList<>();
    private final Set<Cell> edgeTargets = new HashSet<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Set<Cell>> groups = new ArrayList<>();

    /** That {@code input} is to be split so; {@code node} gives it on, or is null at the border of a manual computation. */
    private record Constraint(
            Cell input, AxisSharding sharding, @Nullable Node node) {}

    List<Node> nodes() {
        return nodes;
    }

    Node add(
            Node.Kind kind,
            OpShardingRule rule,
            PropagationDirection allowed,
            List<Port> operands,
            List<Port> results) {
        var node = new Node(kind, rule, allowed, new ArrayList<>(operands), results);
        nodes.add(node);
        operands.forEach(operand -> operand.cell().neighbours().add(node));
        results.forEach(result -> result.cell().setSource(node));
        return node;
    }

    /** Makes {@code target} the same tensor as each of {@code sources}, as at the border of a region. */
    void addEdge(List<Port> sources, Port target) {
        var rule = RuleBuilder.pointwise(sources.size(), 1, target.cell().type().shape());
        add(Node.Kind.EDGE, rule, PropagationDirection.BOTH, sources, List.of(target));
        edgeTargets.add(target.cell());
    }

    /** Has {@code input} split as a constraint says. */
    void constrain(Cell input, AxisSharding sharding, @Nullable Node node) {
        constraints.add(new Constraint(input, sharding, node));
    }

    /** Has tensors that belong together split alike. */
    void group(Cell first, Cell second) {
        var joined = new HashSet<>(Set.of(first, second));
        groups.removeIf(group -> {
            boolean meets = group.contains(first) || group.contains(second);
            if (meets) {
                joined.addAll(group);
            }
            return meets;
        });
        groups.add(joined);
    }

    /** The tensors that are split as {@code cell} is, apart from itself. */
    List<Cell> others(Cell cell) {
        return groups.stream()
                .filter(group -> group.contains(cell))
                .flatMap(Set::stream)
                .filter(other -> other != cell)
                .toList();
    }

    /**
     * Lets constraints hold for their inputs too, where nothing else is said of these: an input that a region's border
     * gives has other uses, so all of them take what the constraint gives on.
     */
    void applyConstraints() {
        for (var constraint : constraints) {
            var input = constraint.input();
            if (input.sharding() != null || !constraint.sharding().isClosed() || isContested(constraint)) {
                continue;
            }
            if (edgeTargets.contains(input)) {
                useInstead(constraint);
            } else {
                input.split(constraint.sharding());
            }
        }
        for (var group : groups) {
            group.stream()
                    .map(Cell::sharding)
                    .filter(sharding -> sharding != null)
                    .findFirst()
                    .ifPresent(sharding -> group.forEach(cell -> cell.split(sharding)));
        }
    }

    private boolean isContested(Constraint constraint) {
        return constraints.stream()
                .anyMatch(other ->
                        other.input() == constraint.input() && !other.sharding().equals(constraint.sharding()));
    }

    private void useInstead(Constraint constraint) {
        var input = constraint.input();
        var node = constraint.node();
        if (node == null) {
            var result = new Cell(input.type(), constraint.sharding());
            var rule = RuleBuilder.pointwise(1, 1, input.type().shape());
            node = add(Node.Kind.ELEMENTWISE, rule, PropagationDirection.BOTH, List.of(input), List.of(result));
        }
        var result = node.results().getFirst().cell();
        for (var user : List.copyOf(input.neighbours())) {
            if (user != node) {
                user.replaceOperand(input, result);
                result.neighbours().add(user);
                input.neighbours().remove(user);
            }
        }
    }
}
