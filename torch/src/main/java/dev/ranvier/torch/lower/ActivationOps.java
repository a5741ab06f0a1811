package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import java.util.function.BiFunction;

/** Activation functions and their gradients. Source of the formulas: PyTorch's documentation of {@code torch.nn}. */
final class ActivationOps {
    private ActivationOps() {}

    static void add(OpTable table) {
        add(table, "relu", (emit, x) -> emit.maximum(x, emit.fullLike(x, 0)));
        add(table, "relu6", (emit, x) -> clamp(emit, x, 0, 6));
        add(table, "silu", (emit, x) -> emit.multiply(x, sigmoid(emit, x)));
        add(table, "hardswish", (emit, x) -> emit.multiply(x, hardSigmoid(emit, x)));
        add(table, "hardsigmoid", ActivationOps::hardSigmoid);
        add(table, "mish", (emit, x) -> emit.multiply(x, emit.unary(UnaryOp.Tanh::new, softplus(emit, x, 1, 20))));
        add(table, "log_sigmoid", (emit, x) -> emit.unary(UnaryOp.Negate::new, softplus(emit, negate(emit, x), 1, 20)));
        add(table, "selu", (emit, x) -> elu(emit, x, 1.6732632423543772, 1.0507009873554805, 1));
        table.add(
                "aten.hardtanh.default",
                call -> clamp(call.emit(), UnaryOps.operand(call), call.number("min_val"), call.number("max_val")));
        table.add(
                "aten.elu.default",
                call -> elu(
                        call.emit(),
                        UnaryOps.operand(call),
                        call.number("alpha"),
                        call.number("scale"),
                        call.number("input_scale")));
        table.add(
                "aten.celu.default",
                call -> elu(call.emit(), UnaryOps.operand(call), call.number("alpha"), 1, 1 / call.number("alpha")));
        table.add(
                "aten.softplus.default",
                call -> softplus(call.emit(), UnaryOps.operand(call), call.number("beta"), call.number("threshold")));
        table.add("aten.leaky_relu.default", call -> leaky(call, call.number("negative_slope")));
        table.add("aten.prelu.default", ActivationOps::prelu);
        table.add("aten._prelu_kernel.default", ActivationOps::prelu);
        table.add("aten.gelu.default", call -> gelu(call.emit(), UnaryOps.operand(call), call.text("approximate")));
        table.add("aten.threshold.default", call -> {
            var x = UnaryOps.operand(call);
            var emit = call.emit();
            return emit.select(
                    emit.compare(ComparisonDirection.GT, x, call.number("threshold")), x, call.number("value"));
        });
        table.add("aten.hardshrink.default", call -> {
            var x = UnaryOps.operand(call);
            var emit = call.emit();
            var small = emit.compare(ComparisonDirection.LE, emit.unary(UnaryOp.Abs::new, x), call.number("lambd"));
            return emit.select(small, 0, x);
        });
        table.add("aten.softshrink.default", ActivationOps::softshrink);
        table.add("aten.glu.default", ActivationOps::glu);
        addGradients(table);
    }

    private static void add(OpTable table, String name, BiFunction<Emitter, Value, Value> function) {
        table.add("aten." + name + ".default", call -> function.apply(call.emit(), UnaryOps.operand(call)));
    }

    static Value sigmoid(Emitter emit, Value x) {
        return emit.unary(UnaryOp.Logistic::new, x);
    }

    private static Value negate(Emitter emit, Value x) {
        return emit.unary(UnaryOp.Negate::new, x);
    }

    static Value clamp(Emitter emit, Value x, double low, double high) {
        return emit.minimum(emit.maximum(x, emit.fullLike(x, low)), emit.fullLike(x, high));
    }

    private static Value hardSigmoid(Emitter emit, Value x) {
        return emit.multiply(clamp(emit, emit.add(x, 3), 0, 6), 1.0 / 6);
    }

    private static Value elu(Emitter emit, Value x, double alpha, double scale, double inputScale) {
        var negative = emit.multiply(
                emit.unary(UnaryOp.ExponentialMinusOne::new, emit.multiply(x, inputScale)), alpha * scale);
        return emit.select(emit.compare(ComparisonDirection.GT, x, 0), emit.multiply(x, scale), negative);
    }

    private static Value softplus(Emitter emit, Value x, double beta, double threshold) {
        var scaled = emit.multiply(x, beta);
        var soft = emit.multiply(
                emit.unary(UnaryOp.LogPlusOne::new, emit.unary(UnaryOp.Exponential::new, scaled)), 1 / beta);
        return emit.select(emit.compare(ComparisonDirection.GT, scaled, threshold), x, soft);
    }

