package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a module's shardings for the arguments and results of its entry function that have none, or open
 * ones: the algorithm, and so the outcome, is that of Shardy's propagation (user priorities apart, which no framework
 * writes), on the annotations {@code sdy.sharding}, {@code sdy.sharding_constraint} and {@code sdy.manual_computation}.
 *
 * @param arguments the sharding of each argument, with its mesh in place; empty where nothing follows
 * @param results the same of each result
 */
public record ShardingPropagation(List<Optional<TensorSharding>> arguments, List<Optional<TensorSharding>> results) {
    public ShardingPropagation {
        arguments = List.copyOf(arguments);
        results = List.copyOf(results);
    }

    /** Runs the propagation on a verified module. */
    public static ShardingPropagation of(Module module) {
        var border = propagate(new GraphBuilder(module), module.entry());
        return new ShardingPropagation(
                outcomes(border.arguments(), module.entry().argAttrs()),
                outcomes(border.results(), module.entry().resAttrs()));
    }

    /**
     * How all values of a function are split.
     *
     * @param shardings without those of which nothing is known
     * @param constants values that every device can make for itself, so that each use may be split as it needs
     */
    public record Values(Map<Value, AxisSharding> shardings, Set<Value> constants) {
        public Values {
            shardings = Map.copyOf(shardings);
            constants = Set.copyOf(constants);
        }
    }

    /** The same for all values of the entry function, of a module without calls. */
    public static Values ofValues(Module module) {
        var builder = new GraphBuilder(module);
        propagate(builder, module.entry());
        var shardings = new HashMap<Value, AxisSharding>();
        builder.cells().forEach((value, cell) -> {
            var sharding = cell.sharding();
            if (sharding != null) {
                shardings.put(value, sharding);
            }
        });
        return new Values(shardings, builder.constants());
    }

    private record Border(List<Cell> arguments, List<Cell> results) {}

    /** The tensors of {@code entry} after what is said of some has passed to all in the graph. */
    private static Border propagate(GraphBuilder builder, Declaration.Func entry) {
        var parameters = entry.body().arguments();
        var arguments = new ArrayList<Cell>();
        for (int i = 0; i < parameters.size(); i++) {
            arguments.add(builder.declared(parameters.get(i), entry.argAttrs(), i));
        }
        var returned = builder.call(entry, arguments);
        var results = new ArrayList<Cell>();
        var functionResults = new ArrayList<Node>();
        for (int i = 0; i < returned.size(); i++) {
            var result = builder.declared(entry.body().results().get(i), entry.resAttrs(), i);
            results.add(result);
            functionResults.add(new Node(
                    Node.Kind.EDGE,
                    RuleBuilder.pointwise(1, 1, result.type().shape()),
                    PropagationDirection.BOTH,
                    List.of(returned.get(i)),
                    List.of(result)));
        }
        builder.graph().applyConstraints();
        new Propagation(builder.graph(), functionResults).run();
        return new Border(arguments, results);
    }

    /**
     * How the operands of a custom call are sharded, at one of the places where it is called.
     *
     * @param operands the sharding of each, with its mesh in place; empty where nothing follows
     * @param manualAxes the axes of the manual computations around it: along these each device has operands of its own
     */
    public record CallOperands(
            HostOp.CustomCall call, List<Optional<TensorSharding>> operands, List<String> manualAxes) {
        public CallOperands {
            operands = List.copyOf(operands);
            manualAxes = List.copyOf(manualAxes);
        }
    }

    /** The same for the operands of all calls of {@code target}. */
    public static List<CallOperands> ofCalls(Module module, String target) {
        var builder = new GraphBuilder(module);
        propagate(builder, module.entry());
        return builder.customCalls().stream()
                .filter(visited -> visited.call().callTargetName().equals(target))
                .map(visited ->
                        new CallOperands(visited.call(), outcomes(visited.operands(), null), visited.manualAxes()))
                .toList();
    }

    private static List<Optional<TensorSharding>> outcomes(
            List<Cell> cells, BuiltinAttribute.@Nullable Sequence attributes) {
        var outcomes = new ArrayList<Optional<TensorSharding>>();
        for (int i = 0; i < cells.size(); i++) {
            var sharding = cells.get(i).sharding();
            var shape = cells.get(i).type().shape();
            outcomes.add(
                    sharding == null
                            ? Optional.ofNullable(GraphBuilder.declared(attributes, i))
                            : Optional.of(EvenShardings.of(sharding, shape).toAttribute()));
        }
        return outcomes;
    }
}
