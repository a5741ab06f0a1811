package dev.ranvier.compiler;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.Map;
import java.util.Optional;

/**
 * CHLO's functions that come as composites, decomposed into arithmetic: JAX's client writes some of them so, and
 * Ranvier's lowering rules for JAX others. Source of the names and the version: XLA's {@code ChloPreserveHighLevelOps}.
 *
 * <p>Those named here a device computes faster itself, and within 2 units of the last place (of doubles lgamma and
 * digamma near their zeros, bessel_i1e everywhere, as exactly as the decompositions), where most decompositions lose more.
 * {@link Recompose} finds functions that come as arithmetic.
 */
final class Composites {
    @FunctionalInterface
    private interface Function {
        Op of(Value operand, OpResult result, OpInfo info);
    }

    private static final Map<String, Function> OF_FLOATS = Map.of(
            "chlo.acos", ChloOp.Unary.Acos::new,
            "chlo.asin", ChloOp.Unary.Asin::new,
            "chlo.erf", ChloOp.Unary.Erf::new);

    private static final Map<String, Function> OF_DOUBLES = Map.of(
            "chlo.acosh", ChloOp.Unary.Acosh::new,
            "chlo.asinh", ChloOp.Unary.Asinh::new,
            "chlo.atanh", ChloOp.Unary.Atanh::new,
            "chlo.bessel_i1e", ChloOp.Unary.BesselI1e::new,
            "chlo.digamma", ChloOp.Unary.Digamma::new,
            "chlo.erf_inv", ChloOp.Unary.ErfInv::new,
            "chlo.lgamma", ChloOp.Unary.Lgamma::new);

    private Composites() {}

    /** The function of real numbers that a composite stands for, with its result; none if its decomposition shall count. */
    static Optional<Op> function(ControlFlowOp.Composite composite) {
        if (!Integer.valueOf(1).equals(composite.version())
                || composite.inputs().size() != 1
                || composite.results().size() != 1) {
            return Optional.empty();
        }
        var operand = composite.inputs().getFirst();
        var result = composite.results().getFirst();
        if (!operand.type().equals(result.type())
                || !(result.type() instanceof TensorType tensor)
                || !(tensor.elementType() instanceof ScalarType type)
                || !type.isFloat()) {
            return Optional.empty();
        }
        var function = OF_FLOATS.get(composite.name());
        if (function == null && type == ScalarType.F64) {
            function = OF_DOUBLES.get(composite.name());
        }
        return Optional.ofNullable(function).map(known -> known.of(operand, result, OpInfo.at(composite.location())));
    }
}
