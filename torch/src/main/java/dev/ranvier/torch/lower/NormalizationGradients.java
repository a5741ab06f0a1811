package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gradients of normalisations. */
final class NormalizationGradients {
    private NormalizationGradients() {}

    /**
     * Of the input, the weight and the bias, those that are asked for. With x̂ the normalised input and g the gradient
     * times the weight, the input's is rstd (g - mean(g) - x̂ mean(g x̂)).
     */
    static List<Value> layerNorm(Call call) {
        var emit = call.emit();
        var x = emit.wide(call.tensor("input"));
        var gradient = emit.wide(call.tensor("grad_out"));
        int rank = Emitter.rank(x);
        int outer = rank - call.sizes("normalized_shape").size();
        var inner = IntStream.range(outer, rank).toArray();
        var reciprocal = emit.wide(call.tensor("rstd"));
        var normalized = emit.multiply(emit.subtract(x, emit.wide(call.tensor("mean"))), reciprocal);
        var weighted = call.isNone("weight") ? gradient : emit.multiply(gradient, emit.wide(call.tensor("weight")));
        var results = new ArrayList<Value>();
        if (!(call.argument("output_mask") instanceof Argument.Bools(List<Boolean> asked)) || asked.size() != 3) {
            throw RanvierException.invalid("'output_mask' must be three truth values");
        }
        if (asked.get(0)) {
            var mean = mean(emit, weighted, inner);
            var correlation = emit.multiply(normalized, mean(emit, emit.multiply(weighted, normalized), inner));
            results.add(emit.multiply(emit.subtract(emit.subtract(weighted, mean), correlation), reciprocal));
        }
        var batch = IntStream.range(0, outer).toArray();
        if (asked.get(1)) {
            results.add(ReductionOps.sum(emit, emit.multiply(gradient, normalized), batch));
        }
        if (asked.get(2)) {
            results.add(ReductionOps.sum(emit, gradient, batch));
        }
        return results;
    }

    /**
     * Of a direction v and its length g: with n the norm of v, s the sum of gradient times v over all but the kept
     * dimension, g / n (gradient - v s / n²) and s / n.
     */
    static List<Value> weightNorm(Call call) {
        var emit = call.emit();
        var gradient = emit.wide(call.tensor("grad_w"));
        var v = emit.wide(call.tensor("saved_v"));
        var norm = emit.wide(call.tensor("saved_norms"));
        int kept = call.dimension("dim", Emitter.rank(v));
        var dimensions =
                IntStream.range(0, Emitter.rank(v)).filter(i -> i != kept).toArray();
        var sums = ReductionOps.sum(emit, emit.multiply(gradient, v), dimensions);
        var ofLength = emit.divide(ReductionOps.keep(emit, v, sums, dimensions), norm);
        var across = emit.subtract(gradient, emit.multiply(v, emit.divide(ofLength, norm)));
        return List.of(emit.multiply(emit.divide(emit.wide(call.tensor("saved_g")), norm), across), ofLength);
    }

    private static Value mean(Emitter emit, Value x, int[] dimensions) {
        return ReductionOps.keep(emit, x, ReductionOps.mean(emit, x, dimensions), dimensions);
    }
}
