package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.stream.IntStream;

/** Greatest elements of windows that have no regular steps: adaptive pooling, and fractional, whose places are random. */
final class WindowMaximumOps {
    private WindowMaximumOps() {}

    /** For each output along a dimension the inputs of its window, some of them repeatedly: [outputs, most inputs]. */
    @FunctionalInterface
    private interface Windows {
        Value inputs(int dimension, long inputs, long outputs);
    }

    static void add(OpTable table) {
        for (int spatial = 2; spatial <= 3; spatial++) {
            int dimensions = spatial;
            table.addAll("aten.adaptive_max_pool" + spatial + "d.default", call -> adaptive(call, dimensions));
            table.addAll("aten.fractional_max_pool" + spatial + "d.default", call -> fractional(call, dimensions));
        }
    }

    private static List<Value> adaptive(Call call, int spatial) {
        var emit = call.emit();
        return maximum(call, spatial, (_, inputs, outputs) -> {
            long most = (inputs + outputs - 1) / outputs + 1;
            var shape = Shape.of(outputs, most);
            var output = emit.iota(shape, ScalarType.I64, 0);
            var size = emit.integer(ScalarType.I64, inputs);
            var count = emit.integer(ScalarType.I64, outputs);
            var start = emit.divide(emit.multiply(output, size), count);
            var end = emit.divide(emit.add(emit.multiply(emit.add(output, 1), size), outputs - 1.0), count);
            return emit.minimum(emit.add(start, emit.iota(shape, ScalarType.I64, 1)), emit.add(end, -1));
        });
    }

    /**
     * Window i of n begins at floor((i + u) a) - floor(u a), and the last at the end, for a random u of each plane and
     * a = (inputs - size) / (n - 1).
     */
    private static List<Value> fractional(Call call, int spatial) {
        var emit = call.emit();
        var x = call.tensor("self");
        int rank = Emitter.rank(x);
        var samples = call.tensor("random_samples");
        var kernel = call.integers("kernel_size", spatial);
        long planes = Emitter.known(new Shape(
                List.of(emit.product(emit.shape(x).slice(0, rank - spatial).sizes()))))[0];
        var sizes = Emitter.known(emit.shape(x).slice(rank - spatial, rank));
        var pooled = Emitter.known(call.resultShape().slice(rank - spatial, rank));
        var flat = emit.integer(ScalarType.I64, 0);
        var shape = Shape.of(planes);
        for (int i = 0; i < spatial; i++) {
            shape = shape.followedBy(Shape.of(pooled[i], kernel[i]));
        }
        for (int i = 0; i < spatial; i++) {
            // PyTorch's samples name the innermost dimension first.
            var u = emit.reshape(
                    emit.select(samples, Emitter.rank(samples) - 1, Size.of(spatial - 1L - i)), Shape.of(planes, 1));
            var index = starts(emit, u, sizes[i], pooled[i], kernel[i]);
            var inner = emit.add(
                    emit.unsqueeze(index, 2), emit.iota(Shape.of(planes, pooled[i], kernel[i]), ScalarType.I64, 2));
            var place = emit.broadcast(inner, shape, 0, 1 + 2 * i, 2 + 2 * i);
            flat = emit.add(emit.multiply(flat, emit.integer(ScalarType.I64, sizes[i])), place);
        }
        return maximumAt(call, x, flat, planes, spatial);
    }

    private static Value starts(Emitter emit, Value u, long inputs, long outputs, long size) {
        var type = Emitter.elementType(u);
        double step = outputs > 1 ? (double) (inputs - size) / (outputs - 1) : 0;
        var output = emit.iota(Shape.of(1, outputs), type, 1);
        var moved = emit.unary(UnaryOp.Floor::new, emit.multiply(emit.add(output, u), step));
        var origin = emit.unary(UnaryOp.Floor::new, emit.multiply(u, step));
        var isLast = emit.compare(ComparisonDirection.EQ, output, outputs - 1.0);
        var start = emit.select(isLast, (double) (inputs - size), emit.subtract(moved, origin));
        return emit.convert(start, ScalarType.I64);
    }

    private static List<Value> maximum(Call call, int spatial, Windows windows) {
        var emit = call.emit();
        var x = call.tensor("self");
        int rank = Emitter.rank(x);
        var index = PoolingOps.positions(emit, x, spatial);
        var values = x;
        // Each dimension becomes two, from the last on: the output, and the inputs of its window.
        for (int dimension = rank - 1; dimension >= rank - spatial; dimension--) {
            long inputs = x.tensorType().size(dimension);
            long outputs = call.resultShape().type(ScalarType.I1).size(dimension);
            var taken = windows.inputs(dimension, inputs, outputs);
            values = GatherScatter.slices(emit, values, dimension, taken).gather();
            index = GatherScatter.slices(emit, index, dimension, taken).gather();
        }
        var windowed =
                IntStream.range(0, spatial).map(i -> rank - spatial + 2 * i + 1).toArray();
        return ReductionOps.extremeWithIndex(emit, values, index, ComparisonDirection.GT, windowed);
    }

    /** The greatest of the elements of each plane that flat indices name. */
    private static List<Value> maximumAt(Call call, Value x, Value flat, long planes, int spatial) {
        var emit = call.emit();
        int rank = Emitter.rank(x);
        var plane = emit.product(emit.shape(x).slice(rank - spatial, rank).sizes());
        var count = emit.product(emit.shape(flat).sizes());
        var perPlane = SizeArithmetic.divide(emit, count, Size.of(planes));
        var rows = emit.reshape(x, new Shape(List.of(Size.of(planes), plane)));
        var index = emit.reshape(flat, new Shape(List.of(Size.of(planes), perPlane)));
        var values = emit.reshape(GatherScatter.along(emit, rows, 1, index).gather(), emit.shape(flat));
        var windowed = IntStream.range(0, spatial).map(i -> 2 + 2 * i).toArray();
        return ReductionOps.extremeWithIndex(emit, values, flat, ComparisonDirection.GT, windowed).stream()
                .map(result -> emit.reshape(result, call.resultShape()))
                .toList();
    }
}
