package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ops that write at indices. */
final class ScatterOps {
    private ScatterOps() {}

    static void add(OpTable table) {
        table.add(
                List.of("aten.index_put.default", "aten._unsafe_index_put.default", "aten._index_put_impl.default"),
                ScatterOps::indexPut);
        table.add(List.of("aten.scatter.src", "aten.scatter.value"), call -> scatter(call, null));
        table.add("aten.scatter_add.default", call -> scatter(call, BinaryOp.Add::new));
        table.add(
                List.of("aten.scatter.reduce", "aten.scatter.value_reduce"),
                call -> scatter(call, combiner(call.text("reduce"))));
        table.add("aten.index_add.default", call -> {
            var emit = call.emit();
            var source = call.operand("source", call.resultType());
            var scaled = call.number("alpha") == 1
                    ? source
                    : emit.multiply(source, call.operand("alpha", call.resultType()));
            var slices = slices(call);
            return shaped(call, slices.scatterSum(emit.reshape(scaled, slices.shape())));
        });
        table.add("aten.index_copy.default", call -> {
            var slices = slices(call);
            var source = call.emit().reshape(call.operand("source", call.resultType()), slices.shape());
            return shaped(call, slices.scatter(source, null));
        });
        table.add(List.of("aten.index_fill.int_Scalar", "aten.index_fill.int_Tensor"), call -> {
            var slices = slices(call);
            var value = call.emit().broadcast(call.operand("value", call.resultType()), slices.shape());
            return shaped(call, slices.scatter(value, null));
        });
        table.add("aten.embedding_dense_backward.default", ScatterOps::embeddingGradient);
    }

    private static GatherScatter slices(Call call) {
        var x = call.tensor("self");
        return GatherScatter.slices(
                call.emit(), vector(call.emit(), x), call.dimension("dim", Emitter.rank(x)), call.tensor("index"));
    }

    /** A number as a vector of it: what has a dimension to index. */
    private static Value vector(Emitter emit, Value x) {
        return Emitter.rank(x) == 0 ? emit.unsqueeze(x, 0) : x;
    }

    /** The result of a write in the shape of what was written to. */
    private static Value shaped(Call call, Value written) {
        return call.emit().reshape(written, call.resultShape());
    }

    private static Value scatter(Call call, OpForm.@Nullable Binary combine) {
        var emit = call.emit();
        var x = vector(emit, call.tensor("self"));
        var index = vector(emit, call.tensor("index"));
        var name = call.has("src") ? "src" : "value";
        var given = call.operand(name, Emitter.elementType(x));
        var source = Emitter.rank(given) == 0 ? emit.broadcast(given, emit.shape(index)) : given;
        var places = GatherScatter.along(emit, x, call.dimension("dim", Emitter.rank(x)), index);
        return shaped(call, places.scatter(source(emit, source, index), combine));
    }

    /** As much of a source as there are indices: only that is written. */
    static Value source(Emitter emit, Value source, Value index) {
        var written = source;
        for (int i = 0; i < Emitter.rank(written); i++) {
            written = emit.shape(written).size(i).equals(emit.size(index, i))
                    ? written
                    : emit.slice(written, i, Size.of(0), emit.size(index, i), 1);
        }
        return written;
    }

    /** What two elements for one place become; a mean begins as a sum. */
    static OpForm.Binary combiner(String reduce) {
        return switch (reduce) {
            case "sum", "add", "mean" -> BinaryOp.Add::new;
            case "prod", "multiply" -> BinaryOp.Multiply::new;
            case "amax" -> BinaryOp.Maximum::new;
            case "amin" -> BinaryOp.Minimum::new;
            default -> throw RanvierException.unimplemented("the reduction '" + reduce + "'");
        };
    }

    private static Value indexPut(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        var values = call.operand("values", Emitter.elementType(x));
        var indices = call.optionalTensors("indices");
        boolean isMasked = indices.size() == 1
                && indices.getFirst()
                        .filter(index -> Emitter.elementType(index).isBoolean())
                        .isPresent();
        if (isMasked && Emitter.rank(values) == 0 && !call.flag("accumulate")) {
            return IndexingOps.fillWhere(emit, x, indices.getFirst().orElseThrow(), values);
        }
        if (isMasked) {
            return putWhere(call, x, indices.getFirst().orElseThrow(), values);
        }
        var advanced = IndexingOps.advanced(call);
        var updates =
                emit.broadcast(withoutLeadingOnes(emit, values, advanced.shape().rank()), advanced.shape());
        return call.flag("accumulate") ? advanced.scatterSum(updates) : advanced.scatter(updates, null);
    }

    /** The elements that a mask over the first dimensions takes, one after another, replaced by or added to. */
    private static Value putWhere(Call call, Value x, Value mask, Value values) {
        var emit = call.emit();
        int masked = Emitter.rank(mask);
        var rest = emit.shape(x).slice(masked, Emitter.rank(x));
        boolean isShared =
                Emitter.rank(values) <= rest.rank() || emit.size(values, 0).is(1);
        if (isShared) {
            var filled = IndexingOps.fillWhere(emit, x, mask, call.flag("accumulate") ? emit.add(x, values) : values);
            return emit.broadcast(filled, emit.shape(x));
        }
        var flatMask = FlatIndexOps.flat(emit, mask);
        var rows = new Shape(List.of(emit.size(flatMask, 0))).followedBy(rest);
        var flat = emit.reshape(x, rows);
        var all = emit.broadcast(values, new Shape(List.of(emit.size(values, 0))).followedBy(rest));
        var index = FlatIndexOps.places(emit, flatMask, emit.size(values, 0));
        var taken = GatherScatter.slices(emit, all, 0, index).gather();
        var written = call.flag("accumulate") ? emit.add(flat, taken) : taken;
        return emit.reshape(IndexingOps.fillWhere(emit, flat, flatMask, written), emit.shape(x));
    }

    /** Values may have more dimensions than what they are written to, of size 1. */
    private static Value withoutLeadingOnes(Emitter emit, Value values, int rank) {
        return Emitter.rank(values) <= rank
                ? values
                : emit.reshape(values, emit.shape(values).slice(Emitter.rank(values) - rank, Emitter.rank(values)));
    }

    private static Value embeddingGradient(Call call) {
        var emit = call.emit();
        if (call.flag("scale_grad_by_freq")) {
            throw call.unexpected("scale_grad_by_freq", "false");
        }
        var index = call.tensor("indices");
        var gradient = UnaryOps.operand(call, "grad_output");
        var isPadding = emit.compare(ComparisonDirection.EQ, index, call.number("padding_idx"));
        var shape = new ArrayList<>(emit.shape(index).sizes());
        shape.add(Size.of(1));
        gradient = emit.select(emit.reshape(isPadding, new Shape(shape)), 0, gradient);
        var zeros = emit.full(call.resultShape(), Emitter.elementType(gradient), 0);
        return GatherScatter.slices(emit, zeros, 0, index).scatterSum(gradient);
    }
}
