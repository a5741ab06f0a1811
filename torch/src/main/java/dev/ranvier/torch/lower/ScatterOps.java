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
        table.add(List.of("aten.scatter.reduce", "aten.scatter.value_reduce"), call -> scatter(call, combiner(call)));
        table.add("aten.scatter_reduce.two", call -> {
            if (!call.flag("include_self")) {
                throw call.unexpected("include_self", "true");
            }
            return scatter(call, combiner(call));
        });
        table.add("aten.index_add.default", call -> {
            var emit = call.emit();
            var source = call.operand("source", call.resultType());
            var scaled = call.number("alpha") == 1
                    ? source
                    : emit.multiply(source, call.operand("alpha", call.resultType()));
            return slices(call).scatterSum(scaled);
        });
        table.add(
                "aten.index_copy.default",
                call -> slices(call).scatter(call.operand("source", call.resultType()), null));
        table.add(List.of("aten.index_fill.int_Scalar", "aten.index_fill.int_Tensor"), call -> {
            var slices = slices(call);
            return slices.scatter(
                    call.emit().broadcast(call.operand("value", call.resultType()), slices.shape()), null);
        });
        table.add("aten.embedding_dense_backward.default", ScatterOps::embeddingGradient);
    }

    private static GatherScatter slices(Call call) {
        var x = call.tensor("self");
        return GatherScatter.slices(call.emit(), x, call.dimension("dim", Emitter.rank(x)), call.tensor("index"));
    }

    private static Value scatter(Call call, OpForm.@Nullable Binary combine) {
        var emit = call.emit();
        var x = call.tensor("self");
        var index = call.tensor("index");
        var name = call.has("src") ? "src" : "value";
        var source = call.operand(name, Emitter.elementType(x));
        if (Emitter.rank(source) == 0) {
            source = emit.broadcast(source, emit.shape(index));
        }
        // Only as much of the source is written as there are indices.
        for (int i = 0; i < Emitter.rank(source); i++) {
            source = emit.shape(source).size(i).equals(emit.size(index, i))
                    ? source
                    : emit.slice(source, i, Size.of(0), emit.size(index, i), 1);
        }
        return IndexingOps.along(call, x).scatter(source, combine);
    }

    private static OpForm.Binary combiner(Call call) {
        return switch (call.text("reduce")) {
            case "sum", "add" -> BinaryOp.Add::new;
            case "prod", "multiply" -> BinaryOp.Multiply::new;
            case "amax" -> BinaryOp.Maximum::new;
            case "amin" -> BinaryOp.Minimum::new;
            default -> throw RanvierException.unimplemented("the reduction '" + call.text("reduce") + "'");
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
