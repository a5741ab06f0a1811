package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pooling over windows of the last dimensions, and the gradients of what training needs. */
final class PoolingOps {
    private PoolingOps() {}

    static void add(OpTable table) {
        for (int spatial = 1; spatial <= 3; spatial++) {
            int dimensions = spatial;
            table.add("aten.max_pool" + spatial + "d.default", call -> maximum(call, dimensions));
            table.add("aten.avg_pool" + spatial + "d.default", call -> average(call, dimensions));
            table.addAll(
                    "aten.max_pool" + spatial + "d_with_indices.default", call -> maximumWithIndex(call, dimensions));
        }
        for (int spatial = 1; spatial <= 3; spatial++) {
            int dimensions = spatial;
            table.add("aten.adaptive_avg_pool" + spatial + "d.default", call -> adaptive(call, dimensions));
        }
        table.add("aten._adaptive_avg_pool2d.default", call -> adaptive(call, 2));
        table.add("aten._adaptive_avg_pool3d.default", call -> adaptive(call, 3));
        table.add("aten._adaptive_avg_pool2d_backward.default", call -> adaptiveGradient(call, 2));
        table.add("aten._adaptive_avg_pool3d_backward.default", call -> adaptiveGradient(call, 3));
        for (int spatial = 2; spatial <= 3; spatial++) {
            int dimensions = spatial;
            table.add("aten.avg_pool" + spatial + "d_backward.default", call -> averageGradient(call, dimensions));
            for (var op : List.of("max_pool%dd_with_indices", "adaptive_max_pool%dd", "fractional_max_pool%dd")) {
                table.add(
                        "aten." + op.formatted(spatial) + "_backward.default",
                        call -> maximumGradient(call, dimensions));
            }
        }
    }

    /** A window over all dimensions of a tensor; those that are not pooled have windows of one element. */
    private record Window(Int64Array sizes, Int64Array strides, Int64Array dilations, Int64Array low, Int64Array high) {
        DenseElements padding() {
            var pairs = new long[2 * low.size()];
            for (int i = 0; i < low.size(); i++) {
                pairs[2 * i] = low.get(i);
                pairs[2 * i + 1] = high.get(i);
            }
            return DenseElements.ofBits(TensorType.of(ScalarType.I64, low.size(), 2), pairs);
        }
    }

    /** @param pooled the shape of what pooling gives */
    private static Window window(Call call, Value x, Shape pooled, int spatial) {
        int rank = Emitter.rank(x);
        var sizes = whole(rank, call.integers("kernel_size", spatial));
        boolean likeKernel = call.integers("stride").length == 0;
        var strides = likeKernel ? sizes : whole(rank, call.integers("stride", spatial));
        var dilations = whole(rank, call.has("dilation") ? call.integers("dilation", spatial) : new long[0]);
        var low = new long[rank];
        var high = new long[rank];
        var padding = call.integers("padding", spatial);
        for (int i = 0; i < spatial; i++) {
            int dimension = rank - spatial + i;
            low[dimension] = padding[i];
            high[dimension] = padding[i];
            if (call.flag("ceil_mode")
                    && x.tensorType().dimension(dimension).isStatic()
                    && pooled.size(dimension) instanceof Size.Known(long outputs)) {
                // As much as the windows reach over, which may be less than the padding.
                long covered = (outputs - 1) * strides[dimension] + dilations[dimension] * (sizes[dimension] - 1) + 1;
                high[dimension] = covered - x.tensorType().size(dimension) - padding[i];
            }
        }
        return new Window(
                Int64Array.of(sizes),
                Int64Array.of(strides),
                Int64Array.of(dilations),
                Int64Array.of(low),
                Int64Array.of(high));
    }

    /** Numbers for the last dimensions, with 1 for those before. */
    private static long[] whole(int rank, long[] last) {
        var numbers = new long[rank];
        Arrays.fill(numbers, 1);
        System.arraycopy(last, 0, numbers, rank - last.length, last.length);
        return numbers;
    }

    private static Value reduceWindow(Emitter emit, OpForm.Binary form, Value x, Value initial, Window window) {
        var scalar = TensorType.of(Emitter.elementType(x));
        var body = emit.builder()
                .region(
                        List.of(scalar, scalar),
                        inner -> List.of(inner.binary(form, inner.argument(0), inner.argument(1))));
        return emit.builder()
                .emitAll(
                        1,
                        (results, info) -> new ReductionOp.ReduceWindow(
                                List.of(x),
                                List.of(initial),
                                window.sizes(),
                                window.strides(),
                                null,
                                window.dilations(),
                                window.padding(),
                                body,
                                results,
                                info))
                .getFirst();
    }

    private static Value worst(Call call, Value x) {
        return ReductionOps.worst(call.emit(), (ScalarType) Emitter.elementType(x), true);
    }

