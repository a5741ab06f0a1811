package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** What all elements up to each one give together, in about log2(n) steps, each of which combines twice as many. */
final class ScanOps {
    private ScanOps() {}

    static void add(OpTable table) {
        table.addAll("aten.cummax.default", call -> extremes(call, ComparisonDirection.GE));
        table.addAll("aten.cummin.default", call -> extremes(call, ComparisonDirection.LE));
        table.add("aten.logcumsumexp.default", call -> {
            var emit = call.emit();
            var x = UnaryOps.operand(call);
            var least = emit.constant(Emitter.elementType(x), Double.NEGATIVE_INFINITY);
            return scan(
                            call,
                            List.of(x),
                            List.of(least),
                            (before, here) -> List.of(BinaryOps.logAddExp(emit, before.getFirst(), here.getFirst())))
                    .getFirst();
        });
    }

    /** Values and their indices, the last of equal ones; NaN once there is one. */
    private static List<Value> extremes(Call call, ComparisonDirection direction) {
        var emit = call.emit();
        var x = call.tensor("self");
        if (Emitter.rank(x) == 0) {
            return List.of(x, emit.integer(ScalarType.I64, 0));
        }
        var index = emit.iota(emit.shape(x), ScalarType.I64, call.dimension("dim", Emitter.rank(x)));
        var worst = ReductionOps.worst(emit, (ScalarType) Emitter.elementType(x), direction == ComparisonDirection.GE);
        return scan(call, List.of(x, index), List.of(worst, emit.integer(ScalarType.I64, 0)), (before, here) -> {
            var a = before.getFirst();
            var b = here.getFirst();
            var isBetter = emit.binary(
                    BinaryOp.And::new, emit.compare(direction, b, a), emit.compare(ComparisonDirection.EQ, a, a));
            var takesHere = emit.binary(BinaryOp.Or::new, isBetter, emit.compare(ComparisonDirection.NE, b, b));
            return List.of(emit.select(takesHere, b, a), emit.select(takesHere, here.getLast(), before.getLast()));
        });
    }

    /** The sums up to each element along a dimension. */
    static Value sums(Emitter emit, Value x, int dimension) {
        return scan(
                        emit,
                        dimension,
                        List.of(x),
                        List.of(emit.constant(Emitter.elementType(x), 0)),
                        (before, here) -> List.of(emit.add(before.getFirst(), here.getFirst())))
                .getFirst();
    }

    private static List<Value> scan(
            Call call, List<Value> values, List<Value> neutral, BinaryOperator<List<Value>> combine) {
        int rank = Emitter.rank(values.getFirst());
        return rank == 0 ? values : scan(call.emit(), call.dimension("dim", rank), values, neutral, combine);
    }

    /** @param neutral what stands before the first elements */
    private static List<Value> scan(
            Emitter emit, int dimension, List<Value> values, List<Value> neutral, BinaryOperator<List<Value>> combine) {
        int rank = Emitter.rank(values.getFirst());
        long size = values.getFirst().tensorType().size(dimension);
        var scanned = values;
        for (long distance = 1; distance < size; distance *= 2) {
            var low = new long[rank];
            var high = new long[rank];
            low[dimension] = distance;
            high[dimension] = -distance;
            var before = new ArrayList<Value>();
            for (int i = 0; i < scanned.size(); i++) {
                before.add(emit.pad(scanned.get(i), neutral.get(i), low, high));
            }
            scanned = combine.apply(before, scanned);
        }
        return scanned;
    }
}
