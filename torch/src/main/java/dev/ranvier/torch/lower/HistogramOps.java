package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts of elements between edges. A bin has its lower edge, and the last one both. */
final class HistogramOps {
    private HistogramOps() {}

    static void add(OpTable table) {
        table.add("aten.histc.default", HistogramOps::evenlySpaced);
        table.addAll("aten.histogram.bin_ct", call -> {
            var x = column(call);
            var edges = edges(call, x, call.integer("bins"), range(call, 0));
            return List.of(histogram(call, x, List.of(edges)), edges);
        });
        table.addAll("aten.histogram.bins_tensor", call -> {
            var edges = call.tensor("bins");
            return List.of(histogram(call, column(call), List.of(edges)), edges);
        });
        table.addAll("aten._histogramdd_bin_edges.default", HistogramOps::edgesOfAll);
        table.add("aten._histogramdd_from_bin_cts.default", call -> histogram(call, points(call), edgesOfAll(call)));
        table.add(
                "aten._histogramdd_from_bin_tensors.default",
                call -> histogram(call, points(call), call.tensors("bins")));
    }

    /** The elements as points of one coordinate. */
    private static Value column(Call call) {
        var emit = call.emit();
        return emit.unsqueeze(FlatIndexOps.flat(emit, call.tensor("self")), 1);
    }

    /** The elements as points, whose coordinates lie along the last dimension. */
    private static Value points(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        var shape = emit.shape(x);
        int last = shape.rank() - 1;
        var count = emit.product(shape.slice(0, last).sizes());
        return emit.reshape(x, new Shape(List.of(count, shape.size(last))));
    }

    /** Bounds; equal ones are moved by half to either side. */
    private record Range(double low, double high) {
        Range {
            if (low == high) {
                low -= 0.5;
                high += 0.5;
            }
        }
    }

    /** The bounds that a call gives for a coordinate, or null where they are those of the data. */
    private static @Nullable Range range(Call call, int coordinate) {
        return call.argument("range") instanceof Argument.Reals(List<Double> bounds)
                ? new Range(bounds.get(2 * coordinate), bounds.get(2 * coordinate + 1))
                : null;
    }

    private static List<Value> edgesOfAll(Call call) {
        var emit = call.emit();
        var points = points(call);
        var bins = call.integers("bins");
        return IntStream.range(0, bins.length)
                .mapToObj(i -> edges(call, emit.slice(points, 1, i, i + 1L), bins[i], range(call, i)))
                .toList();
    }

    /** Edges from both ends, as those of PyTorch: the last is the upper bound itself. */
    private static Value edges(Call call, Value x, long bins, @Nullable Range range) {
        var emit = call.emit();
        var bounds = bounds(emit, x, range);
        var low = bounds.getFirst();
        var high = bounds.getLast();
        var step = emit.binary(BinaryOp.Divide::new, emit.subtract(high, low), (double) bins);
        var index = emit.iota(Shape.of(bins + 1), Emitter.elementType(x), 0);
        var fromEnd = emit.add(emit.unary(UnaryOp.Negate::new, index), (double) bins);
        return emit.select(
                emit.compare(ComparisonDirection.LT, index, Math.ceil(bins / 2.0)),
                emit.add(emit.multiply(index, step), low),
                emit.subtract(high, emit.multiply(fromEnd, step)));
    }

    /** The least and the greatest element where no range is given, or half on either side if they are equal. */
    private static List<Value> bounds(Emitter emit, Value x, @Nullable Range range) {
        var type = Emitter.elementType(x);
        if (range != null) {
            return List.of(emit.constant(type, range.low()), emit.constant(type, range.high()));
        }
        if (emit.size(x, 0).is(0)) {
            return List.of(emit.constant(type, 0), emit.constant(type, 1));
        }
        var low = ReductionOps.least(emit, x, 0, 1);
        var high = ReductionOps.greatest(emit, x, 0, 1);
        var isOne = emit.compare(ComparisonDirection.EQ, low, high);
        return List.of(emit.select(isOne, emit.add(low, -0.5), low), emit.select(isOne, emit.add(high, 0.5), high));
    }

