package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;

/**
 * Reductions of segments, which lie one after another along a dimension: for each index of the dimensions before it, the
 * segments have lengths of their own.
 */
final class SegmentOps {
    private SegmentOps() {}

    static void add(OpTable table) {
        table.add("aten.segment_reduce.default", SegmentOps::reduced);
        table.add("aten._segment_reduce_backward.default", SegmentOps::gradient);
    }

    /**
     * The segments of a call.
     *
     * @param isMember whether each segment has each element: [dimensions before, segments, elements, 1 for those after]
     * @param lengths how many it has: [dimensions before, segments, 1 for those after]
     */
    private record Segments(Emitter emit, int axis, Value isMember, Value lengths) {
        static Segments of(Call call) {
            var emit = call.emit();
            var data = call.tensor("data");
            int rank = Emitter.rank(data);
            int axis = call.dimension("axis", rank);
            var ends = ends(call, axis);
            var lengths = emit.subtract(ends, starts(emit, ends, axis));
            var position = emit.iota(Shape.of(data.tensorType().size(axis)), ScalarType.I64, 0);
            var isMember = emit.binary(
                    BinaryOp.And::new,
                    emit.compare(ComparisonDirection.GE, position, emit.unsqueeze(starts(emit, ends, axis), axis + 1)),
                    emit.compare(ComparisonDirection.LT, position, emit.unsqueeze(ends, axis + 1)));
            return new Segments(emit, axis, trailing(emit, isMember, rank + 1), trailing(emit, lengths, rank));
        }

        /** Where each segment ends: as lengths say, or offsets, of which the first is where the first one starts. */
        private static Value ends(Call call, int axis) {
            var emit = call.emit();
            var lengths = call.optionalTensor("lengths");
            if (lengths != null) {
                return ScanOps.sums(emit, emit.convert(lengths, ScalarType.I64), axis);
            }
            var offsets = call.tensor("offsets");
            long count = offsets.tensorType().size(axis);
            return emit.convert(emit.slice(offsets, axis, 1, count), ScalarType.I64);
        }

        private static Value starts(Emitter emit, Value ends, int axis) {
            var low = new long[Emitter.rank(ends)];
            var high = new long[Emitter.rank(ends)];
            low[axis] = 1;
            high[axis] = -1;
            return emit.pad(ends, emit.integer(ScalarType.I64, 0), low, high);
        }

        private static Value trailing(Emitter emit, Value x, int rank) {
            var shape = emit.shape(x);
            while (shape.rank() < rank) {
                shape = shape.inserted(shape.rank(), Size.of(1));
            }
            return emit.reshape(x, shape);
        }

        /** The elements of each segment combined. */
        Value combined(Value data, String reduce) {
            var type = (ScalarType) Emitter.elementType(data);
            var neutral = ReducedWrites.neutral(emit, reduce, type);
            var members = emit.select(isMember, emit.unsqueeze(data, axis), neutral);
            return emit.builder().reduce(ScatterOps.combiner(reduce), members, neutral, axis + 1L);
        }

        /** What the segment of each element has; zero for those in none. */
        Value ofElements(Value ofSegments) {
            return ReductionOps.sum(emit, emit.select(isMember, emit.unsqueeze(ofSegments, axis + 1), 0), axis);
        }
    }

    private static String reduction(Call call) {
        var name = call.text("reduce");
        return name.equals("max") || name.equals("min") ? "a" + name : name;
    }

    private static Value reduced(Call call) {
        var emit = call.emit();
        var data = call.tensor("data");
        var type = (ScalarType) Emitter.elementType(data);
        var segments = Segments.of(call);
        var reduce = reduction(call);
        var initial =
                call.isNone("initial") ? ReducedWrites.neutral(emit, reduce, type) : call.operand("initial", type);
        var result = emit.binary(ScatterOps.combiner(reduce), segments.combined(data, reduce), initial);
        if (!reduce.equals("mean")) {
            return result;
        }
        var isEmpty = emit.compare(ComparisonDirection.EQ, segments.lengths(), 0);
        var mean = emit.divide(result, emit.convert(segments.lengths(), type));
        return call.isNone("initial") ? mean : emit.select(isEmpty, initial, mean);
    }

    private static Value gradient(Call call) {
        var emit = call.emit();
        var gradient = call.tensor("grad");
        var data = call.tensor("data");
        var output = call.tensor("output");
        var type = Emitter.elementType(data);
        var segments = Segments.of(call);
        return switch (reduction(call)) {
            case "sum" -> segments.ofElements(gradient);
            case "mean" -> segments.ofElements(emit.divide(gradient, emit.convert(segments.lengths(), type)));
            case "amax", "amin" -> {
                // Equal extremes share the gradient.
                var isExtreme = emit.compare(ComparisonDirection.EQ, data, segments.ofElements(output));
                var number = segments.combined(emit.convert(isExtreme, type), "sum");
                yield emit.select(isExtreme, segments.ofElements(emit.divide(gradient, number)), 0);
            }
            case "prod" -> emit.multiply(segments.ofElements(gradient), productOfOthers(call, segments));
            default -> throw RanvierException.unimplemented("the gradient of '" + call.text("reduce") + "'");
        };
    }

    /** The product of the other elements of its segment: without the one zero of it, or zero. */
    private static Value productOfOthers(Call call, Segments segments) {
        var emit = call.emit();
        var data = call.tensor("data");
        var isZero = emit.compare(ComparisonDirection.EQ, data, 0);
        var zeros = segments.ofElements(segments.combined(emit.convert(isZero, Emitter.elementType(data)), "sum"));
        var nonZero = segments.combined(emit.select(isZero, 1, data), "prod");
        var initial =
                call.isNone("initial") ? emit.fullLike(nonZero, 1) : call.operand("initial", Emitter.elementType(data));
        var all = segments.ofElements(emit.multiply(nonZero, initial));
        var isOnly = emit.compare(ComparisonDirection.EQ, zeros, 1);
        var hasNone = emit.compare(ComparisonDirection.EQ, zeros, 0);
        return emit.select(isZero, emit.select(isOnly, all, 0), emit.select(hasNone, emit.divide(all, data), 0));
    }
}
