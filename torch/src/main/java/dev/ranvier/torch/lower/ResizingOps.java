package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.Argument;
import java.util.Arrays;
import java.util.List;

/** Images of another size, one dimension after another. Source: PyTorch's {@code aten/src/ATen/native/UpSample.h}. */
final class ResizingOps {
    private ResizingOps() {}

    static void add(OpTable table) {
        for (int spatial = 1; spatial <= 3; spatial++) {
            for (var overload : List.of("vec", "default")) {
                int dimensions = spatial;
                table.add(
                        "aten.upsample_nearest" + spatial + "d." + overload,
                        call -> resize(call, dimensions, Kind.NEAREST));
                table.add(
                        "aten._upsample_nearest_exact" + spatial + "d." + overload,
                        call -> resize(call, dimensions, Kind.NEAREST_EXACT));
            }
        }
        for (var overload : List.of("vec", "default")) {
            table.add("aten.upsample_linear1d." + overload, call -> resize(call, 1, Kind.LINEAR));
            table.add("aten.upsample_bilinear2d." + overload, call -> resize(call, 2, Kind.LINEAR));
            table.add("aten.upsample_trilinear3d." + overload, call -> resize(call, 3, Kind.LINEAR));
            table.add("aten.upsample_bicubic2d." + overload, call -> resize(call, 2, Kind.CUBIC));
            table.add("aten._upsample_bilinear2d_aa." + overload, call -> resize(call, 2, Kind.ANTIALIASED));
        }
        for (int spatial = 1; spatial <= 3; spatial++) {
            addGradient(table, "upsample_nearest" + spatial + "d", spatial, Kind.NEAREST);
            addGradient(table, "_upsample_nearest_exact" + spatial + "d", spatial, Kind.NEAREST_EXACT);
        }
        addGradient(table, "upsample_linear1d", 1, Kind.LINEAR);
        addGradient(table, "upsample_bilinear2d", 2, Kind.LINEAR);
        addGradient(table, "upsample_trilinear3d", 3, Kind.LINEAR);
        addGradient(table, "upsample_bicubic2d", 2, Kind.CUBIC);
        addGradient(table, "_upsample_bilinear2d_aa", 2, Kind.ANTIALIASED);
    }

    /** The gradient of an op, which has all of its arguments but for what is resized, whose shape it has instead. */
    private static void addGradient(OpTable table, String name, int spatial, Kind kind) {
        table.add("aten." + name + "_backward.default", call -> gradient(call, spatial, kind));
    }

    /** Resizing is linear along each dimension: its gradient is the product with its matrix, which is what it makes of one. */
    private static Value gradient(Call call, int spatial, Kind kind) {
        var emit = call.emit();
        var gradient = emit.wide(call.tensor("grad_output"));
        int rank = Emitter.rank(gradient);
        boolean alignCorners = call.has("align_corners") && call.flag("align_corners");
        for (int i = 0; i < spatial; i++) {
            int dimension = rank - spatial + i;
            long inputs = call.integers("input_size")[dimension];
            long outputs = call.integers("output_size")[i];
            double step = step(inputs, outputs, givenScale(call, i, spatial), alignCorners);
            var identity = Matrices.identity(emit, Shape.SCALAR, Size.of(inputs), Emitter.elementType(gradient));
            var matrix = kind == Kind.ANTIALIASED
                    ? antialiasing(emit, inputs, outputs, step, alignCorners)
                    : resize(emit, identity, 0, kind, outputs, step, alignCorners);
            gradient = PoolingOps.alongDimension(
                    emit, gradient, emit.convert(matrix, Emitter.elementType(gradient)), dimension, 0);
        }
        return gradient;
    }

    /** The weight of each input in each output: triangles as wide as the step, where that is more than an element. */
    private static Value antialiasing(Emitter emit, long inputs, long outputs, double step, boolean alignCorners) {
        double width = Math.max(step, 1);
        var shape = Shape.of(outputs, inputs);
        var output = emit.iota(shape, ScalarType.F32, 0);
        var centre = emit.add(emit.multiply(emit.add(output, 0.5), step), alignCorners ? 0.5 * (1 - step) : 0);
        var distance = emit.subtract(emit.add(emit.iota(shape, ScalarType.F32, 1), 0.5), centre);
        var fall = emit.multiply(emit.unary(UnaryOp.Abs::new, distance), 1 / width);
        var weights = emit.binary(BinaryOp.Maximum::new, emit.subtract(emit.fullLike(fall, 1), fall), 0);
        return emit.divide(weights, emit.unsqueeze(ReductionOps.sum(emit, weights, 1), 1));
    }

    private enum Kind {
        NEAREST,
        /** Nearest by the centres of pixels. */
        NEAREST_EXACT,
        LINEAR,
        /** Linear over as many elements as one output stands for. */
        ANTIALIASED,
        CUBIC
    }

