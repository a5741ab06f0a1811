package dev.ranvier.reference;

import dev.ranvier.runtime.ShapeAssertion;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Custom calls that frameworks write for what other ops say too. Sources: JAX's lowering rules, and XLA's
 * {@code StablehloExt} for the {@code mhlo} names.
 */
public final class FrameworkCalls {
    /** Writes a call as ops; the last ones have the call's results. */
    @FunctionalInterface
    private interface Writer {
        List<Op> ops(HostOp.CustomCall call, Function<String, Region> functions);
    }

    private static final Writer IDENTITY = (call, _) ->
            List.of(new ControlFlowOp.OptimizationBarrier(call.inputs(), call.results(), OpInfo.at(call.location())));

    private static final Map<String, Writer> WRITERS = Map.ofEntries(
            Map.entry("Sharding", IDENTITY),
            Map.entry("LayoutConstraint", IDENTITY),
            Map.entry("annotate_device_placement", IDENTITY),
            Map.entry("MoveToHost", IDENTITY),
            Map.entry("MoveToDevice", IDENTITY),
            Map.entry("xla.sdy.FuncResultSharding", IDENTITY),
            Map.entry("xla.sdy.PropagationBarrier", IDENTITY),
            Map.entry("xla.sdy.ShardingGroup", (_, _) -> List.of()),
            Map.entry("InspectSharding", IDENTITY),
            Map.entry("ApproxTopK", FrameworkCalls::approximateTopK),
            Map.entry("mhlo.topk", (call, _) -> List.of(topK(call))),
            Map.entry("mhlo.erf", unary(ChloOp.Unary.Erf::new)),
            Map.entry("mhlo.acos", unary(ChloOp.Unary.Acos::new)),
            Map.entry("mhlo.acosh", unary(ChloOp.Unary.Acosh::new)),
            Map.entry("mhlo.asin", unary(ChloOp.Unary.Asin::new)),
            Map.entry("mhlo.asinh", unary(ChloOp.Unary.Asinh::new)),
            Map.entry("mhlo.atanh", unary(ChloOp.Unary.Atanh::new)),
            Map.entry("mhlo.cosh", unary(ChloOp.Unary.Cosh::new)),
            Map.entry("mhlo.sinh", unary(ChloOp.Unary.Sinh::new)),
            Map.entry("mhlo.tan", unary(ChloOp.Unary.Tan::new)));

    private FrameworkCalls() {}

    /**
     * The ops that say what a call does, the last of which have its results; none where only the host knows.
     *
     * @param functions the bodies of the module's functions by name
     * @throws RanvierException if the call has not the operands or attributes that its target takes
     */
    public static Optional<List<Op>> ops(HostOp.CustomCall call, Function<String, Region> functions) {
        return Optional.ofNullable(WRITERS.get(call.callTargetName())).map(writer -> writer.ops(call, functions));
    }

    /**
     * Whether the host's code runs for calls of a target: code that may wait for the caller, and that another process may
     * not have. LAPACK is everywhere.
     */
    public static boolean isOfHost(String target) {
        return !WRITERS.containsKey(target) && !target.equals(ShapeAssertion.NAME) && !target.startsWith("lapack_");
    }

    /** The record of an elementwise op. */
    @FunctionalInterface
    private interface UnaryConstructor {
        ChloOp.Unary create(Value operand, OpResult result, OpInfo info);
    }

    private static Writer unary(UnaryConstructor constructor) {
        return (call, _) ->
                List.of(constructor.create(operand(call, 0), call.results().getFirst(), OpInfo.at(call.location())));
    }

    private static Op topK(HostOp.CustomCall call) {
        var attributes = call.info().discardable().get("mhlo.attributes");
        if (attributes instanceof Dictionary dictionary
                && dictionary.get("k") instanceof BuiltinAttribute.Int k
                && call.results().size() == 2
                && !(dictionary.get("largest") instanceof BuiltinAttribute.Bool(boolean largest) && !largest)) {
            return new ChloOp.TopK(
                    operand(call, 0),
                    k.value(),
                    call.results().get(0),
                    call.results().get(1),
                    OpInfo.at(call.location()));
        }
        throw RanvierException.unimplemented("mhlo.topk with attributes " + attributes);
    }

    /**
     * The first elements in the order of the called comparator, and their indices: what JAX's {@code approx_max_k} and
     * {@code approx_min_k} stand for, with recall 1.
     */
    private static List<Op> approximateTopK(HostOp.CustomCall call, Function<String, Region> functions) {
        var comparators = call.calledComputations();
        if (comparators == null
                || call.inputs().size() != 4
                || call.results().size() != 2
                || !(call.configuration().get("reduction_dim") instanceof BuiltinAttribute.Int dimension)) {
            throw RanvierException.invalid("ApproxTopK needs a comparator, 4 operands, 2 results and reduction_dim");
        }
        var info = OpInfo.at(call.location());
        var inputs = call.inputs().subList(0, 2);
        var sorted = inputs.stream().map(input -> new OpResult(input.type())).toList();
        var comparator = functions.apply(comparators.getFirst().root());
        var order = new ArrayList<>(comparator.ops());
        order.set(order.size() - 1, new ControlFlowOp.Return(comparator.results(), info));
        var ops = new ArrayList<Op>();
        ops.add(new ReductionOp.Sort(
                inputs, dimension.value(), true, new Region(comparator.arguments(), order), sorted, info));
        for (int i = 0; i < sorted.size(); i++) {
            var result = call.results().get(i);
            var shape = result.tensorType().shape();
            ops.add(new ShapeOp.Slice(
                    sorted.get(i),
                    Int64Array.filled(shape.length, 0),
                    Int64Array.of(shape),
                    Int64Array.filled(shape.length, 1),
                    result,
                    info));
        }
        return ops;
    }

    private static Value operand(HostOp.CustomCall call, int index) {
        if (index < call.inputs().size()) {
            return call.inputs().get(index);
        }
        throw RanvierException.invalid("@" + call.callTargetName() + " needs operand " + index);
    }
}
