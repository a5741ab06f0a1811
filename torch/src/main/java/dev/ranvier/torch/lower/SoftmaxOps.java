package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** Softmax and its logarithm. */
final class SoftmaxOps {
    private SoftmaxOps() {}

    static void add(OpTable table) {
        table.add(List.of("aten.softmax.int", "aten._softmax.default", "aten._safe_softmax.default"), call -> {
            var x = UnaryOps.operand(call);
            var y = softmax(call.emit(), x, dimension(call, x));
            return call.op().equals("aten._safe_softmax.default")
                    ? zeroWhereAllMasked(call.emit(), x, y, dimension(call, x))
                    : y;
        });
        table.add(List.of("aten.log_softmax.int", "aten._log_softmax.default"), call -> {
            var x = UnaryOps.operand(call);
            return logSoftmax(call.emit(), x, dimension(call, x));
        });
        table.add("aten._softmax_backward_data.default", call -> {
            var emit = call.emit();
            var y = UnaryOps.operand(call, "output");
            var product = emit.multiply(UnaryOps.operand(call, "grad_output"), y);
            return emit.subtract(product, emit.multiply(y, rowSums(emit, product, dimension(call, y))));
        });
        table.add("aten._log_softmax_backward_data.default", call -> {
            var emit = call.emit();
            var y = UnaryOps.operand(call, "output");
            var gradient = UnaryOps.operand(call, "grad_output");
            var sums = rowSums(emit, gradient, dimension(call, y));
            return emit.subtract(gradient, emit.multiply(UnaryOps.exp(emit, y), sums));
        });
    }

    private static int dimension(Call call, Value x) {
        return call.dimension("dim", Emitter.rank(x));
    }

    private static Value rowSums(Emitter emit, Value x, int dimension) {
        return Emitter.rank(x) == 0 ? x : ReductionOps.keep(emit, x, ReductionOps.sum(emit, x, dimension), dimension);
    }

    private static Value centered(Emitter emit, Value x, int dimension) {
        return emit.subtract(x, ReductionOps.keep(emit, x, ReductionOps.greatest(emit, x, dimension), dimension));
    }

    static Value softmax(Emitter emit, Value x, int dimension) {
        if (Emitter.rank(x) == 0) {
            return emit.fullLike(x, 1);
        }
        var powers = UnaryOps.exp(emit, centered(emit, x, dimension));
        return emit.divide(powers, rowSums(emit, powers, dimension));
    }

    static Value logSoftmax(Emitter emit, Value x, int dimension) {
        if (Emitter.rank(x) == 0) {
            return emit.fullLike(x, 0);
        }
        var centered = centered(emit, x, dimension);
        var sums = rowSums(emit, UnaryOps.exp(emit, centered), dimension);
        return emit.subtract(centered, emit.unary(UnaryOp.Log::new, sums));
    }

    /** Rows that are all minus infinity give zeros, where softmax gives NaN. */
    static Value zeroWhereAllMasked(Emitter emit, Value x, Value softmax, int dimension) {
        var greatest = ReductionOps.keep(emit, x, ReductionOps.greatest(emit, x, dimension), dimension);
        var isMasked = emit.compare(ComparisonDirection.EQ, greatest, Double.NEGATIVE_INFINITY);
        return emit.select(isMasked, 0, softmax);
    }
}
