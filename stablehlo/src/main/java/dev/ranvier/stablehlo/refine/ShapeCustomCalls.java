package dev.ranvier.stablehlo.refine;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.HostOp.CustomCall;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.OutputOperandAlias;
import dev.ranvier.stablehlo.StablehloAttribute.RngAlgorithm;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The custom calls by which JAX writes what StableHLO has no op of run-time shape for: assertions on shapes, and
 * {@code stablehlo.dynamic_*} ops. Source: JAX's lowering under {@code jax.export}.
 */
final class ShapeCustomCalls {
    /** An attribute that names, for each result, the operand that holds its shape. */
    private static final String SHAPE_OPERANDS = "indices_of_shape_operands";

    private static final String ASSERTION = "shape_assertion";
    private static final String DYNAMIC = "stablehlo.dynamic_";

    private final Specialisations specialisations;
    private final Scope scope;

    ShapeCustomCalls(Specialisations specialisations, Scope scope) {
        this.specialisations = specialisations;
        this.scope = scope;
    }

    /** Whether a call is one of them. */
    static boolean takesShapes(CustomCall call) {
        return call.callTargetName().equals(ASSERTION)
                || call.callTargetName().startsWith(DYNAMIC)
                || call.info().discardable().get(SHAPE_OPERANDS) != null;
    }

    /**
     * Whether a call is an assertion that holds.
     *
     * @throws RanvierException if it is one that does not, with its message
     */
    boolean isDischarged(CustomCall call) {
        if (!call.callTargetName().equals(ASSERTION) || call.inputs().isEmpty()) {
            return false;
        }
        var holds = scope.known(call.inputs().getFirst());
        if (holds != null && holds.get(0) == 0) {
            throw new RanvierException(call.diagnostic(Diagnostic.Code.INVALID_ARGUMENT, message(call)));
        }
        return holds != null;
    }

    private String message(CustomCall call) {
        var text = call.info().discardable().get("error_message") instanceof BuiltinAttribute.Text given
                ? given.value()
                : "a shape assertion does not hold";
        for (int i = 1; i < call.inputs().size(); i++) {
            var known = scope.known(call.inputs().get(i));
            text = text.replace("{" + (i - 1) + "}", known == null ? "?" : String.valueOf(known.get(0)));
        }
        return text;
    }

    /** An op on the same original operands without shape operands, or {@code call} where there is none. */
    Op staticForm(CustomCall call) {
        var form = switch (call.callTargetName()) {
            case "stablehlo.dynamic_top_k" -> topK(call);
            case "stablehlo.dynamic_rng_bit_generator" -> rngBitGenerator(call);
            case "stablehlo.dynamic_reduce_window" -> reduceWindow(call);
            case "stablehlo.dynamic_approx_top_k" -> approxTopK(call);
            default -> withoutShapeOperands(call);
        };
        return form == null ? call : form;
    }

    private @Nullable Op topK(CustomCall call) {
        var k = call.inputs().size() == 2 ? scope.known(call.inputs().get(1)) : null;
        return k == null || call.results().size() != 2
                ? null
                : new ChloOp.TopK(
                        call.inputs().getFirst(),
                        k.get(0),
                        call.results().get(0),
                        call.results().get(1),
                        call.info());
    }

    private @Nullable Op rngBitGenerator(CustomCall call) {
        var shape = call.inputs().size() == 2 ? scope.known(call.inputs().get(1)) : null;
        if (shape == null
                || call.results().size() != 2
                || !(call.info().discardable().get("rng_algorithm") instanceof RngAlgorithm algorithm)) {
            return null;
        }
        return new RandomOp.RngBitGenerator(
                algorithm,
                call.inputs().getFirst(),
                call.results().get(0),
                shaped(call.results().get(1), shape),
                new OpInfo(call.location(), call.info().discardable().without("rng_algorithm")));
    }

    private static OpResult shaped(OpResult result, IntegerTensor shape) {
        if (!(result.type() instanceof TensorType type)
                || shape.elements().stream().anyMatch(size -> size < 0)) {
            throw RanvierException.invalid("a tensor cannot have the shape " + shape.elements());
        }
        return new OpResult(
                type.withDimensions(shape.elements().stream().map(Dimension::of).toList()));
    }

