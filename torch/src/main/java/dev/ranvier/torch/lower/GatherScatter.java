package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.GatherDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.ScatterDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes at indices, as NumPy's advanced indexing: some dimensions of a tensor are indexed by integers, all of
 * one shape, and the others are taken whole.
 *
 * @param indexed the indexed dimensions in increasing order
 * @param indices an index for each of them, within bounds or counted from the end
 * @param position where the dimensions of the indices stand among those of the result
 */
record GatherScatter(Emitter emit, Value operand, Int64Array indexed, List<Value> indices, int position) {

    /** Every element has an index of its own: that of its position, but for one dimension. */
    static GatherScatter along(Emitter emit, Value operand, int dimension, Value index) {
        var indices = new ArrayList<Value>();
        for (int i = 0; i < Emitter.rank(operand); i++) {
            indices.add(i == dimension ? index : emit.iota(emit.shape(index), Emitter.elementType(index), i));
        }
        var all = IntStream.range(0, Emitter.rank(operand)).mapToLong(i -> i).toArray();
        return new GatherScatter(emit, operand, Int64Array.of(all), indices, 0);
    }

    /** Slices by an index along one dimension, whose place the dimensions of the index take. */
    static GatherScatter slices(Emitter emit, Value operand, int dimension, Value index) {
        return new GatherScatter(emit, operand, Int64Array.of(dimension), List.of(index), dimension);
    }

    private int indexRank() {
        return Emitter.rank(indices.getFirst());
    }

    private boolean isIndexed(int dimension) {
        return indexed.contains(dimension);
    }

    /** The dimensions of the result that are taken whole. */
    private Int64Array windowDimensions() {
        int whole = Emitter.rank(operand) - indexed.size();
        return Int64Array.of(IntStream.range(0, whole)
                .mapToLong(i -> i < position ? i : i + indexRank())
                .toArray());
    }

    /** The shape of what is read, and of what may be written. */
    Shape shape() {
        var sizes = new ArrayList<Size>();
        for (int i = 0; i < Emitter.rank(operand); i++) {
            if (!isIndexed(i)) {
                sizes.add(emit.size(operand, i));
            }
        }
        sizes.addAll(position, emit.shape(indices.getFirst()).sizes());
        return new Shape(sizes);
    }

    /** The indices as vectors along a last dimension, none counted from the end. */
    private Value vectors() {
        var vectors = new ArrayList<Value>();
        for (int i = 0; i < indexed.size(); i++) {
            var index = indices.get(i);
            var size = emit.convert(emit.scalar(emit.size(operand, indexed.dimension(i))), Emitter.elementType(index));
            var isFromEnd = emit.compare(ComparisonDirection.LT, index, 0);
            vectors.add(emit.unsqueeze(emit.select(isFromEnd, emit.add(index, size), index), indexRank()));
        }
        return emit.concatenate(indexRank(), vectors);
    }

    /** Whether there is nothing to index: whoever does must have no indices. */
    private boolean isEmpty() {
        return IntStream.range(0, Emitter.rank(operand))
                .anyMatch(i -> isIndexed(i) && emit.size(operand, i).is(0));
    }

    Value gather() {
        if (isEmpty()) {
            return emit.full(shape(), Emitter.elementType(operand), 0);
        }
        var none = Int64Array.of();
        var numbers = new GatherDimensionNumbers(windowDimensions(), indexed, none, none, indexed, indexRank());
        var vectors = vectors();
        var sizes = new ArrayList<Size>();
        for (int i = 0; i < Emitter.rank(operand); i++) {
            sizes.add(isIndexed(i) ? Size.of(1) : emit.size(operand, i));
        }
        var slice = new Shape(sizes);
        if (slice.isStatic()) {
            return emit.builder()
                    .emit((result, info) -> new IndexingOp.Gather(
                            operand, vectors, numbers, Int64Array.of(Emitter.known(slice)), null, result, info));
        }
        var extents = emit.extents(slice);
        return emit.builder()
                .emit(
                        shape().type(Emitter.elementType(operand)),
                        (result, info) ->
                                new DynamicOp.DynamicGather(operand, vectors, extents, numbers, null, result, info));
    }

    /**
     * The operand with updates written.
     *
     * @param updates of {@link #shape()}
     * @param combine what an old and a new element become; null if the new one replaces the old one
     */
    Value scatter(Value updates, OpForm.@Nullable Binary combine) {
        if (isEmpty()) {
            return operand;
        }
        var none = Int64Array.of();
        var numbers = new ScatterDimensionNumbers(windowDimensions(), indexed, none, none, indexed, indexRank());
        var scalar = TensorType.of(Emitter.elementType(operand));
        var body = emit.builder()
                .region(
                        List.of(scalar, scalar),
                        inner -> List.of(
                                combine == null
                                        ? inner.argument(1)
                                        : inner.binary(combine, inner.argument(0), inner.argument(1))));
        var vectors = vectors();
        return emit.builder()
                .emitAll(
                        1,
                        (results, info) -> new IndexingOp.Scatter(
                                List.of(operand), vectors, List.of(updates), numbers, null, null, body, results, info))
                .getFirst();
    }

    /** Sums written: of narrow floats too in their own type. */
    Value scatterSum(Value updates) {
        boolean isBoolean = Emitter.elementType(operand) == ScalarType.I1;
        return scatter(updates, isBoolean ? BinaryOp.Or::new : BinaryOp.Add::new);
    }
}