    /** The weights of the points in each bin: a sum over the points of products of whether each coordinate is inside. */
    private static Value histogram(Call call, Value points, List<Value> edges) {
        var emit = call.emit();
        var type = Emitter.elementType(points);
        var count = emit.size(points, 0);
        var sums = call.isNone("weight")
                ? emit.full(new Shape(List.of(count)), type, 1)
                : emit.reshape(call.operand("weight", type), new Shape(List.of(count)));
        for (int i = 0; i < edges.size(); i++) {
            var isInside = isInside(emit, emit.slice(points, 1, i, i + 1L), edges.get(i));
            var shape = emit.shape(isInside);
            for (int j = 0; j < i; j++) {
                shape = shape.inserted(1, Size.of(1));
            }
            sums = emit.multiply(emit.unsqueeze(sums, i + 1), emit.reshape(emit.convert(isInside, type), shape));
        }
        var result = ReductionOps.sum(emit, sums, 0);
        return call.flag("density") ? density(emit, result, edges) : result;
    }

    /** Of each element of a column and each bin, whether it is in that. */
    private static Value isInside(Emitter emit, Value column, Value edges) {
        long bins = edges.tensorType().size(0) - 1;
        var isFrom = emit.compare(ComparisonDirection.GE, column, emit.slice(edges, 0, 0, bins));
        var upper = emit.slice(edges, 0, 1, bins + 1);
        var isLast =
                emit.compare(ComparisonDirection.EQ, emit.iota(Shape.of(bins), ScalarType.I64, 0), (double) (bins - 1));
        var isOnLast = emit.binary(BinaryOp.And::new, isLast, emit.compare(ComparisonDirection.EQ, column, upper));
        var isBefore = emit.binary(BinaryOp.Or::new, emit.compare(ComparisonDirection.LT, column, upper), isOnLast);
        return emit.binary(BinaryOp.And::new, isFrom, isBefore);
    }

    /** Divided by the sum, and by the extent of each bin. */
    private static Value density(Emitter emit, Value counts, List<Value> edges) {
        int rank = edges.size();
        var all = IntStream.range(0, rank).toArray();
        var result = emit.divide(counts, ReductionOps.sum(emit, counts, all));
        for (int i = 0; i < rank; i++) {
            long bins = edges.get(i).tensorType().size(0) - 1;
            var widths = emit.subtract(emit.slice(edges.get(i), 0, 1, bins + 1), emit.slice(edges.get(i), 0, 0, bins));
            var sizes = new ArrayList<Size>();
            for (int j = 0; j < rank; j++) {
                sizes.add(Size.of(j == i ? bins : 1));
            }
            result = emit.divide(result, emit.reshape(widths, new Shape(sizes)));
        }
        return result;
    }

    /** Bins of one width, whose number is computed from it. */
    private static Value evenlySpaced(Call call) {
        var emit = call.emit();
        long bins = call.integer("bins");
        double least = call.number("min");
        double greatest = call.number("max");
        if (least > greatest) {
            throw RanvierException.invalid("a histogram from " + least + " to " + greatest);
        }
        var x = column(call);
        var bounds = bounds(emit, x, least == greatest ? null : new Range(least, greatest));
        var low = bounds.getFirst();
        var high = bounds.getLast();
        var scaled = emit.divide(
                emit.binary(BinaryOp.Multiply::new, emit.subtract(x, low), (double) bins), emit.subtract(high, low));
        // The upper bound belongs to the last bin.
        var bin = emit.minimum(emit.unary(UnaryOp.Floor::new, scaled), emit.fullLike(scaled, bins - 1.0));
        var isInside = emit.binary(
                BinaryOp.And::new,
                emit.compare(ComparisonDirection.GE, x, low),
                emit.compare(ComparisonDirection.LE, x, high));
        var isHere = emit.compare(ComparisonDirection.EQ, bin, emit.iota(Shape.of(1, bins), Emitter.elementType(x), 1));
        var counted = emit.convert(emit.binary(BinaryOp.And::new, isHere, isInside), ScalarType.F32);
        return ReductionOps.sum(emit, counted, 0);
    }
}
