package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Losses. Source of the formulas: PyTorch's documentation of {@code torch.nn}. */
final class LossOps {
    /** The numbers of {@code at::Reduction}. */
    private static final long NONE = 0;

    private static final long MEAN = 1;

    private LossOps() {}

    static void add(OpTable table) {
        table.add("aten.mse_loss.default", call -> {
            var difference = difference(call);
            return reduced(call, call.emit().multiply(difference, difference));
        });
        table.add("aten.l1_loss.default", call -> reduced(call, call.emit().unary(UnaryOp.Abs::new, difference(call))));
        table.add("aten.smooth_l1_loss.default", call -> {
            double beta = call.number("beta");
            return reduced(
                    call,
                    beta == 0
                            ? call.emit().unary(UnaryOp.Abs::new, difference(call))
                            : call.emit().multiply(huber(call, beta), 1 / beta));
        });
        table.add("aten.huber_loss.default", call -> reduced(call, huber(call, call.number("delta"))));
        table.add("aten.binary_cross_entropy_with_logits.default", LossOps::binaryCrossEntropy);
        table.add(
                "aten.nll_loss_nd.default",
                call -> negativeLogLikelihood(call, UnaryOps.operand(call)).getFirst());
        table.add(
                "aten.nll_loss.default",
                call -> negativeLogLikelihood(call, UnaryOps.operand(call)).getFirst());
        table.addAll("aten.nll_loss_forward.default", call -> negativeLogLikelihood(call, UnaryOps.operand(call)));
        table.addAll("aten.nll_loss2d_forward.default", call -> negativeLogLikelihood(call, UnaryOps.operand(call)));
        table.add("aten.nll_loss_backward.default", LossOps::negativeLogLikelihoodGradient);
        table.add("aten.cross_entropy_loss.default", LossOps::crossEntropy);
    }

    private static Value difference(Call call) {
        return call.emit().subtract(UnaryOps.operand(call), UnaryOps.operand(call, "target"));
    }

    private static Value huber(Call call, double delta) {
        var emit = call.emit();
        var distance = emit.unary(UnaryOp.Abs::new, difference(call));
        var quadratic = emit.multiply(emit.multiply(distance, distance), 0.5);
        var linear = emit.multiply(emit.add(distance, -0.5 * delta), delta);
        return emit.select(emit.compare(ComparisonDirection.LT, distance, delta), quadratic, linear);
    }

    /** All, their mean or their sum, as the argument {@code reduction} says. */
    private static Value reduced(Call call, Value losses) {
        var emit = call.emit();
        var all = IntStream.range(0, Emitter.rank(losses)).toArray();
        long reduction = call.integer("reduction");
        return reduction == NONE
                ? losses
                : reduction == MEAN ? ReductionOps.mean(emit, losses, all) : ReductionOps.sum(emit, losses, all);
    }

    /** (1 - y) x + (1 + (p - 1) y) log(1 + e^-x), with p the weight of positives. */
    private static Value binaryCrossEntropy(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        var y = UnaryOps.operand(call, "target");
        var negative = emit.unary(UnaryOp.Negate::new, emit.unary(UnaryOp.Abs::new, x));
        var small = emit.unary(UnaryOp.LogPlusOne::new, UnaryOps.exp(emit, negative));
        var softplus = emit.add(small, emit.maximum(emit.unary(UnaryOp.Negate::new, x), emit.fullLike(x, 0)));
        if (!call.isNone("pos_weight")) {
            var weight = emit.add(UnaryOps.operand(call, "pos_weight"), -1);
            softplus = emit.multiply(softplus, emit.add(emit.multiply(weight, y), 1));
        }
        var losses = emit.add(emit.multiply(emit.subtract(emit.fullLike(y, 1), y), x), softplus);
        return reduced(call, call.isNone("weight") ? losses : emit.multiply(losses, UnaryOps.operand(call, "weight")));
    }

