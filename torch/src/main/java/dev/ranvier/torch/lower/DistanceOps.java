package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Distances of vectors in a p-norm, and products summed over several dimensions. */
final class DistanceOps {
    private DistanceOps() {}

    static void add(OpTable table) {
        table.add("aten._cdist_forward.default", call -> {
            var emit = call.emit();
            var differences = pairs(call, "x1", "x2");
            return ReductionOps.norm(
                    emit, emit.unary(UnaryOp.Abs::new, differences), call.number("p"), Emitter.rank(differences) - 1);
        });
        table.add("aten._cdist_backward.default", call -> {
            var emit = call.emit();
            var differences = pairs(call, "x1", "x2");
            var gradients = gradient(
                    emit,
                    differences,
                    UnaryOps.operand(call, "cdist"),
                    UnaryOps.operand(call, "grad"),
                    call.number("p"));
            return ReductionOps.sum(emit, gradients, Emitter.rank(gradients) - 2);
        });
        table.add("aten._pdist_forward.default", call -> {
            var emit = call.emit();
            var magnitudes = emit.unary(UnaryOp.Abs::new, condensedPairs(emit, UnaryOps.operand(call)));
            return ReductionOps.norm(emit, magnitudes, call.number("p"), 1);
        });
        table.add("aten._pdist_backward.default", DistanceOps::condensedGradient);
        table.add("aten._trilinear.default", DistanceOps::trilinear);
    }

    /** The difference of each vector of the first from each of the second. */
    private static Value pairs(Call call, String first, String second) {
        var emit = call.emit();
        var a = UnaryOps.operand(call, first);
        var b = UnaryOps.operand(call, second);
        return emit.subtract(emit.unsqueeze(a, Emitter.rank(a) - 1), emit.unsqueeze(b, Emitter.rank(b) - 2));
    }

    /** The gradient of the p-norm of each difference: none at distance 0. */
    private static Value gradient(Emitter emit, Value differences, Value distances, Value gradients, double p) {
        var distance = emit.unsqueeze(distances, Emitter.rank(distances));
        var gradient = emit.unsqueeze(gradients, Emitter.rank(gradients));
        var sign = emit.unary(UnaryOp.Sign::new, differences);
        var magnitude = emit.unary(UnaryOp.Abs::new, differences);
        if (p == 0) {
            return emit.fullLike(differences, 0);
        }
        if (p == 1) {
            return emit.multiply(sign, gradient);
        }
        if (Double.isInfinite(p)) {
            var isGreatest = emit.compare(ComparisonDirection.EQ, magnitude, distance);
            return emit.select(isGreatest, emit.multiply(sign, gradient), 0);
        }
        var ratio = emit.binary(BinaryOp.Power::new, emit.divide(magnitude, distance), p - 1);
        var product = emit.multiply(emit.multiply(sign, ratio), gradient);
        var isNothing = emit.compare(ComparisonDirection.EQ, distance, 0);
        return emit.select(isNothing, 0, product);
    }

    /** The places of the first and second vectors of all pairs, the first before the second. */
    private static long[][] places(long count) {
        var pairs = IntStream.range(0, (int) count)
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, (int) count).mapToObj(j -> new long[] {i, j}))
                .toList();
        return new long[][] {
            pairs.stream().mapToLong(pair -> pair[0]).toArray(),
            pairs.stream().mapToLong(pair -> pair[1]).toArray()
        };
    }

    private static Value at(Emitter emit, Value x, long[] places) {
        var index = emit.builder().constant(DenseElements.ofI64(places));
        return GatherScatter.slices(emit, x, 0, index).gather();
    }

    private static Value condensedPairs(Emitter emit, Value x) {
        var places = places(x.tensorType().size(0));
        return emit.subtract(at(emit, x, places[0]), at(emit, x, places[1]));
    }

    private static Value condensedGradient(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        var gradients = gradient(
                emit,
                condensedPairs(emit, x),
                UnaryOps.operand(call, "pdist"),
                UnaryOps.operand(call, "grad"),
                call.number("p"));
        var places = places(x.tensorType().size(0));
        var first = emit.builder().constant(DenseElements.ofI64(places[0]));
        var second = emit.builder().constant(DenseElements.ofI64(places[1]));
        var sums = GatherScatter.slices(emit, emit.fullLike(x, 0), 0, first).scatterSum(gradients);
        return GatherScatter.slices(emit, sums, 0, second).scatterSum(emit.unary(UnaryOp.Negate::new, gradients));
    }

    /** The product of three tensors, each with dimensions inserted where the others have some, summed over dimensions. */
    private static Value trilinear(Call call) {
        var emit = call.emit();
        Value product = null;
        for (int i = 1; i <= 3; i++) {
            var factor = UnaryOps.operand(call, "i" + i);
            for (long dimension :
                    Arrays.stream(call.integers("expand" + i)).sorted().toArray()) {
                factor = emit.unsqueeze(factor, (int) dimension);
            }
            product = product == null ? factor : emit.multiply(product, factor);
        }
        if (product == null) {
            throw new IllegalStateException("no factors");
        }
        var summed = call.dimensions("sumdim", Emitter.rank(product));
        return summed.length == 0 ? product : ReductionOps.sum(emit, product, summed);
    }
}
