package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.SizeExpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Ops that read at indices. */
final class IndexingOps {
    private IndexingOps() {}

    static void add(OpTable table) {
        table.add(
                "aten.embedding.default",
                call -> GatherScatter.slices(call.emit(), call.tensor("weight"), 0, call.tensor("indices"))
                        .gather());
        table.add("aten.index_select.default", call -> {
            var x = call.tensor("self");
            var index = vector(call.emit(), call.tensor("index"));
            return Emitter.rank(x) == 0
                    ? x
                    : GatherScatter.slices(call.emit(), x, call.dimension("dim", Emitter.rank(x)), index)
                            .gather();
        });
        table.add("aten.gather.default", call -> {
            var x = call.tensor("self");
            return Emitter.rank(x) == 0
                    ? call.emit().broadcast(x, call.resultShape())
                    : along(call, x).gather();
        });
        table.add("aten.take_along_dim.default", IndexingOps::takeAlong);
        table.add("aten.as_strided.default", IndexingOps::strided);
        table.add(
                List.of("aten.index.Tensor", "aten._unsafe_index.Tensor"),
                call -> advanced(call).gather());
    }

    /** Indices of elements along the dimension {@code dim}. */
    static GatherScatter along(Call call, Value x) {
        return GatherScatter.along(call.emit(), x, call.dimension("dim", Emitter.rank(x)), call.tensor("index"));
    }

    private static Value vector(Emitter emit, Value index) {
        return Emitter.rank(index) == 0 ? emit.unsqueeze(index, 0) : index;
    }

    /** Elements of the memory of a tensor, which must be all of it, in some order of its dimensions. */
    private static Value strided(Call call) {
        var emit = call.emit();
        var index = stridedIndex(call, call.resultShape());
        var x = emit.transpose(call.tensor("self"), orderInMemory(call));
        return GatherScatter.slices(emit, FlatIndexOps.flat(emit, x), 0, index).gather();
    }

    /** The dimensions of {@code self}, those with the longest strides first. */
    private static int[] orderInMemory(Call call) {
        var meta = call.meta("self");
        var dimensions = IntStream.range(0, meta.sizes().size());
        if (ViewWrites.isRowMajor(meta)) {
            return dimensions.toArray();
        }
        var strides = constants(call, meta.strides());
        var sizes = constants(call, meta.sizes());
        var order = dimensions
                .boxed()
                .sorted(Comparator.comparing(strides::get, Comparator.reverseOrder()))
                .mapToInt(i -> i)
                .toArray();
        long expected = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            long size = sizes.get(order[i]);
            if (size != 1 && strides.get(order[i]) != expected) {
                throw ofOtherLayout(call);
            }
            expected *= size;
        }
        return order;
    }

    private static List<Long> constants(Call call, List<SizeExpression> expressions) {
        var constants = new ArrayList<Long>();
        for (var expression : expressions) {
            if (!(expression instanceof SizeExpression.Constant(long value))) {
                throw ofOtherLayout(call);
            }
            constants.add(value);
        }
        return constants;
    }

    private static RanvierException ofOtherLayout(Call call) {
        return call.unexpected(
                "self", "a tensor that lies row-major, or fills its memory in another order of known sizes");
    }

    /** Where each element of a shape lies in the memory that the arguments {@code stride} and {@code storage_offset} say. */
    static Value stridedIndex(Call call, Shape shape) {
        var emit = call.emit();
        var strides = call.integers("stride");
        long offset = call.isNone("storage_offset") ? 0 : call.integer("storage_offset");
        var index = emit.broadcast(emit.integer(ScalarType.I64, offset), shape);
        for (int i = 0; i < strides.length; i++) {
            var steps = emit.iota(shape, ScalarType.I64, i);
            index = emit.add(index, emit.multiply(steps, emit.integer(ScalarType.I64, strides[i])));
        }
        return index;
    }

    private static Value takeAlong(Call call) {
        var emit = call.emit();
        if (call.isNone("dim")) {
            throw call.unexpected("dim", "a dimension");
        }
        var x = call.tensor("self");
        int dimension = call.dimension("dim", Emitter.rank(x));
        var index = emit.broadcast(call.tensor("indices"), call.resultShape());
        var whole = emit.broadcast(x, call.resultShape().with(dimension, emit.size(x, dimension)));
        return GatherScatter.along(emit, whole, dimension, index).gather();
    }

    /**
     * The indices of a call of {@code index} or {@code index_put}.
     *
     * @throws RanvierException if an index is a mask: how much it takes is not known before the run
     */
    static GatherScatter advanced(Call call) {
        var emit = call.emit();
        var given = call.optionalTensors("indices");
        var indexed = IntStream.range(0, given.size())
                .filter(i -> given.get(i).isPresent())
                .toArray();
        var indices = new ArrayList<>(given.stream().flatMap(Optional::stream).toList());
        if (indices.isEmpty()) {
            throw call.unexpected("indices", "at least one tensor");
        }
        if (indices.stream().anyMatch(index -> !Emitter.elementType(index).isInteger() || isByteMask(index))) {
            throw new RanvierException(Diagnostic.of(
                            Diagnostic.Code.UNIMPLEMENTED,
                            "an index that is a mask: the shape of the result depends on its values")
                    .withHint("write torch.where(mask, x, other)"));
        }
        var shape = Broadcasting.shape(emit, indices);
        indices.replaceAll(index -> emit.convert(emit.broadcast(index, shape), ScalarType.I64));
        boolean adjacent = indexed[indexed.length - 1] - indexed[0] == indexed.length - 1;
        return new GatherScatter(
                emit, call.tensor("self"), Int64Array.of(Emitter.longs(indexed)), indices, adjacent ? indexed[0] : 0);
    }

    private static boolean isByteMask(Value index) {
        return Emitter.elementType(index) == ScalarType.UI8;
    }

    /** The elements of {@code x} that a mask over its first dimensions takes, replaced by a value that broadcasts. */
    static Value fillWhere(Emitter emit, Value x, Value mask, Value value) {
        var shape = emit.shape(x);
        var kept = IntStream.range(0, Emitter.rank(mask)).toArray();
        var whole = emit.broadcast(mask, shape, kept);
        return emit.select(whole, emit.broadcast(value, shape), x);
    }
}