    private static Value leaky(Call call, double slope) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        return emit.select(emit.compare(ComparisonDirection.GT, x, 0), x, emit.multiply(x, slope));
    }

    /** Of one slope, or one for each channel, which is the second dimension. */
    private static Value prelu(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        var slope = UnaryOps.operand(call, "weight");
        boolean perChannel = Emitter.rank(slope) == 1 && Emitter.rank(x) > 1;
        var slopes = perChannel ? emit.broadcast(slope, channels(emit, x, slope), 1) : slope;
        return emit.select(emit.compare(ComparisonDirection.GT, x, 0), x, emit.multiply(x, slopes));
    }

    /** A shape of ones but for the second dimension, which is the size of {@code vector}. */
    private static Shape channels(Emitter emit, Value x, Value vector) {
        var ones = new long[Emitter.rank(x)];
        Arrays.fill(ones, 1);
        return Shape.of(ones).with(1, emit.size(vector, 0));
    }

    static Value gelu(Emitter emit, Value x, String approximate) {
        var half = emit.multiply(x, 0.5);
        if (!approximate.equals("tanh")) {
            return emit.multiply(half, emit.add(erf(emit, emit.multiply(x, Math.sqrt(0.5))), 1));
        }
        return emit.multiply(half, emit.add(emit.unary(UnaryOp.Tanh::new, tanhArgument(emit, x)), 1));
    }

    private static Value erf(Emitter emit, Value x) {
        return emit.unary(ChloOp.Unary.Erf::new, x);
    }

    /** sqrt(2 / pi) (x + 0.044715 x^3). */
    private static Value tanhArgument(Emitter emit, Value x) {
        var cube = emit.multiply(emit.multiply(x, x), x);
        return emit.multiply(emit.add(x, emit.multiply(cube, 0.044715)), Math.sqrt(2 / Math.PI));
    }

    private static Value softshrink(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        double bound = call.number("lambd");
        var low = emit.select(emit.compare(ComparisonDirection.LT, x, -bound), emit.add(x, bound), 0);
        return emit.select(emit.compare(ComparisonDirection.GT, x, bound), emit.add(x, -bound), low);
    }

    private static Value glu(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        int dimension = call.dimension("dim", Emitter.rank(x));
        var size = emit.size(x, dimension);
        var half = SizeArithmetic.divide(emit, size, Size.of(2));
        var gate = emit.slice(x, dimension, half, size, 1);
        return emit.multiply(emit.slice(x, dimension, Size.of(0), half, 1), sigmoid(emit, gate));
    }

    // Gradients

    private static void addGradients(OpTable table) {
        table.add("aten.threshold_backward.default", call -> {
            var emit = call.emit();
            var passes = emit.compare(ComparisonDirection.GT, call.tensor("self"), call.number("threshold"));
            return emit.select(passes, gradient(call), 0);
        });
        table.add("aten.sigmoid_backward.default", call -> {
            var emit = call.emit();
            var y = UnaryOps.operand(call, "output");
            return emit.multiply(gradient(call), emit.multiply(y, emit.subtract(emit.fullLike(y, 1), y)));
        });
        table.add("aten.tanh_backward.default", call -> {
            var emit = call.emit();
            var y = UnaryOps.operand(call, "output");
            return emit.multiply(gradient(call), emit.subtract(emit.fullLike(y, 1), emit.multiply(y, y)));
        });
        table.add("aten.silu_backward.default", call -> {
            var emit = call.emit();
            var x = UnaryOps.operand(call);
            var s = sigmoid(emit, x);
            var slope = emit.multiply(s, emit.add(emit.multiply(x, emit.subtract(emit.fullLike(s, 1), s)), 1));
            return emit.multiply(gradient(call), slope);
        });
        table.add(
                "aten.hardtanh_backward.default",
                call -> between(call, call.number("min_val"), call.number("max_val")));
        table.add("aten.hardsigmoid_backward.default", call -> call.emit().multiply(between(call, -3, 3), 1.0 / 6));
        table.add("aten.hardswish_backward.default", ActivationOps::hardSwishGradient);
        table.add("aten.leaky_relu_backward.default", call -> {
            var emit = call.emit();
            var positive = emit.compare(ComparisonDirection.GT, call.tensor("self"), 0);
            return emit.select(positive, gradient(call), emit.multiply(gradient(call), call.number("negative_slope")));
        });
        table.add("aten.gelu_backward.default", ActivationOps::geluGradient);
    }

    private static Value gradient(Call call) {
        return UnaryOps.operand(call, "grad_output");
    }

    /** The gradient where the operand is strictly between two numbers. */
    private static Value between(Call call, double low, double high) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        var inside = emit.binary(
                BinaryOp.And::new,
                emit.compare(ComparisonDirection.GT, x, low),
                emit.compare(ComparisonDirection.LT, x, high));
        return emit.select(inside, gradient(call), 0);
    }

    private static Value hardSwishGradient(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        var middle = emit.multiply(gradient(call), emit.add(emit.multiply(x, 1.0 / 3), 0.5));
        var upper = emit.select(emit.compare(ComparisonDirection.LT, x, 3), middle, gradient(call));
        return emit.select(emit.compare(ComparisonDirection.LE, x, -3), 0, upper);
    }

    private static Value geluGradient(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        if (call.text("approximate").equals("tanh")) {
            var t = emit.unary(UnaryOp.Tanh::new, tanhArgument(emit, x));
            var inner = emit.multiply(
                    emit.add(emit.multiply(emit.multiply(x, x), 3 * 0.044715), 1), Math.sqrt(2 / Math.PI));
            var slope = emit.multiply(emit.subtract(emit.fullLike(t, 1), emit.multiply(t, t)), inner);
            var sum = emit.add(emit.add(t, 1), emit.multiply(x, slope));
            return emit.multiply(gradient(call), emit.multiply(sum, 0.5));
        }
        var distribution = emit.multiply(emit.add(erf(emit, emit.multiply(x, Math.sqrt(0.5))), 1), 0.5);
        var density = emit.multiply(
                emit.unary(UnaryOp.Exponential::new, emit.multiply(emit.multiply(x, x), -0.5)),
                1 / Math.sqrt(2 * Math.PI));
        return emit.multiply(gradient(call), emit.add(distribution, emit.multiply(x, density)));
    }
}