    private static Value maximum(Call call, int spatial) {
        var x = call.tensor("self");
        return reduceWindow(
                call.emit(), BinaryOp.Maximum::new, x, worst(call, x), window(call, x, call.resultShape(), spatial));
    }

    /** The index counts the elements of the pooled dimensions, row-major; the first of several that are greatest. */
    private static List<Value> maximumWithIndex(Call call, int spatial) {
        var emit = call.emit();
        var x = call.tensor("self");
        var window = window(call, x, call.resultShape(), spatial);
        var index = positions(emit, x, spatial);
        var initial = List.of(worst(call, x), emit.integer(ScalarType.I64, Long.MAX_VALUE));
        var scalar = TensorType.of(Emitter.elementType(x));
        var position = TensorType.of(ScalarType.I64);
        var body = emit.builder().region(List.of(scalar, position, scalar, position), PoolingOps::greater);
        return emit.builder()
                .emitAll(
                        2,
                        (results, info) -> new ReductionOp.ReduceWindow(
                                List.of(x, index),
                                initial,
                                window.sizes(),
                                window.strides(),
                                null,
                                window.dilations(),
                                window.padding(),
                                body,
                                results,
                                info));
    }

    private static List<Value> greater(RegionBuilder inner) {
        var a = inner.argument(0);
        var b = inner.argument(2);
        var isGreater = inner.compare(ComparisonDirection.GT, a, b);
        var isEqual = inner.compare(ComparisonDirection.EQ, a, b);
        var isEarlier = inner.compare(ComparisonDirection.LT, inner.argument(1), inner.argument(3));
        var aIsNaN = inner.compare(ComparisonDirection.NE, a, a);
        var takesA = inner.binary(
                BinaryOp.Or::new,
                inner.binary(BinaryOp.Or::new, isGreater, aIsNaN),
                inner.binary(BinaryOp.And::new, isEqual, isEarlier));
        return List.of(inner.select(takesA, a, b), inner.select(takesA, inner.argument(1), inner.argument(3)));
    }

    static Value positions(Emitter emit, Value x, int spatial) {
        int rank = Emitter.rank(x);
        var plane = emit.shape(x).slice(rank - spatial, rank);
        var count = new Shape(List.of(emit.product(plane.sizes())));
        return emit.broadcast(emit.reshape(emit.iota(count, ScalarType.I64, 0), plane), emit.shape(x));
    }

