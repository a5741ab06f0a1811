package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes that count the elements of whole tensors row-major. */
final class FlatIndexOps {
    private FlatIndexOps() {}

    static void add(OpTable table) {
        table.add("aten.put.default", call -> {
            var emit = call.emit();
            var x = call.tensor("self");
            var write = GatherScatter.slices(emit, flat(emit, x), 0, flat(emit, call.tensor("index")));
            var source = flat(emit, call.operand("source", Emitter.elementType(x)));
            return emit.reshape(
                    call.flag("accumulate") ? write.scatterSum(source) : write.scatter(source, null), emit.shape(x));
        });
        table.add("aten.take.default", call -> {
            var emit = call.emit();
            return GatherScatter.slices(emit, flat(emit, call.tensor("self")), 0, call.tensor("index"))
                    .gather();
        });
        table.add("aten.masked_scatter.default", FlatIndexOps::maskedScatter);
        table.add("aten.masked_scatter_backward.default", FlatIndexOps::maskedScatterGradient);
        table.add("aten.as_strided_scatter.default", call -> {
            var emit = call.emit();
            var x = call.tensor("self");
            var index = IndexingOps.stridedIndex(call, emit.shape(call.tensor("src")));
            var source = call.operand("src", Emitter.elementType(x));
            return emit.reshape(
                    GatherScatter.slices(emit, flat(emit, x), 0, index).scatter(source, null), emit.shape(x));
        });
        table.add("aten.nonzero_static.default", FlatIndexOps::nonZero);
        table.add("aten.resize.default", FlatIndexOps::resized);
    }

    static Value flat(Emitter emit, Value x) {
        return emit.reshape(x, new Shape(List.of(emit.product(emit.shape(x).sizes()))));
    }

    /** Of each element of a flat mask, how many before it and itself are true. */
    private static Value counts(Emitter emit, Value mask) {
        return ScanOps.sums(emit, emit.convert(mask, ScalarType.I64), 0);
    }

    /** Where a mask is true the elements of a source one after another. */
    private static Value maskedScatter(Call call) {
        var emit = call.emit();
        var self = call.tensor("self");
        var shape = Broadcasting.shape(emit, List.of(self, call.tensor("mask")));
        var x = flat(emit, emit.broadcast(self, shape));
        var mask = flat(emit, emit.broadcast(emit.convert(call.tensor("mask"), ScalarType.I1), shape));
        var source = flat(emit, call.operand("source", Emitter.elementType(self)));
        if (emit.size(source, 0).is(0)) {
            return emit.reshape(x, shape);
        }
        var index = places(emit, mask, emit.size(source, 0));
        var taken = GatherScatter.slices(emit, source, 0, index).gather();
        return emit.reshape(emit.select(mask, taken, x), shape);
    }

    /** Of each element of a flat mask, which one of a list of {@code size} is its own, if it has one. */
    static Value places(Emitter emit, Value mask, Size size) {
        var last = emit.add(emit.scalar(size), -1);
        return emit.minimum(emit.binary(BinaryOp.Maximum::new, emit.add(counts(emit, mask), -1), 0), last);
    }

    private static Value maskedScatterGradient(Call call) {
        var emit = call.emit();
        var gradient = call.tensor("grad_output");
        var mask = emit.broadcast(emit.convert(call.tensor("mask"), ScalarType.I1), emit.shape(gradient));
        var taken = flat(emit, emit.select(mask, gradient, 0));
        var length = emit.product(call.sizes("sizes"));
        var zeros = emit.full(new Shape(List.of(length)), Emitter.elementType(gradient), 0);
        if (length.is(0)) {
            return emit.reshape(zeros, call.resultShape());
        }
        var index = places(emit, flat(emit, mask), length);
        return emit.reshape(GatherScatter.slices(emit, zeros, 0, index).scatterSum(taken), call.resultShape());
    }

    /** The places of the elements that are not zero, as many as asked for: row by row, then what fills the rest. */
    private static Value nonZero(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        var mask = flat(emit, emit.compare(ComparisonDirection.NE, x, 0));
        long size = call.integer("size");
        // What has no place goes to one behind the last, which is left out.
        var place = emit.minimum(emit.add(counts(emit, mask), -1), emit.integer(ScalarType.I64, size));
        var index = emit.select(mask, place, emit.fullLike(place, (double) size));
        var columns = new ArrayList<Value>();
        for (int i = 0; i < Emitter.rank(x); i++) {
            var filled = emit.full(Shape.of(size + 1), ScalarType.I64, (double) call.integer("fill_value"));
            var position = flat(emit, emit.iota(emit.shape(x), ScalarType.I64, i));
            var written = GatherScatter.slices(emit, filled, 0, index).scatter(position, null);
            columns.add(emit.unsqueeze(emit.slice(written, 0, 0, size), 1));
        }
        return columns.isEmpty() ? emit.full(call.resultShape(), ScalarType.I64, 0) : emit.concatenate(1, columns);
    }

    /** The first elements in another shape; those that are new are zero. */
    private static Value resized(Call call) {
        var emit = call.emit();
        var x = flat(emit, call.tensor("self"));
        long count =
                Emitter.known(new Shape(List.of(emit.product(call.resultShape().sizes()))))[0];
        var missing = new long[] {count - x.tensorType().size(0)};
        var padded = emit.pad(x, emit.constant(Emitter.elementType(x), 0), new long[1], missing);
        return emit.reshape(padded, call.resultShape());
    }
}