    private static Value crossEntropy(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        int channels = Emitter.rank(x) == 1 ? 0 : 1;
        var logarithms = SoftmaxOps.logSoftmax(emit, x, channels);
        boolean isProbabilities = Emitter.elementType(call.tensor("target")).isFloat();
        if (isProbabilities || call.number("label_smoothing") != 0) {
            return softCrossEntropy(call, logarithms, channels, isProbabilities);
        }
        return negativeLogLikelihood(call, logarithms).getFirst();
    }

    private static Value softCrossEntropy(Call call, Value logarithms, int channels, boolean isProbabilities) {
        var emit = call.emit();
        if (!isProbabilities || !call.isNone("weight")) {
            throw RanvierException.unimplemented("cross entropy of smoothed labels, or weighted probabilities");
        }
        double smoothing = call.number("label_smoothing");
        long classes = logarithms.tensorType().size(channels);
        var target = emit.add(emit.multiply(UnaryOps.operand(call, "target"), 1 - smoothing), smoothing / classes);
        var losses =
                emit.unary(UnaryOp.Negate::new, ReductionOps.sum(emit, emit.multiply(target, logarithms), channels));
        return reduced(call, losses);
    }

    /** The weight of each target: 0 where it is to be ignored. */
    private record Targets(Value index, Value weights) {
        static Targets of(Call call, Value logarithms, int channels) {
            var emit = call.emit();
            var target = call.tensor("target");
            var isIgnored = emit.compare(
                    ComparisonDirection.EQ, target, call.operand("ignore_index", Emitter.elementType(target)));
            var index = emit.select(isIgnored, 0, target);
            var weights = call.isNone("weight")
                    ? emit.full(emit.shape(target), Emitter.elementType(logarithms), 1)
                    : GatherScatter.slices(emit, UnaryOps.operand(call, "weight"), 0, index)
                            .gather();
            return new Targets(emit.unsqueeze(index, channels), emit.select(isIgnored, 0, weights));
        }
    }

    /** The loss, and the sum of the weights. */
    private static List<Value> negativeLogLikelihood(Call call, Value logarithms) {
        var emit = call.emit();
        int channels = Emitter.rank(logarithms) == 1 ? 0 : 1;
        var targets = Targets.of(call, logarithms, channels);
        var chosen = emit.squeeze(
                GatherScatter.along(emit, logarithms, channels, targets.index()).gather(), channels);
        // What is ignored may be infinite, and must not become NaN.
        var isCounted = emit.compare(ComparisonDirection.NE, targets.weights(), 0);
        var losses =
                emit.select(isCounted, emit.unary(UnaryOp.Negate::new, emit.multiply(chosen, targets.weights())), 0);
        var all = IntStream.range(0, Emitter.rank(losses)).toArray();
        var total = ReductionOps.sum(emit, targets.weights(), all);
        long reduction = call.integer("reduction");
        if (reduction == NONE) {
            return List.of(losses, emit.constant(Emitter.elementType(losses), 0));
        }
        var sum = ReductionOps.sum(emit, losses, all);
        return List.of(reduction == MEAN ? emit.divide(sum, total) : sum, total);
    }

    private static Value negativeLogLikelihoodGradient(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        int channels = Emitter.rank(x) == 1 ? 0 : 1;
        var targets = Targets.of(call, x, channels);
        var gradient = UnaryOps.operand(call, "grad_output");
        var scaled = call.integer("reduction") == MEAN
                ? emit.divide(gradient, UnaryOps.operand(call, "total_weight"))
                : gradient;
        var share = emit.unary(UnaryOp.Negate::new, emit.multiply(targets.weights(), scaled));
        var sizes = new ArrayList<Size>(emit.shape(share).sizes());
        sizes.add(channels, Size.of(1));
        var isTarget = emit.compare(
                ComparisonDirection.EQ,
                emit.iota(emit.shape(x), ScalarType.I64, channels),
                emit.convert(targets.index(), ScalarType.I64));
        return emit.select(isTarget, emit.reshape(share, new Shape(sizes)), 0);
    }
}