    private static Value average(Call call, int spatial) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        var window = window(call, x, call.resultShape(), spatial);
        var sums = reduceWindow(emit, BinaryOp.Add::new, x, emit.constant(Emitter.elementType(x), 0), window);
        return emit.divide(sums, divisor(call, x, window, spatial));
    }

    /** How many elements each window averages: padding counts if asked for, what lies beyond it never does. */
    private static Value divisor(Call call, Value x, Window window, int spatial) {
        var emit = call.emit();
        var type = Emitter.elementType(x);
        if (call.has("divisor_override") && !call.isNone("divisor_override")) {
            return emit.constant(type, call.number("divisor_override"));
        }
        long area = window.sizes().stream().reduce(1, (a, b) -> a * b);
        var padding = call.integers("padding", spatial);
        boolean counted = call.flag("count_include_pad");
        if (!call.flag("ceil_mode") && (counted || Arrays.stream(padding).allMatch(n -> n == 0))) {
            return emit.constant(type, (double) area);
        }
        int rank = Emitter.rank(x);
        var plane = new Shape(IntStream.range(0, rank)
                .mapToObj(i -> i < rank - spatial ? Size.of(1) : emit.size(x, i))
                .toList());
        var ones = emit.full(plane, type, 1);
        var low = new long[rank];
        if (counted) {
            System.arraycopy(window.low().toArray(), 0, low, 0, rank);
            ones = emit.pad(ones, emit.constant(type, 1), low, low);
        }
        var rest = new Window(
                window.sizes(),
                window.strides(),
                window.dilations(),
                counted ? Int64Array.filled(rank, 0) : window.low(),
                Int64Array.of(IntStream.range(0, rank)
                        .mapToLong(i -> window.high().get(i) - (counted ? low[i] : 0))
                        .toArray()));
        return reduceWindow(emit, BinaryOp.Add::new, ones, emit.constant(type, 0), rest);
    }

    // Adaptive: window i of n over a size s is from floor(i s / n) to before ceil((i + 1) s / n).

    private static Value adaptive(Call call, int spatial) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        int rank = Emitter.rank(x);
        var outputs = call.sizes("output_size");
        if (outputs.stream().allMatch(size -> size.is(1))) {
            var pooled = IntStream.range(rank - spatial, rank).toArray();
            return ReductionOps.keep(emit, x, ReductionOps.mean(emit, x, pooled), pooled);
        }
        for (int dimension = rank - spatial; dimension < rank; dimension++) {
            x = alongDimension(emit, x, windows(emit, x, dimension, call.resultShape()), dimension, 0);
        }
        return x;
    }

    private static Value adaptiveGradient(Call call, int spatial) {
        var emit = call.emit();
        var input = call.tensor("self");
        var gradient = UnaryOps.operand(call, "grad_output");
        int rank = Emitter.rank(input);
        for (int dimension = rank - spatial; dimension < rank; dimension++) {
            var windows = windows(emit, input, dimension, emit.shape(call.tensor("grad_output")));
            gradient =
                    alongDimension(emit, gradient, emit.convert(windows, Emitter.elementType(gradient)), dimension, 1);
        }
        return gradient;
    }

    /** The weight of each input in each output: [inputs, outputs]. */
    private static Value windows(Emitter emit, Value x, int dimension, Shape pooled) {
        if (!(emit.size(x, dimension) instanceof Size.Known(long inputs))
                || !(pooled.size(dimension) instanceof Size.Known(long outputs))) {
            throw RanvierException.unimplemented("adaptive pooling of an open size");
        }
        var shape = Shape.of(inputs, outputs);
        var input = emit.iota(shape, ScalarType.I64, 0);
        var output = emit.iota(shape, ScalarType.I64, 1);
        var size = emit.integer(ScalarType.I64, inputs);
        var count = emit.integer(ScalarType.I64, outputs);
        var start = emit.divide(emit.multiply(output, size), count);
        var end = emit.divide(emit.add(emit.multiply(emit.add(output, 1), size), outputs - 1.0), count);
        var isInside = emit.binary(
                BinaryOp.And::new,
                emit.compare(ComparisonDirection.GE, input, start),
                emit.compare(ComparisonDirection.LT, input, end));
        var type = Emitter.elementType(emit.wide(x));
        return emit.select(
                isInside, emit.divide(emit.constant(type, 1), emit.convert(emit.subtract(end, start), type)), 0);
    }

    /** The product of each row along a dimension with a matrix. */
    static Value alongDimension(Emitter emit, Value x, Value matrix, int dimension, int contracted) {
        int last = Emitter.rank(x) - 1;
        return emit.swap(emit.dot(emit.swap(x, dimension, last), matrix, 0, last, contracted), dimension, last);
    }

    // Gradients

    /** The average is linear: each output's share is spread over its window, and shares are summed. */
    private static Value averageGradient(Call call, int spatial) {
        var emit = call.emit();
        var x = call.tensor("self");
        var gradient = UnaryOps.operand(call, "grad_output");
        int rank = Emitter.rank(x);
        var window = window(call, x, emit.shape(gradient), spatial);
        var shares =
                emit.divide(gradient, divisor(call, emit.convert(x, Emitter.elementType(gradient)), window, spatial));
        var low = new long[rank];
        var high = new long[rank];
        var interior = new long[rank];
        for (int i = 0; i < rank; i++) {
            interior[i] = window.strides().get(i) - 1;
            low[i] = window.sizes().get(i) - 1 - window.low().get(i);
            long spread = (gradient.tensorType().size(i) - 1) * window.strides().get(i) + 1;
            high[i] = x.tensorType().size(i) + window.sizes().get(i) - 1 - low[i] - spread;
        }
        var zero = emit.constant(Emitter.elementType(gradient), 0);
        var spread = emit.builder()
                .emit((result, info) -> new ShapeOp.Pad(
                        shares, zero, Int64Array.of(low), Int64Array.of(high), Int64Array.of(interior), result, info));
        var ones = Int64Array.filled(rank, 1);
        var zeros = Int64Array.filled(rank, 0);
        var sums = new Window(window.sizes(), ones, ones, zeros, zeros);
        return reduceWindow(emit, BinaryOp.Add::new, spread, zero, sums);
    }

    /** Each gradient goes to the element of its plane that the index counts. */
    private static Value maximumGradient(Call call, int spatial) {
        var emit = call.emit();
        var x = call.tensor("self");
        var gradient = UnaryOps.operand(call, "grad_output");
        int rank = Emitter.rank(x);
        var plane = emit.product(emit.shape(x).slice(rank - spatial, rank).sizes());
        var planes = emit.product(emit.shape(x).slice(0, rank - spatial).sizes());
        var pooled =
                emit.product(emit.shape(gradient).slice(rank - spatial, rank).sizes());
        var rows = new Shape(List.of(planes, pooled));
        var zeros = emit.full(new Shape(List.of(planes, plane)), Emitter.elementType(gradient), 0);
        var index = emit.reshape(call.tensor("indices"), rows);
        var sums = GatherScatter.along(emit, zeros, 1, index).scatterSum(emit.reshape(gradient, rows));
        return emit.reshape(sums, emit.shape(x));
    }
}
