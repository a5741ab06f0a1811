package dev.ranvier.reference;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Custom calls that frameworks write for what StableHLO has no op for. Sources: JAX's lowering rules, and XLA's
 * {@code StablehloExt} for the {@code mhlo} names.
 */
final class CustomCalls {
    private static final CustomCallTarget IDENTITY = (_, operands) -> operands;

    private static final Map<String, CustomCallTarget> TARGETS = Map.ofEntries(
            Map.entry("Sharding", IDENTITY),
            Map.entry("LayoutConstraint", IDENTITY),
            Map.entry("annotate_device_placement", IDENTITY),
            Map.entry("MoveToHost", IDENTITY),
            Map.entry("MoveToDevice", IDENTITY),
            Map.entry("xla.sdy.FuncResultSharding", IDENTITY),
            Map.entry("xla.sdy.PropagationBarrier", IDENTITY),
            Map.entry("xla.sdy.ShardingGroup", (_, _) -> List.of()),
            Map.entry("shape_assertion", CustomCalls::shapeAssertion),
            Map.entry("mhlo.topk", CustomCalls::topK),
            Map.entry("mhlo.erf", unary(ChloOp.Unary.Erf::new)),
            Map.entry("mhlo.acos", unary(ChloOp.Unary.Acos::new)),
            Map.entry("mhlo.acosh", unary(ChloOp.Unary.Acosh::new)),
            Map.entry("mhlo.asin", unary(ChloOp.Unary.Asin::new)),
            Map.entry("mhlo.asinh", unary(ChloOp.Unary.Asinh::new)),
            Map.entry("mhlo.atanh", unary(ChloOp.Unary.Atanh::new)),
            Map.entry("mhlo.cosh", unary(ChloOp.Unary.Cosh::new)),
            Map.entry("mhlo.sinh", unary(ChloOp.Unary.Sinh::new)),
            Map.entry("mhlo.tan", unary(ChloOp.Unary.Tan::new)));

    private CustomCalls() {}

    static Optional<CustomCallTarget> find(String target) {
        return Optional.ofNullable(TARGETS.get(target));
    }

    /** The record of an elementwise op. */
    @FunctionalInterface
    private interface UnaryConstructor {
        ChloOp.Unary create(Value operand, OpResult result, OpInfo info);
    }

    private static CustomCallTarget unary(UnaryConstructor constructor) {
        return (op, operands) -> {
            var unary = constructor.create(op.inputs().getFirst(), op.results().getFirst(), op.info());
            return List.of(ChloFunctions.apply(unary, tensor(operands, 0)));
        };
    }

    /** {@code @shape_assertion(ok, inputs...)}: fails unless ok, with {@code error_message} of the inputs. */
    private static List<RuntimeValue> shapeAssertion(HostOp.CustomCall op, List<RuntimeValue> operands) {
        if (!tensor(operands, 0).getBoolean(0)) {
            var message = op.info().discardable().get("error_message") instanceof BuiltinAttribute.Text text
                    ? text.value()
                    : "a shape assertion fails";
            for (int i = 1; i < operands.size(); i++) {
                message = message.replaceAll(
                        "\\{" + (i - 1) + "[^}]*}",
                        Long.toString(tensor(operands, i).getLong(0)));
            }
            throw RanvierException.invalid(message);
        }
        return List.of();
    }

    private static List<RuntimeValue> topK(HostOp.CustomCall op, List<RuntimeValue> operands) {
        var attributes = op.info().discardable().get("mhlo.attributes");
        if (attributes instanceof Dictionary dictionary
                && dictionary.get("k") instanceof BuiltinAttribute.Int k
                && !(dictionary.get("largest") instanceof BuiltinAttribute.Bool(boolean largest) && !largest)) {
            return List.copyOf(ChloOps.topK(tensor(operands, 0), k.value()));
        }
        throw RanvierException.unimplemented("mhlo.topk with attributes " + attributes);
    }

    private static Tensor tensor(List<RuntimeValue> operands, int index) {
        if (index < operands.size() && operands.get(index) instanceof Tensor tensor) {
            return tensor;
        }
        throw RanvierException.invalid("operand " + index + " must be a tensor");
    }
}