    private static Value resize(Call call, int spatial, Kind kind) {
        var x = call.emit().wide(call.tensor(call.has("self") ? "self" : "input"));
        int rank = Emitter.rank(x);
        boolean alignCorners = call.has("align_corners") && call.flag("align_corners");
        for (int i = 0; i < spatial; i++) {
            int dimension = rank - spatial + i;
            if (!(call.emit().size(x, dimension) instanceof Size.Known(long inputs))
                    || !(call.resultShape().size(dimension) instanceof Size.Known(long outputs))) {
                throw RanvierException.unimplemented("resizes a dimension of open size");
            }
            double step = step(inputs, outputs, givenScale(call, i, spatial), alignCorners);
            x = resize(call.emit(), x, dimension, kind, outputs, step, alignCorners);
        }
        return x;
    }

    /** The factor that the caller gave for a dimension, or 0: PyTorch then takes it from the sizes. */
    private static double givenScale(Call call, int index, int spatial) {
        if (call.has("scale_factors")
                && call.argument("scale_factors") instanceof Argument.Reals(List<Double> factors)) {
            return factors.get(index);
        }
        var names = spatial == 1
                ? List.of("scales")
                : spatial == 2 ? List.of("scales_h", "scales_w") : List.of("scales_d", "scales_h", "scales_w");
        var name = names.get(index);
        return call.has(name) ? call.number(name, 0) : 0;
    }

    private static double step(long inputs, long outputs, double scale, boolean alignCorners) {
        if (alignCorners) {
            return outputs > 1 ? (double) (inputs - 1) / (outputs - 1) : 0;
        }
        return scale > 0 ? 1 / scale : (double) inputs / outputs;
    }

    private static Value resize(
            Emitter emit, Value x, int dimension, Kind kind, long outputs, double step, boolean alignCorners) {
        var type = Emitter.elementType(x).isFloat() ? Emitter.elementType(x) : ScalarType.F32;
        var output = emit.iota(Shape.of(outputs), type, 0);
        return switch (kind) {
            case NEAREST -> at(emit, x, dimension, emit.multiply(output, step));
            case NEAREST_EXACT -> at(emit, x, dimension, emit.multiply(emit.add(output, 0.5), step));
            case ANTIALIASED -> {
                long inputs = x.tensorType().size(dimension);
                var matrix = antialiasing(emit, inputs, outputs, step, alignCorners);
                yield PoolingOps.alongDimension(emit, x, emit.convert(matrix, type), dimension, 1);
            }
            case LINEAR, CUBIC -> {
                var source = alignCorners
                        ? emit.multiply(output, step)
                        : emit.add(emit.multiply(emit.add(output, 0.5), step), -0.5);
                yield kind == Kind.LINEAR ? linear(emit, x, dimension, source) : cubic(emit, x, dimension, source);
            }
        };
    }

    /** The elements at positions rounded down, held within the dimension. */
    private static Value at(Emitter emit, Value x, int dimension, Value position) {
        long last = x.tensorType().size(dimension) - 1;
        var index = emit.convert(emit.unary(UnaryOp.Floor::new, position), ScalarType.I64);
        var held = emit.minimum(emit.binary(BinaryOp.Maximum::new, index, 0), emit.integer(ScalarType.I64, last));
        return GatherScatter.slices(emit, x, dimension, held).gather();
    }

    private static Value linear(Emitter emit, Value x, int dimension, Value position) {
        var held = emit.binary(BinaryOp.Maximum::new, position, 0);
        var low = at(emit, x, dimension, held);
        var high = at(emit, x, dimension, emit.add(held, 1));
        var weight = along(emit, fraction(emit, held), x, dimension);
        return emit.add(low, emit.multiply(emit.subtract(high, low), weight));
    }

    private static Value fraction(Emitter emit, Value position) {
        return emit.subtract(position, emit.unary(UnaryOp.Floor::new, position));
    }

    /** A vector in the form that broadcasts along a dimension of {@code x}. */
    private static Value along(Emitter emit, Value vector, Value x, int dimension) {
        var shape = new long[Emitter.rank(x)];
        Arrays.fill(shape, 1);
        return emit.reshape(vector, Shape.of(shape).with(dimension, emit.size(vector, 0)));
    }

    /** Keys' convolution of four neighbours with A = -0.75. */
    private static Value cubic(Emitter emit, Value x, int dimension, Value position) {
        var t = fraction(emit, position);
        var rest = emit.subtract(emit.fullLike(t, 1), t);
        var weights = List.of(far(emit, emit.add(t, 1)), near(emit, t), near(emit, rest), far(emit, emit.add(rest, 1)));
        Value sum = null;
        for (int i = 0; i < weights.size(); i++) {
            var term = emit.multiply(
                    at(emit, x, dimension, emit.add(position, i - 1)), along(emit, weights.get(i), x, dimension));
            sum = sum == null ? term : emit.add(sum, term);
        }
        return sum == null ? x : sum;
    }

    /** (A + 2) t³ - (A + 3) t² + 1. */
    private static Value near(Emitter emit, Value t) {
        var inner = emit.add(emit.multiply(t, 1.25), -2.25);
        return emit.add(emit.multiply(inner, emit.multiply(t, t)), 1);
    }

    /** A t³ - 5A t² + 8A t - 4A. */
    private static Value far(Emitter emit, Value t) {
        var cubic = emit.add(emit.multiply(t, -0.75), 3.75);
        var quadratic = emit.add(emit.multiply(cubic, t), -6);
        return emit.add(emit.multiply(quadratic, t), 3);
    }
}
