package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.RngDistribution;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** Random numbers. They come from a state of the device, not from PyTorch's generator: other numbers, like distributed. */
final class RandomOps {
    private RandomOps() {}

    static void add(OpTable table) {
        table.add(List.of("aten.rand.default", "aten.rand_like.default"), call -> uniform(call, 0, 1));
        table.add("aten.uniform.default", call -> uniform(call, call.number("from"), call.number("to")));
        table.add(List.of("aten.randn.default", "aten.randn_like.default"), call -> normal(call, 0, 1));
        table.add(
                List.of("aten.normal_functional.default", "aten.normal.default"),
                call -> normal(call, call.number("mean"), call.number("std")));
        table.add(List.of("aten.randint.default", "aten.randint_like.default"), call -> integers(call, 0));
        table.add(
                List.of("aten.randint.low", "aten.randint_like.low_dtype"), call -> integers(call, call.number("low")));
        table.add("aten.bernoulli.p", call -> bernoulli(call, call.number("p")));
        table.add("aten.bernoulli.float", call -> bernoulli(call, call.number("p")));
        table.add("aten.bernoulli.default", call -> {
            var emit = call.emit();
            return emit.compare(ComparisonDirection.LT, uniform(call, 0, 1), UnaryOps.operand(call));
        });
        table.add(
                List.of("aten.dropout.default", "aten.alpha_dropout.default", "aten.feature_dropout.default"), call -> {
                    if (call.flag("train") && !call.op().equals("aten.dropout.default")) {
                        throw RanvierException.unimplemented("training by " + call.op());
                    }
                    return call.flag("train") ? dropped(call, kept(call)) : input(call);
                });
        table.addAll("aten.native_dropout.default", call -> {
            if (call.isNone("train") || call.flag("train")) {
                var kept = kept(call);
                return List.of(dropped(call, kept), kept);
            }
            return List.of(input(call), call.emit().full(call.resultShape(), ScalarType.I1, 1));
        });
    }

    /** Numbers are made in {@code f32} and rounded, so that none of a narrow type is the upper bound. */
    static Value uniform(Call call, double low, double high) {
        return generate(call, RngDistribution.UNIFORM, low, high);
    }

    private static Value normal(Call call, double mean, double deviation) {
        return generate(call, RngDistribution.NORMAL, mean, deviation);
    }

    private static Value generate(Call call, RngDistribution distribution, double a, double b) {
        var emit = call.emit();
        ElementType type = call.resultType() == ScalarType.F64 ? ScalarType.F64 : ScalarType.F32;
        var shape = call.resultShape();
        if (!shape.isStatic()) {
            throw RanvierException.unimplemented("random numbers of an open shape");
        }
        var extents = emit.builder().constant(DenseElements.ofI64(Emitter.known(shape)));
        return emit.builder()
                .emit(
                        shape.type(type),
                        (result, info) -> new RandomOp.Rng(
                                emit.constant(type, a), emit.constant(type, b), extents, distribution, result, info));
    }

    private static Value integers(Call call, double low) {
        return call.emit().unary(UnaryOp.Floor::new, uniform(call, low, call.number("high")));
    }

    private static Value bernoulli(Call call, double probability) {
        return call.emit().compare(ComparisonDirection.LT, uniform(call, 0, 1), probability);
    }

    private static Value kept(Call call) {
        return bernoulli(call, 1 - call.number("p"));
    }

    /** What drops elements in place names its argument otherwise. */
    private static Value input(Call call) {
        return call.tensor(call.has("input") ? "input" : "self");
    }

    private static Value dropped(Call call, Value kept) {
        var emit = call.emit();
        double probability = call.number("p");
        var x = call.emit().wide(input(call));
        return emit.select(kept, emit.multiply(x, probability == 1 ? 0 : 1 / (1 - probability)), 0);
    }
}
