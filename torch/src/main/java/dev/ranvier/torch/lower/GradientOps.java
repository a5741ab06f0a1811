package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** Gradients of padding, shrinking and margins, and the random leaky rectifier. */
final class GradientOps {
    private static final int MEAN = 1;

    private GradientOps() {}

    static void add(OpTable table) {
        for (int spatial = 1; spatial <= 3; spatial++) {
            int dimensions = spatial;
            table.add(
                    "aten.replication_pad" + spatial + "d_backward.default",
                    call -> replicationGradient(call, dimensions));
        }
        table.add("aten.hardshrink_backward.default", call -> shrinkGradient(call, "grad_out"));
        table.add("aten.softshrink_backward.default", call -> shrinkGradient(call, "grad_output"));
        table.add("aten.multi_margin_loss_backward.default", GradientOps::marginGradient);
        table.add("aten.multilabel_margin_loss_backward.default", GradientOps::labelsMarginGradient);
        table.addAll("aten.rrelu_with_noise_functional.default", GradientOps::leaky);
        table.add("aten.rrelu_with_noise_backward.default", call -> {
            var emit = call.emit();
            var gradient = UnaryOps.operand(call, "grad_output");
            return call.flag("training")
                    ? emit.multiply(gradient, UnaryOps.operand(call, "noise"))
                    : emit.select(
                            emit.compare(ComparisonDirection.GT, UnaryOps.operand(call), 0),
                            gradient,
                            emit.multiply(gradient, meanSlope(call)));
        });
        table.add(
                "aten._efficientzerotensor.default",
                call -> call.emit().full(call.resultShape(), call.resultType(), 0));
    }

    /** Each padded element gives its gradient to the nearest of those inside. */
    private static Value replicationGradient(Call call, int spatial) {
        var emit = call.emit();
        var gradient = UnaryOps.operand(call, "grad_output");
        var self = call.tensor("self");
        int rank = Emitter.rank(self);
        var padding = call.integers("padding");
        for (int i = 0; i < spatial; i++) {
            int dimension = rank - 1 - i;
            long inputs = self.tensorType().size(dimension);
            var shape = Shape.of(gradient.tensorType().size(dimension), inputs);
            var place = emit.add(emit.iota(shape, ScalarType.I64, 0), (double) -padding[2 * i]);
            var nearest = emit.minimum(
                    emit.binary(BinaryOp.Maximum::new, place, 0), emit.integer(ScalarType.I64, inputs - 1));
            var takes = emit.compare(ComparisonDirection.EQ, nearest, emit.iota(shape, ScalarType.I64, 1));
            var matrix = emit.convert(takes, Emitter.elementType(gradient));
            gradient = PoolingOps.alongDimension(emit, gradient, matrix, dimension, 0);
        }
        return gradient;
    }

    /** None where what is shrunk was not farther from zero than the bound. */
    private static Value shrinkGradient(Call call, String name) {
        var emit = call.emit();
        var magnitude = emit.unary(UnaryOp.Abs::new, UnaryOps.operand(call));
        var isNothing = emit.compare(ComparisonDirection.LE, magnitude, call.number("lambd"));
        return emit.select(isNothing, 0, UnaryOps.operand(call, name));
    }

    private static double meanSlope(Call call) {
        return (call.number("lower") + call.number("upper")) / 2;
    }

    /** Negative elements times a slope, in training a random one of each. */
    private static List<Value> leaky(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        var isKept = emit.compare(ComparisonDirection.GT, x, 0);
        if (!call.flag("training")) {
            return List.of(emit.select(isKept, x, emit.multiply(x, meanSlope(call))), call.tensor("noise"));
        }
        var slopes = RandomOps.uniform(call, call.number("lower"), call.number("upper"));
        var noise = emit.select(isKept, 1, emit.convert(slopes, Emitter.elementType(x)));
        return List.of(emit.multiply(x, noise), noise);
    }

