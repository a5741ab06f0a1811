package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of branches, loops, calls and what ends a region; {@link Symbols} checks what calls say of functions. */
final class ControlFlowRules {
    private static final Set<ElementKind> SIGNED = EnumSet.of(ElementKind.SIGNED);
    private static final Pattern NAMESPACED = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*([.][a-zA-Z0-9_$]+)+");

    private ControlFlowRules() {}

    static ResultTypes check(ControlFlowOp op, Constraints constraints) {
        return switch (op) {
            case ControlFlowOp.If branch -> {
                constraints.scalar("I1", "pred", branch.pred(), ElementKind.BOOLEANS);
                var branches = List.of(branch.trueBranch(), branch.falseBranch());
                yield branches("C1", "C2", "C3", branches, constraints);
            }
            case ControlFlowOp.Case branch -> {
                var index = constraints.scalar("I1", "index", branch.index(), SIGNED);
                constraints.require(
                        "I1", index.elementType() == ScalarType.I32, "index must be of type i32, got %s", index);
                constraints.require("C1", !branch.branches().isEmpty(), "branches must not be empty");
                yield branches("C2", "C3", "C4", branch.branches(), constraints);
            }
            case ControlFlowOp.While loop -> loop(loop, constraints);
            case ControlFlowOp.Composite composite -> {
                constraints.require(
                        "C1",
                        NAMESPACED.matcher(composite.name()).matches(),
                        "name must be of the form namespace.name, got \"%s\"",
                        composite.name());
                yield ResultTypes.declared(op);
            }
            case ControlFlowOp.OptimizationBarrier barrier -> {
                for (var operand : barrier.operand()) {
                    if (!(operand.type() instanceof Type.Token)) {
                        constraints.tensor("I1", "operand", operand, ElementKind.NOT_PER_AXIS);
                    }
                }
                yield new ResultTypes("C1", types(barrier.operand()));
            }
            case ControlFlowOp.Tuple tuple -> ResultTypes.of("C1", new Type.Tuple(types(tuple.val())));
            case ControlFlowOp.GetTupleElement get -> {
                if (!(get.operand().type() instanceof Type.Tuple(List<Type> elements))) {
                    throw constraints.violation(
                            "I1",
                            "operand must be a tuple, got %s",
                            get.operand().type());
                }
                constraints.dimension("C1", "index", get.index(), elements.size());
                yield ResultTypes.of("C2", elements.get(get.index()));
            }
            case ControlFlowOp.AfterAll after -> {
                for (var input : after.inputs()) {
                    constraints.require(
                            "I1", input.type() instanceof Type.Token, "inputs must be tokens, got %s", input.type());
                }
                yield ResultTypes.of("I1", new Type.Token());
            }
            case ControlFlowOp.CreateToken _ -> ResultTypes.of("I1", new Type.Token());
            case ControlFlowOp.Call _,
                    ControlFlowOp.Return _,
                    ControlFlowOp.FuncReturn _,
                    ControlFlowOp.UnrealizedConversionCast _ -> ResultTypes.declared(op);
        };
    }

    private static List<Type> types(List<? extends Value> values) {
        return values.stream().map(Value::type).toList();
    }

    private static ResultTypes branches(
            String argumentsLabel,
            String sameLabel,
            String resultsLabel,
            List<Region> branches,
            Constraints constraints) {
        var merged = types(branches.getFirst().results());
        for (var branch : branches) {
            constraints.require(argumentsLabel, branch.arguments().isEmpty(), "branches must take no arguments");
            var results = types(branch.results());
            constraints.require(
                    sameLabel,
                    Compatibility.compatible(merged, results),
                    "branches must return the same types, got %s and %s",
                    merged,
                    results);
            merged = leastSpecific(merged, results);
        }
        for (var type : merged) {
            constraints.require(
                    resultsLabel,
                    type instanceof TensorType || type instanceof Type.Token,
                    "branches must return tensors or tokens, got %s",
                    type);
        }
        return new ResultTypes(resultsLabel, merged);
    }

    private static List<Type> leastSpecific(List<Type> a, List<Type> b) {
        var merged = new ArrayList<Type>(a.size());
        for (int i = 0; i < a.size(); i++) {
            merged.add(
                    a.get(i) instanceof TensorType tensorA && b.get(i) instanceof TensorType tensorB
                            ? Compatibility.leastSpecific(tensorA, tensorB)
                            : a.get(i));
        }
        return merged;
    }

    private static ResultTypes loop(ControlFlowOp.While op, Constraints constraints) {
        var operands = types(op.operand());
        for (var type : operands) {
            constraints.require(
                    "I1",
                    type instanceof TensorType || type instanceof Type.Token || type instanceof Type.Buffer,
                    "operand must be tensors, tokens or buffers, got %s",
                    type);
        }
        checkLike("C1", "the arguments of cond", types(op.cond().arguments()), operands, constraints);
        checkLike("C2", "the arguments of body", types(op.body().arguments()), operands, constraints);
        checkLike("C2", "the results of body", types(op.body().results()), operands, constraints);
        var condition = op.cond().results();
        constraints.require("C1", condition.size() == 1, "cond must return one value, got %d", condition.size());
        constraints.scalar("C1", "the result of cond", condition.getFirst(), ElementKind.BOOLEANS);
        return new ResultTypes("C3", operands);
    }

    private static void checkLike(
            String label, String name, List<Type> types, List<Type> operands, Constraints constraints) {
        constraints.require(
                label,
                Compatibility.compatible(types, operands),
                "%s must be of the types of operand, got %s and %s",
                name,
                types,
                operands);
    }
}