    /** Inputs, initial values, window dimensions, strides, base and window dilations, padding. */
    private @Nullable Op reduceWindow(CustomCall call) {
        int count = call.results().size();
        var computations = call.calledComputations();
        if (call.inputs().size() != 2 * count + 5 || computations == null || computations.size() != 1) {
            return null;
        }
        var arrays = new ArrayList<IntegerTensor>();
        for (var value : call.inputs().subList(2 * count, 2 * count + 5)) {
            var known = scope.known(value);
            if (known == null) {
                return null;
            }
            arrays.add(known);
        }
        var padding = arrays.get(4);
        return new ReductionOp.ReduceWindow(
                call.inputs().subList(0, count),
                call.inputs().subList(count, 2 * count),
                Int64Array.of(arrays.get(0).toArray()),
                Int64Array.of(arrays.get(1).toArray()),
                Int64Array.of(arrays.get(2).toArray()),
                Int64Array.of(arrays.get(3).toArray()),
                DenseElements.ofBits(padding.type().withElementType(ScalarType.I64), padding.toArray()),
                body(computations.getFirst().root()),
                call.results(),
                call.info());
    }

    /** The body of a function as a region of an op. */
    private Region body(String function) {
        var body = specialisations.original(function).body();
        var ops = new ArrayList<>(body.ops());
        var last = ops.removeLast();
        ops.add(new ControlFlowOp.Return(last.operands(), last.info()));
        return new Region(body.arguments(), ops);
    }

    /** The count is the last operand, and becomes part of the backend's configuration. */
    private @Nullable Op approxTopK(CustomCall call) {
        var k = call.inputs().isEmpty() ? null : scope.known(call.inputs().getLast());
        var config = call.info().discardable().get("mhlo.backend_config");
        if (k == null || !(config instanceof Dictionary dictionary)) {
            return null;
        }
        var info = new OpInfo(
                call.location(),
                call.info()
                        .discardable()
                        .with("mhlo.backend_config", dictionary.with("top_k", BuiltinAttribute.i64(k.get(0)))));
        var last = call.inputs().size() - 1;
        return rebuilt(call, "ApproxTopK", call.inputs().subList(0, last), List.of(), call.results(), info);
    }

    private @Nullable Op withoutShapeOperands(CustomCall call) {
        if (!(call.info().discardable().get(SHAPE_OPERANDS) instanceof DenseElements indices)
                || indices.elementCount() != call.results().size()) {
            return null;
        }
        var shapeOperands = new ArrayList<Integer>();
        var results = new ArrayList<OpResult>();
        for (int i = 0; i < call.results().size(); i++) {
            long operand = indices.getLong(i);
            var shape = 0 <= operand && operand < call.inputs().size()
                    ? scope.known(call.inputs().get((int) operand))
                    : null;
            if (shape == null) {
                return null;
            }
            shapeOperands.add((int) operand);
            results.add(shaped(call.results().get(i), shape));
        }
        var inputs = new ArrayList<Value>();
        for (int i = 0; i < call.inputs().size(); i++) {
            if (!shapeOperands.contains(i)) {
                inputs.add(call.inputs().get(i));
            }
        }
        var info = new OpInfo(call.location(), call.info().discardable().without(SHAPE_OPERANDS));
        return rebuilt(call, call.callTargetName(), inputs, shapeOperands, results, info);
    }

    private static CustomCall rebuilt(
            CustomCall call,
            String target,
            List<Value> inputs,
            List<Integer> dropped,
            List<OpResult> results,
            OpInfo info) {
        return new CustomCall(
                inputs,
                target,
                call.hasSideEffect(),
                call.backendConfig(),
                call.apiVersion(),
                call.calledComputations(),
                layouts(call.operandLayouts(), inputs.size(), dropped),
                call.resultLayouts(),
                aliases(call.outputOperandAliases(), dropped),
                results,
                info);
    }

    private static @Nullable List<DenseElements> layouts(
            @Nullable List<DenseElements> layouts, int count, List<Integer> dropped) {
        if (layouts == null) {
            return null;
        }
        var kept = new ArrayList<DenseElements>();
        for (int i = 0; i < layouts.size() && kept.size() < count; i++) {
            if (!dropped.contains(i)) {
                kept.add(layouts.get(i));
            }
        }
        return kept;
    }

    private static @Nullable List<OutputOperandAlias> aliases(
            @Nullable List<OutputOperandAlias> aliases, List<Integer> dropped) {
        return aliases == null
                ? null
                : aliases.stream()
                        .map(alias -> new OutputOperandAlias(
                                alias.outputTupleIndices(),
                                alias.operandIndex()
                                        - dropped.stream()
                                                .filter(operand -> operand < alias.operandIndex())
                                                .count(),
                                alias.operandTupleIndices()))
                        .toList();
    }
}
