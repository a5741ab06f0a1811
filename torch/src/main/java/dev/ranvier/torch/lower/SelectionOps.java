package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** Elements by their rank among others: medians, modes, the k-th least. All sort, and take from the sorted ones. */
final class SelectionOps {
    private SelectionOps() {}

    static void add(OpTable table) {
        table.add(
                "aten.median.default",
                call -> median(call, flat(call), 0, false).getFirst());
        table.add(
                "aten.nanmedian.default",
                call -> median(call, flat(call), 0, true).getFirst());
        table.addAll("aten.median.dim", call -> median(call, call.tensor("self"), dimension(call), false));
        table.addAll("aten.nanmedian.dim", call -> median(call, call.tensor("self"), dimension(call), true));
        table.addAll("aten.kthvalue.default", call -> {
            var emit = call.emit();
            var x = call.tensor("self");
            var position = emit.integer(ScalarType.I64, call.integer("k") - 1);
            return at(call, SortingOps.sort(emit, x, dimension(call), false), dimension(call), position);
        });
        table.addAll("aten.mode.default", SelectionOps::mode);
    }

    private static Value flat(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        return emit.reshape(x, new Shape(List.of(emit.product(emit.shape(x).sizes()))));
    }

    private static int dimension(Call call) {
        return call.dimension("dim", Emitter.rank(call.tensor("self")));
    }

    /** The lesser of two in the middle. NaN is it if there is one, or it is left out. */
    private static List<Value> median(Call call, Value x, int dimension, boolean withoutNaN) {
        var emit = call.emit();
        var sorted = SortingOps.sort(emit, x, dimension, false);
        if (Emitter.rank(x) == 0) {
            return sorted;
        }
        var isNumber = emit.convert(emit.compare(ComparisonDirection.EQ, x, x), ScalarType.I64);
        var numbers = ReductionOps.keep(emit, x, ReductionOps.sum(emit, isNumber, dimension), dimension);
        var all = emit.convert(emit.scalar(emit.size(x, dimension)), ScalarType.I64);
        var counted = withoutNaN ? emit.maximum(numbers, emit.integer(ScalarType.I64, 1)) : all;
        var middle = emit.divide(emit.add(counted, -1), emit.integer(ScalarType.I64, 2));
        // Numbers come before NaN, so that the first NaN is where they end.
        var position =
                withoutNaN ? middle : emit.select(emit.compare(ComparisonDirection.LT, numbers, all), numbers, middle);
        return at(call, sorted, dimension, position);
    }

    /** What stands at a position of each sorted row, in the shape of the results. */
    private static List<Value> at(Call call, List<Value> sorted, int dimension, Value position) {
        var emit = call.emit();
        if (Emitter.rank(sorted.getFirst()) == 0) {
            return sorted;
        }
        var index = emit.broadcast(position, emit.shape(sorted.getFirst()).with(dimension, 1));
        return sorted.stream()
                .map(values -> emit.reshape(
                        GatherScatter.along(emit, values, dimension, index).gather(), call.resultShape()))
                .toList();
    }

    /** The most frequent element, the least of several, and where it stands last. */
    private static List<Value> mode(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        int dimension = dimension(call);
        var sorted = SortingOps.sort(emit, x, dimension, false);
        if (Emitter.rank(x) == 0) {
            return sorted;
        }
        var values = sorted.getFirst();
        var isSame = emit.compare(
                ComparisonDirection.EQ, emit.unsqueeze(values, dimension), emit.unsqueeze(values, dimension + 1));
        var counts = ReductionOps.sum(emit, emit.convert(isSame, ScalarType.I64), dimension + 1);
        var index = emit.iota(emit.shape(x), ScalarType.I64, dimension);
        var first = ReductionOps.extremeWithIndex(emit, counts, index, ComparisonDirection.GT, dimension);
        var last = emit.add(emit.add(first.getLast(), first.getFirst()), -1);
        return at(call, sorted, dimension, emit.unsqueeze(last, dimension));
    }
}
