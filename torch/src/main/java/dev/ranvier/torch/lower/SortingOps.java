package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.List;

/** Ops that order and accumulate elements, and find their places among ordered ones. */
final class SortingOps {
    private SortingOps() {}

    static void add(OpTable table) {
        for (var op : List.of("aten.sort.default", "aten.sort.stable")) {
            table.addAll(op, call -> sort(call, call.flag("descending")));
        }
        table.add(
                List.of("aten.argsort.default", "aten.argsort.stable"),
                call -> sort(call, call.flag("descending")).getLast());
        table.addAll("aten.topk.default", call -> {
            var x = call.tensor("self");
            int dimension = call.dimension("dim", Emitter.rank(x));
            return sort(call, call.flag("largest")).stream()
                    .map(sorted -> Emitter.rank(x) == 0
                            ? sorted
                            : call.emit().slice(sorted, dimension, Size.of(0), call.size("k"), 1))
                    .toList();
        });
        table.add("aten.cumsum.default", call -> accumulate(call, BinaryOp.Add::new, 0));
        table.add("aten.cumprod.default", call -> accumulate(call, BinaryOp.Multiply::new, 1));
        table.add("aten.bucketize.Tensor", SortingOps::buckets);
        table.add(List.of("aten.searchsorted.Tensor", "aten.searchsorted.Scalar"), SortingOps::search);
    }

    /** The elements along a dimension in order, and their indices. NaN is the greatest. */
    private static List<Value> sort(Call call, boolean descending) {
        var x = call.tensor("self");
        return sort(call.emit(), x, call.dimension("dim", Emitter.rank(x)), descending);
    }

    static List<Value> sort(Emitter emit, Value x, int dimension, boolean descending) {
        if (Emitter.rank(x) == 0) {
            return List.of(x, emit.integer(ScalarType.I64, 0));
        }
        var index = emit.iota(emit.shape(x), ScalarType.I64, dimension);
        var scalar = TensorType.of(Emitter.elementType(x));
        var position = TensorType.of(ScalarType.I64);
        var comparator = emit.builder()
                .region(
                        List.of(scalar, scalar, position, position),
                        inner -> List.of(
                                descending
                                        ? isBefore(inner, inner.argument(1), inner.argument(0))
                                        : isBefore(inner, inner.argument(0), inner.argument(1))));
        return emit.builder()
                .emitAll(
                        2,
                        (results, info) -> new ReductionOp.Sort(
                                List.of(x, index), (long) dimension, true, comparator, results, info));
    }

    private static Value isBefore(RegionBuilder inner, Value a, Value b) {
        var less = inner.compare(ComparisonDirection.LT, a, b);
        if (!Emitter.elementType(a).isFloat()) {
            return less;
        }
        var aIsNumber = inner.compare(ComparisonDirection.EQ, a, a);
        var bIsNaN = inner.compare(ComparisonDirection.NE, b, b);
        return inner.binary(BinaryOp.Or::new, less, inner.binary(BinaryOp.And::new, aIsNumber, bIsNaN));
    }

    /** In about log2(n) steps, each of which combines elements twice as far apart as the step before. */
    private static Value accumulate(Call call, OpForm.Binary form, double neutral) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        if (Emitter.rank(x) == 0) {
            return x;
        }
        int dimension = call.dimension("dim", Emitter.rank(x));
        if (!(emit.size(x, dimension) instanceof Size.Known(long size))) {
            return openSum(emit, x, dimension, neutral);
        }
        var padding = emit.constant(Emitter.elementType(x), neutral);
        for (long distance = 1; distance < size; distance *= 2) {
            var low = new long[Emitter.rank(x)];
            var high = new long[Emitter.rank(x)];
            low[dimension] = distance;
            high[dimension] = -distance;
            x = emit.binary(form, x, emit.pad(x, padding, low, high));
        }
        return x;
    }

    /** By a product with a triangle of ones: steps whose number is open cannot be written down. */
    private static Value openSum(Emitter emit, Value x, int dimension, double neutral) {
        if (neutral != 0) {
            throw RanvierException.unimplemented("running products over a dimension of open size");
        }
        var size = emit.size(x, dimension);
        var square = new Shape(List.of(size, size));
        var isIncluded = emit.compare(
                ComparisonDirection.LE, emit.iota(square, ScalarType.I64, 0), emit.iota(square, ScalarType.I64, 1));
        int last = Emitter.rank(x) - 1;
        var rows = emit.swap(x, dimension, last);
        var sums = emit.dot(rows, emit.convert(isIncluded, Emitter.elementType(x)), 0, last, 0);
        return emit.swap(sums, dimension, last);
    }

    /** How many elements of its sorted row are less than each value, or not greater. */
    private static Value search(Call call) {
        var emit = call.emit();
        var type = Promotion.common(call, "self", "sorted_sequence");
        var rows = call.operand("sorted_sequence", type);
        int last = Emitter.rank(rows) - 1;
        var sorter = call.optionalTensor("sorter");
        if (sorter != null && !emit.size(rows, last).is(0)) {
            rows = GatherScatter.along(emit, rows, last, sorter).gather();
        }
        var values = call.operand("self", type);
        boolean right = call.flag("right") || call.text("side").equals("right");
        var columns = emit.unsqueeze(values, Emitter.rank(values));
        var candidates = last == 0 ? rows : emit.unsqueeze(rows, last);
        var isPassed = emit.compare(right ? ComparisonDirection.LE : ComparisonDirection.LT, candidates, columns);
        if (type.isFloat()) {
            // NaN is greater than all numbers, and not less than NaN.
            var isNaN = emit.compare(ComparisonDirection.NE, columns, columns);
            var isNumber = emit.compare(ComparisonDirection.EQ, candidates, candidates);
            var isBefore = right ? isNaN : emit.binary(BinaryOp.And::new, isNaN, isNumber);
            isPassed = emit.binary(BinaryOp.Or::new, isPassed, isBefore);
        }
        return ReductionOps.sum(emit, emit.convert(isPassed, ScalarType.I64), Emitter.rank(isPassed) - 1);
    }

    /** How many boundaries are less, or not greater. */
    private static Value buckets(Call call) {
        var emit = call.emit();
        var type = Promotion.common(call, "self", "boundaries");
        var x = call.operand("self", type);
        var shape = emit.shape(x);
        var boundaries = call.operand("boundaries", type);
        var direction = call.flag("right") ? ComparisonDirection.LE : ComparisonDirection.LT;
        var isPassed = emit.compare(direction, boundaries, emit.reshape(x, shape.inserted(shape.rank(), Size.of(1))));
        return ReductionOps.sum(emit, emit.convert(isPassed, ScalarType.I64), shape.rank());
    }
}
