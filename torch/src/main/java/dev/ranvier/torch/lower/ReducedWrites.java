package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import java.util.function.Function;

/** Writes that combine all elements for one place, with the element that was there or without it. */
final class ReducedWrites {
    private ReducedWrites() {}

    static void add(OpTable table) {
        table.add("aten.scatter_reduce.two", call -> {
            var index = vector(call, "index");
            var source = ScatterOps.source(call.emit(), vector(call, "src"), index);
            return reduced(call, source, x -> along(call, x, index));
        });
        table.add("aten.index_reduce.default", call -> {
            var emit = call.emit();
            var index = vector(call, "index");
            var x = vector(call, "self");
            int dimension = call.dimension("dim", Emitter.rank(x));
            var source = emit.reshape(vector(call, "source"), emit.shape(x).with(dimension, emit.size(index, 0)));
            return reduced(call, source, operand -> GatherScatter.slices(emit, operand, dimension, index));
        });
    }

    private static GatherScatter along(Call call, Value x, Value index) {
        return GatherScatter.along(call.emit(), x, call.dimension("dim", Emitter.rank(x)), index);
    }

    /** A number as a vector of it. */
    private static Value vector(Call call, String name) {
        var emit = call.emit();
        var x = call.tensor(name);
        return Emitter.rank(x) == 0 ? emit.unsqueeze(x, 0) : x;
    }

    /** Where the writes to a tensor go. */
    @FunctionalInterface
    private interface Places extends Function<Value, GatherScatter> {}

    private static Value reduced(Call call, Value given, Places places) {
        var emit = call.emit();
        var x = vector(call, "self");
        var type = (ScalarType) Emitter.elementType(x);
        var source = emit.convert(given, type);
        var reduce = call.text("reduce");
        OpForm.Binary form = ScatterOps.combiner(reduce);
        boolean keepsOld = call.flag("include_self");
        if (keepsOld && !reduce.equals("mean")) {
            return emit.reshape(places.apply(x).scatter(source, form), call.resultShape());
        }
        var ones = emit.full(emit.shape(source), ScalarType.I64, 1);
        var none = emit.full(emit.shape(x), ScalarType.I64, 0);
        var counts = places.apply(none).scatter(ones, BinaryOp.Add::new);
        var isWritten = emit.compare(ComparisonDirection.GT, counts, 0);
        var start = keepsOld ? x : emit.select(isWritten, neutral(emit, reduce, type), x);
        var written = places.apply(start).scatter(source, form);
        return emit.reshape(
                reduce.equals("mean") ? mean(emit, written, counts, isWritten, keepsOld) : written, call.resultShape());
    }

    /** What changes nothing that it is combined with. */
    static Value neutral(Emitter emit, String reduce, ScalarType type) {
        return switch (reduce) {
            case "prod" -> emit.constant(type, 1);
            case "amax" -> ReductionOps.worst(emit, type, true);
            case "amin" -> ReductionOps.worst(emit, type, false);
            default -> emit.constant(type, 0);
        };
    }

    private static Value mean(Emitter emit, Value sums, Value counts, Value isWritten, boolean keepsOld) {
        var number = emit.convert(
                keepsOld ? emit.add(counts, 1) : emit.select(isWritten, counts, emit.fullLike(counts, 1)),
                Emitter.elementType(sums));
        return Emitter.elementType(sums).isFloat()
                ? emit.divide(sums, number)
                : BinaryOps.floorDivide(emit, sums, number);
    }
}
