package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** Ops that make tensors of no other. */
final class CreationOps {
    private CreationOps() {}

    static void add(OpTable table) {
        // What an empty tensor holds is not said; zeros make runs repeatable.
        addFilled(
                table,
                0,
                "zeros.default",
                "zeros_like.default",
                "new_zeros.default",
                "empty.memory_format",
                "empty_like.default",
                "empty_permuted.default",
                "empty_strided.default",
                "new_empty.default",
                "new_empty_strided.default");
        addFilled(table, 1, "ones.default", "ones_like.default", "new_ones.default");
        table.add(
                List.of("aten.full.default", "aten.full_like.default", "aten.new_full.default"),
                call -> filled(call, call.operand("fill_value", call.resultType())));
        table.add("aten.scalar_tensor.default", call -> filled(call, call.operand("s", call.resultType())));
        table.add("aten.arange.default", call -> sequence(call, call.emit().constant(call.resultType(), 0), one(call)));
        table.add("aten.arange.start", call -> sequence(call, call.operand("start", call.resultType()), one(call)));
        table.add(
                "aten.arange.start_step",
                call -> sequence(
                        call, call.operand("start", call.resultType()), call.operand("step", call.resultType())));
        table.add("aten.linspace.default", CreationOps::linearSpace);
        table.add(List.of("aten.eye.default", "aten.eye.m"), CreationOps::identity);
    }

    private static void addFilled(OpTable table, double value, String... names) {
        for (var name : names) {
            table.add("aten." + name, call -> call.emit().full(call.resultShape(), call.resultType(), value));
        }
    }

    private static Value filled(Call call, Value scalar) {
        return call.emit().broadcast(scalar, call.resultShape());
    }

    private static Value one(Call call) {
        return call.emit().constant(call.resultType(), 1);
    }

    private static Value sequence(Call call, Value start, Value step) {
        var emit = call.emit();
        var index = emit.iota(call.resultShape(), call.resultType(), 0);
        return emit.add(emit.multiply(index, step), start);
    }

    /** From both ends, as PyTorch does, so that the last element is the end itself. */
    private static Value linearSpace(Call call) {
        var emit = call.emit();
        var type = call.resultType() == ScalarType.F64 ? ScalarType.F64 : ScalarType.F32;
        long steps = call.integer("steps");
        double start = call.number("start");
        double end = call.number("end");
        double step = steps > 1 ? (end - start) / (steps - 1) : 0;
        var index = emit.iota(call.resultShape(), type, 0);
        var fromStart = emit.add(emit.multiply(index, step), start);
        var fromEnd = emit.add(emit.multiply(emit.add(index, 1.0 - steps), step), end);
        var isLower = emit.compare(ComparisonDirection.LT, index, Math.floor(steps / 2.0));
        return emit.select(isLower, fromStart, steps > 1 ? fromEnd : fromStart);
    }

    private static Value identity(Call call) {
        var emit = call.emit();
        var row = emit.iota(call.resultShape(), ScalarType.I64, 0);
        var column = emit.iota(call.resultShape(), ScalarType.I64, 1);
        return emit.compare(ComparisonDirection.EQ, row, column);
    }
}
