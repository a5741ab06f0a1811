package dev.ranvier.stablehlo.refine;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.verify.Compatibility;
import dev.ranvier.stablehlo.verify.Inference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refines the ops of one region, given what is known of its arguments and of the values outside. */
final class RegionRefiner {
    private final Specialisations specialisations;
    private final Scope scope;
    private final StaticForms staticForms;
    private final IntegerEvaluator evaluator;
    private final ShapeCustomCalls customCalls;

    RegionRefiner(Specialisations specialisations, Scope scope) {
        this.specialisations = specialisations;
        this.scope = scope;
        this.staticForms = new StaticForms(scope);
        this.evaluator = new IntegerEvaluator(scope);
        this.customCalls = new ShapeCustomCalls(specialisations, scope);
    }

    /** A region inside an op that is being refined, its arguments of the given types. */
    static Region refine(Region region, List<Type> argumentTypes, Specialisations specialisations, Scope outer) {
        var scope = new Scope(outer);
        var arguments = new ArrayList<BlockArgument>(argumentTypes.size());
        for (int i = 0; i < argumentTypes.size(); i++) {
            var original = region.arguments().get(i);
            var argument = new BlockArgument(argumentTypes.get(i), original.location());
            arguments.add(argument);
            scope.refine(original, argument);
        }
        new RegionRefiner(specialisations, scope).refineAll(region.ops());
        return new Region(arguments, scope.ops());
    }

    void refineAll(List<Op> ops) {
        for (var op : ops) {
            try {
                refine(op);
            } catch (RanvierException e) {
                throw new RanvierException(e.diagnostics().stream()
                        .map(diagnostic -> locate(diagnostic, op))
                        .toList());
            }
        }
    }

    private static Diagnostic locate(Diagnostic diagnostic, Op op) {
        return diagnostic.op().isEmpty() ? op.diagnostic(diagnostic.code(), diagnostic.message()) : diagnostic;
    }

    private void refine(Op op) {
        switch (op) {
            case ControlFlowOp.Call call -> call(call, call.callee());
            case ControlFlowOp.Composite composite -> call(composite, composite.decomposition());
            case HostOp.CustomCall custom when customCalls.isDischarged(custom) -> {}
            case HostOp.CustomCall custom -> refine(customCalls.staticForm(custom), op.results());
            default -> {
                if (op instanceof BinaryOp.Add sum) {
                    scope.define(sum);
                }
                if (isStatic(op)) {
                    define(op, List.of(), types(op.results()), op.results());
                } else {
                    var forms = staticForms.of(op);
                    forms.subList(0, forms.size() - 1).forEach(form -> refine(form, form.results()));
                    refine(forms.getLast(), op.results());
                }
            }
        }
    }

    /** Whether no type around an op can become more specific, so that it stays as it was verified. */
    private static boolean isStatic(Op op) {
        return !(op instanceof DynamicOp)
                && op.regions().isEmpty()
                && areStatic(op.operands())
                && areStatic(op.results());
    }

    private static boolean areStatic(List<? extends Value> values) {
        for (var value : values) {
            if (!(value.type() instanceof TensorType type) || !type.isStatic()) {
                return false;
            }
        }
        return true;
    }

    private void refine(Op form, List<OpResult> originals) {
        var regions = regions(form);
        // The types of the operands are enough to infer from; constants are made only for ops that stay.
        var typed = form.operands().stream()
                .map(operand -> new OpResult(scope.type(operand)))
                .toList();
        var draft = form.schema().with(form, typed, regions, form.results());
        define(form, regions, mostSpecific(Inference.resultTypes(draft), form.results()), originals);
    }

    /** Adds {@code form}, or remembers its value where that can be computed. */
    private void define(Op form, List<Region> regions, List<Type> types, List<OpResult> originals) {
        if (types.size() == 1) {
            var known = evaluator.evaluate(form, types.getFirst());
            if (known != null) {
                scope.know(originals.getFirst(), known, form.location());
                return;
            }
        }
        emit(form, regions, types, originals);
    }

    private void emit(Op form, List<Region> regions, List<Type> types, List<OpResult> originals) {
        var operands = form.operands().stream().map(scope::value).toList();
        var results = types.stream().map(OpResult::new).toList();
        scope.emit(form.schema().with(form, operands, regions, results));
        for (int i = 0; i < originals.size(); i++) {
            scope.refine(originals.get(i), results.get(i));
        }
    }

    private static List<Type> mostSpecific(List<Type> inferred, List<OpResult> declared) {
        var types = new ArrayList<Type>(inferred.size());
        for (int i = 0; i < inferred.size(); i++) {
            types.add(mostSpecific(inferred.get(i), declared.get(i).type()));
        }
        return types;
    }

    private static Type mostSpecific(Type inferred, Type declared) {
        if (!Compatibility.compatible(inferred, declared)) {
            throw RanvierException.invalid(
                    "a result declared as " + declared + " has type " + inferred + " for these inputs");
        }
        return inferred instanceof TensorType a && declared instanceof TensorType b
                ? Compatibility.mostSpecific(b, a)
                : inferred;
    }

    private List<Region> regions(Op op) {
        return op.regions().stream()
                .map(region -> refine(region, argumentTypes(op, region), specialisations, scope))
                .toList();
    }

    /** Regions that are entered with an op's operands take their types; those of other ops take elements or nothing. */
    private List<Type> argumentTypes(Op op, Region region) {
        return switch (op) {
            case ControlFlowOp.While loop -> types(loop.operand());
            case CollectiveOp.AsyncStart start -> types(start.operands());
            case ShardyOp.NamedComputation computation -> types(computation.operands());
            case ChloOp.Scan scan -> {
                var types = new ArrayList<Type>();
                types(scan.inputs()).forEach(type -> types.add(slice(type, (int) scan.dimension())));
                types.addAll(types(scan.inits()));
                yield types;
            }
            default -> region.arguments().stream().map(Value::type).toList();
        };
    }

    private List<Type> types(List<? extends Value> values) {
        return values.stream().map(scope::type).toList();
    }

    private static Type slice(Type type, int dimension) {
        if (!(type instanceof TensorType tensor)) {
            return type;
        }
        var dimensions = new ArrayList<>(tensor.dimensions());
        dimensions.remove(dimension);
        return tensor.withDimensions(dimensions);
    }

    private void call(Op op, SymbolRef callee) {
        var known = new ArrayList<@Nullable IntegerTensor>();
        op.operands().forEach(operand -> known.add(scope.known(operand)));
        var refined = specialisations.specialise(callee.root(), types(op.operands()), known);
        for (int i = 0; i < op.results().size(); i++) {
            var result = refined.known().get(i);
            if (result != null) {
                scope.know(op.results().get(i), result, op.location());
            }
        }
        if (refined.isConstant()) {
            return;
        }
        var function = refined.function();
        var name = new SymbolRef(function.symName());
        var attribute = op instanceof ControlFlowOp.Composite ? "decomposition" : "callee";
        var form = op.schema()
                .create(op.operands(), op.attributes().with(attribute, name), op.regions(), op.results(), op.info());
        var types = function.body().results().stream().map(Value::type).toList();
        emit(form, regions(op), types, op.results());
    }
}
