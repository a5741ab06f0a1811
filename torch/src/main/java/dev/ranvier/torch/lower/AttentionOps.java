package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scaled dot-product attention: softmax(query keyᵀ scale + mask) value. Rows that are masked out altogether give zeros,
 * as in PyTorch.
 */
final class AttentionOps {
    private AttentionOps() {}

    static void add(OpTable table) {
        table.add("aten.scaled_dot_product_attention.default", call -> {
            var scores = scores(call);
            return weighted(call, probabilities(call, scores));
        });
        table.addAll("aten._scaled_dot_product_flash_attention_for_cpu.default", call -> {
            var scores = scores(call);
            return List.of(weighted(call, probabilities(call, scores)), logSumExp(call.emit(), scores));
        });
        table.addAll("aten._scaled_dot_product_flash_attention_for_cpu_backward.default", AttentionOps::gradients);
    }

    private static Value operand(Call call, String name) {
        return call.emit().wide(call.tensor(name));
    }

    /** Keys or values, each repeated for the query heads that share it. */
    private static Value shared(Call call, String name) {
        var emit = call.emit();
        var x = operand(call, name);
        int heads = Emitter.rank(x) - 3;
        // The fused op has no flag: its numbers of heads say it.
        if (call.has("enable_gqa") ? !call.flag("enable_gqa") : groups(call, x) == 1) {
            return x;
        }
        long wanted = call.tensor("query").tensorType().size(heads);
        long given = x.tensorType().size(heads);
        var shape = emit.shape(x);
        var repeated = emit.broadcast(
                x,
                shape.inserted(heads + 1, Size.of(wanted / given)),
                IntStream.range(0, Emitter.rank(x))
                        .map(i -> i <= heads ? i : i + 1)
                        .toArray());
        return emit.reshape(repeated, shape.with(heads, wanted));
    }

    /** How many query heads share each head of the fused op's keys or values. */
    private static long groups(Call call, Value keyOrValue) {
        return call.tensor("query").tensorType().size(1)
                / keyOrValue.tensorType().size(1);
    }

    /** The gradient of keys or values from that of what the query heads have of them. */
    private static Value ofShared(Call call, String name, Value gradient) {
        var emit = call.emit();
        var x = call.tensor(name);
        long groups = groups(call, x);
        if (groups == 1) {
            return gradient;
        }
        var shape = emit.shape(x);
        return ReductionOps.sum(emit, emit.reshape(gradient, shape.inserted(2, Size.of(groups))), 2);
    }

    private static double scale(Call call, Value query) {
        if (!call.isNone("scale")) {
            return call.number("scale");
        }
        if (query.tensorType().dimension(Emitter.rank(query) - 1).isStatic()) {
            return 1 / Math.sqrt((double) query.tensorType().size(Emitter.rank(query) - 1));
        }
        throw RanvierException.unimplemented("heads of open size");
    }

    private static Value scores(Call call) {
        var emit = call.emit();
        if (call.number("dropout_p") != 0) {
            throw call.unexpected("dropout_p", "0: evaluate the model, or set its dropout to 0");
        }
        var query = operand(call, "query");
        var key = shared(call, "key");
        int last = Emitter.rank(key) - 1;
        var products = ProductOps.matmul(emit, query, emit.swap(key, last - 1, last));
        var scores = emit.multiply(products, scale(call, query));
        if (call.flag("is_causal")) {
            scores = emit.select(isVisible(emit, scores), scores, Double.NEGATIVE_INFINITY);
        }
        var mask = call.optionalTensor("attn_mask");
        if (mask == null) {
            return scores;
        }
        return Emitter.elementType(mask).isBoolean()
                ? emit.select(mask, scores, Double.NEGATIVE_INFINITY)
                : emit.add(scores, emit.convert(mask, Emitter.elementType(scores)));
    }

    /** Whether a key is no later than a query. */
    private static Value isVisible(Emitter emit, Value scores) {
        int rank = Emitter.rank(scores);
        var shape = emit.shape(scores).slice(rank - 2, rank);
        return emit.compare(
                ComparisonDirection.GE, emit.iota(shape, ScalarType.I64, 0), emit.iota(shape, ScalarType.I64, 1));
    }

    private static Value probabilities(Call call, Value scores) {
        int last = Emitter.rank(scores) - 1;
        var softmax = SoftmaxOps.softmax(call.emit(), scores, last);
        return call.isNone("attn_mask") ? softmax : SoftmaxOps.zeroWhereAllMasked(call.emit(), scores, softmax, last);
    }

    private static Value weighted(Call call, Value probabilities) {
        return ProductOps.matmul(call.emit(), probabilities, shared(call, "value"));
    }

    private static Value logSumExp(Emitter emit, Value scores) {
        int last = Emitter.rank(scores) - 1;
        var greatest = ReductionOps.greatest(emit, scores, last);
        var powers = UnaryOps.exp(emit, emit.subtract(scores, ReductionOps.keep(emit, scores, greatest, last)));
        return emit.add(emit.unary(UnaryOp.Log::new, ReductionOps.sum(emit, powers, last)), greatest);
    }

    /** Of query, key and value. With P the probabilities, dS = P (dP - rows of sums of dP P). */
    private static List<Value> gradients(Call call) {
        var emit = call.emit();
        var query = operand(call, "query");
        var key = shared(call, "key");
        var gradient = operand(call, "grad_out");
        int last = Emitter.rank(key) - 1;
        var probabilities = probabilities(call, scores(call));
        var transposed = emit.swap(probabilities, last - 1, last);
        var valueGradient = ProductOps.matmul(emit, transposed, gradient);
        var probabilityGradient = ProductOps.matmul(emit, gradient, emit.swap(shared(call, "value"), last - 1, last));
        var product = emit.multiply(probabilityGradient, probabilities);
        var sums = ReductionOps.keep(emit, product, ReductionOps.sum(emit, product, last), last);
        var scoreGradient =
                emit.multiply(emit.subtract(product, emit.multiply(probabilities, sums)), scale(call, query));
        return List.of(
                ProductOps.matmul(emit, scoreGradient, key),
                ofShared(call, "key", ProductOps.matmul(emit, emit.swap(scoreGradient, last - 1, last), query)),
                ofShared(call, "value", valueGradient));
    }
}