    /** Gradient of the sum over classes of max(0, margin - x[target] + x[class])^p / classes. */
    private static Value marginGradient(Call call) {
        var emit = call.emit();
        var given = UnaryOps.operand(call);
        var x = Emitter.rank(given) == 1 ? emit.unsqueeze(given, 0) : given;
        long count = x.tensorType().size(0);
        long classes = x.tensorType().size(1);
        var target = emit.reshape(call.tensor("target"), Shape.of(count, 1));
        var isTarget =
                emit.compare(ComparisonDirection.EQ, emit.iota(emit.shape(x), Emitter.elementType(target), 1), target);
        var own = emit.unsqueeze(ReductionOps.sum(emit, emit.select(isTarget, x, 0), 1), 1);
        var excess = emit.add(emit.subtract(x, own), call.number("margin"));
        var isActive = emit.binary(
                BinaryOp.And::new,
                emit.compare(ComparisonDirection.GT, excess, 0),
                emit.unary(UnaryOp.Not::new, isTarget));
        var slope = call.number("p") == 1 ? emit.fullLike(excess, 1) : emit.multiply(excess, 2);
        if (!call.isNone("weight")) {
            var weights = emit.unsqueeze(UnaryOps.operand(call, "weight"), 0);
            var weight = ReductionOps.sum(emit, emit.select(isTarget, weights, 0), 1);
            slope = emit.multiply(slope, emit.unsqueeze(weight, 1));
        }
        var others = emit.multiply(emit.select(isActive, slope, 0), 1.0 / classes);
        var sums = emit.unsqueeze(ReductionOps.sum(emit, others, 1), 1);
        var each = emit.select(isTarget, emit.unary(UnaryOp.Negate::new, sums), others);
        return emit.reshape(emit.multiply(each, outer(call, count)), emit.shape(given));
    }

    /** The gradient of the loss of each row, in the form that broadcasts along it. */
    private static Value outer(Call call, long count) {
        var emit = call.emit();
        var gradient = UnaryOps.operand(call, "grad_output");
        if (Emitter.rank(gradient) > 0) {
            return emit.unsqueeze(gradient, 1);
        }
        return call.integer("reduction") == MEAN ? emit.multiply(gradient, 1.0 / count) : gradient;
    }

    /** Gradient of the sum over targets and other classes of max(0, 1 - x[target] + x[class]) / classes. */
    private static Value labelsMarginGradient(Call call) {
        var emit = call.emit();
        var given = UnaryOps.operand(call);
        var x = Emitter.rank(given) == 1 ? emit.unsqueeze(given, 0) : given;
        var shape = emit.shape(x);
        long count = x.tensorType().size(0);
        long classes = x.tensorType().size(1);
        var target = emit.reshape(call.tensor("target"), shape);
        var isTarget =
                emit.compare(ComparisonDirection.NE, emit.reshape(UnaryOps.operand(call, "is_target"), shape), 0);
        // Targets end at the first negative one.
        var isNegative = emit.convert(emit.compare(ComparisonDirection.LT, target, 0), ScalarType.I64);
        var isListed = emit.compare(ComparisonDirection.EQ, ScanOps.sums(emit, isNegative, 1), 0);
        var place = emit.iota(Shape.of(count, classes, classes), Emitter.elementType(target), 2);
        // [row, target, class]
        var names = emit.binary(
                BinaryOp.And::new,
                emit.compare(ComparisonDirection.EQ, place, emit.unsqueeze(target, 2)),
                emit.unsqueeze(isListed, 2));
        var own = ReductionOps.sum(emit, emit.select(names, emit.unsqueeze(x, 1), 0), 2);
        var excess = emit.add(emit.subtract(emit.unsqueeze(x, 1), emit.unsqueeze(own, 2)), 1);
        var counts = emit.binary(
                BinaryOp.And::new,
                emit.unsqueeze(isListed, 2),
                emit.unary(UnaryOp.Not::new, emit.unsqueeze(isTarget, 1)));
        var isActive = emit.binary(BinaryOp.And::new, counts, emit.compare(ComparisonDirection.GT, excess, 0));
        var ones = emit.convert(isActive, Emitter.elementType(x));
        var pulled = emit.unsqueeze(ReductionOps.sum(emit, ones, 2), 2);
        var targets = ReductionOps.sum(emit, emit.select(names, pulled, 0), 1);
        var each = emit.multiply(emit.subtract(ReductionOps.sum(emit, ones, 1), targets), 1.0 / classes);
        return emit.reshape(emit.multiply(each, outer(call, count)), emit.shape(given));
    }
}
