package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** Choices, bounds and sums of three operands, element by element. */
final class TernaryOps {
    private TernaryOps() {}

    static void add(OpTable table) {
        table.add(
                List.of("aten.where.self", "aten.where.ScalarSelf", "aten.where.ScalarOther", "aten.where.Scalar"),
                call -> call.emit()
                        .select(
                                predicate(call, "condition"),
                                call.operand("self", call.resultType()),
                                call.operand("other", call.resultType())));
        table.add(
                List.of("aten.masked_fill.Scalar", "aten.masked_fill.Tensor"),
                call -> call.emit()
                        .select(
                                predicate(call, "mask"),
                                call.operand("value", call.resultType()),
                                call.operand("self", call.resultType())));
        table.add(List.of("aten.clamp.default", "aten.clamp.Tensor"), call -> bound(call, "min", "max"));
        table.add(
                List.of("aten.clamp_min.default", "aten.clamp_min.Tensor"),
                call -> call.emit().maximum(UnaryOps.operand(call), UnaryOps.operand(call, "min")));
        table.add(
                List.of("aten.clamp_max.default", "aten.clamp_max.Tensor"),
                call -> call.emit().minimum(UnaryOps.operand(call), UnaryOps.operand(call, "max")));
        table.add(
                "aten.addcmul.default",
                call -> addScaled(
                        call,
                        call.emit().multiply(UnaryOps.operand(call, "tensor1"), UnaryOps.operand(call, "tensor2"))));
        table.add(
                "aten.addcdiv.default",
                call -> addScaled(
                        call,
                        call.emit().divide(UnaryOps.operand(call, "tensor1"), UnaryOps.operand(call, "tensor2"))));
        table.add(List.of("aten.lerp.Scalar", "aten.lerp.Tensor"), TernaryOps::interpolate);
    }

    private static Value predicate(Call call, String name) {
        return call.emit().convert(call.tensor(name), ScalarType.I1);
    }

    private static Value bound(Call call, String low, String high) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        if (!call.isNone(low)) {
            x = emit.maximum(x, UnaryOps.operand(call, low));
        }
        return call.isNone(high) ? x : emit.minimum(x, UnaryOps.operand(call, high));
    }

    private static Value addScaled(Call call, Value term) {
        var emit = call.emit();
        return emit.add(UnaryOps.operand(call), emit.multiply(term, UnaryOps.operand(call, "value")));
    }

    /** From the nearer end, as PyTorch does, so that a weight of 1 gives the end itself. */
    private static Value interpolate(Call call) {
        var emit = call.emit();
        var start = UnaryOps.operand(call);
        var end = UnaryOps.operand(call, "end");
        var weight = UnaryOps.operand(call, "weight");
        var span = emit.subtract(end, start);
        var fromStart = emit.add(start, emit.multiply(weight, span));
        var rest = emit.subtract(emit.fullLike(weight, 1), weight);
        var fromEnd = emit.subtract(end, emit.multiply(span, rest));
        var isNear = emit.compare(ComparisonDirection.LT, emit.unary(UnaryOp.Abs::new, weight), 0.5);
        return emit.select(isNear, fromStart, fromEnd);
    }
}
