package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.RaggedDotDimensionNumbers;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products of vectors and matrices. */
final class ProductOps {
    private ProductOps() {}

    static void add(OpTable table) {
        table.add(
                List.of("aten.mm.default", "aten.bmm.default", "aten.matmul.default"),
                call -> matmul(call.emit(), operand(call, "self"), operand(call, call.has("mat2") ? "mat2" : "other")));
        table.add("aten.mv.default", call -> matmul(call.emit(), operand(call, "self"), operand(call, "vec")));
        table.add(
                List.of("aten.dot.default", "aten.vdot.default"),
                call -> matmul(call.emit(), operand(call, "self"), operand(call, "tensor")));
        table.add(
                List.of("aten.outer.default", "aten.ger.default"),
                call -> call.emit().multiply(call.emit().unsqueeze(operand(call, "self"), 1), operand(call, "vec2")));
        table.add(
                "aten.linear.default",
                call -> linear(call.emit(), operand(call, "input"), operand(call, "weight"), optional(call, "bias")));
        table.add("aten.addmm.default", call -> scaledSum(call, "mat1", "mat2"));
        table.add("aten.addmv.default", call -> scaledSum(call, "mat", "vec"));
        table.add("aten.addbmm.default", call -> {
            var products = matmul(call.emit(), operand(call, "batch1"), operand(call, "batch2"));
            return scaledSum(call, ReductionOps.sum(call.emit(), products, 0));
        });
        table.add("aten.baddbmm.default", call -> scaledSum(call, "batch1", "batch2"));
        table.add(
                "aten.einsum.default",
                call -> Einsum.lower(
                        call.emit(),
                        call.text("equation"),
                        call.tensors("tensors").stream()
                                .map(tensor -> call.emit().convert(tensor, call.resultType()))
                                .toList()));
        table.add("transformers.grouped_mm_fallback.default", ProductOps::grouped);
        table.add("aten._grouped_mm.default", ProductOps::grouped);
    }

    private static Value operand(Call call, String name) {
        return call.operand(name, call.resultType());
    }

    private static @Nullable Value optional(Call call, String name) {
        return call.isNone(name) ? null : operand(call, name);
    }

    static Value linear(Emitter emit, Value x, Value weight, @Nullable Value bias) {
        var product = emit.dot(x, weight, 0, Emitter.rank(x) - 1, Emitter.rank(weight) - 1);
        return bias == null ? product : emit.add(product, bias);
    }

    /** As {@code torch.matmul}: vectors are rows on the left and columns on the right, outer dimensions broadcast. */
    static Value matmul(Emitter emit, Value a, Value b) {
        int rankA = Emitter.rank(a);
        int rankB = Emitter.rank(b);
        if (rankB <= 2) {
            return emit.dot(a, b, 0, rankA - 1, 0);
        }
        if (rankA == 1) {
            return emit.squeeze(matmul(emit, emit.unsqueeze(a, 0), b), rankB - 2);
        }
        int batch = Math.max(rankA, rankB) - 2;
        var outer = outerShape(emit, a, b, batch);
        var left = emit.broadcast(a, outer.followedBy(emit.shape(a).slice(rankA - 2, rankA)));
        var right = emit.broadcast(b, outer.followedBy(emit.shape(b).slice(rankB - 2, rankB)));
        return emit.dot(left, right, batch, batch + 1, batch);
    }

    /** What the dimensions before the last two broadcast to. */
    static Shape outerShape(Emitter emit, Value a, Value b, int batch) {
        var outer = Shape.SCALAR;
        for (int i = 0; i < batch; i++) {
            int fromEnd = batch - i + 2;
            outer = outer.inserted(i, greater(size(emit, a, fromEnd), size(emit, b, fromEnd)));
        }
        return outer;
    }

    private static Size size(Emitter emit, Value x, int fromEnd) {
        int dimension = Emitter.rank(x) - fromEnd;
        return dimension < 0 ? Size.of(1) : emit.size(x, dimension);
    }

    /** The size that two broadcast to. */
    private static Size greater(Size a, Size b) {
        return a.is(1) || (a instanceof Size.Open && b instanceof Size.Known && !b.is(1)) ? b : a;
    }

    private static Value scaledSum(Call call, String left, String right) {
        return scaledSum(call, matmul(call.emit(), operand(call, left), operand(call, right)));
    }

    /** beta self + alpha product; a beta of 0 leaves self out, even where it is not finite. */
    private static Value scaledSum(Call call, Value product) {
        var emit = call.emit();
        var scaled = call.number("alpha") == 1 ? product : emit.multiply(product, operand(call, "alpha"));
        double beta = call.number("beta");
        if (beta == 0) {
            return scaled;
        }
        var self = operand(call, "self");
        return emit.add(beta == 1 ? self : emit.multiply(self, operand(call, "beta")), scaled);
    }

    /** The product of each group of rows, which ends where {@code offs} says, with a matrix of its own. */
    private static Value grouped(Call call) {
        var emit = call.emit();
        var rows = operand(call, call.has("input") ? "input" : "self");
        var matrices = operand(call, call.has("weight") ? "weight" : "mat2");
        if (Emitter.rank(rows) != 2 || Emitter.rank(matrices) != 3 || call.isNone("offs")) {
            throw call.unexpected("offs", "given, for a matrix of rows and a stack of matrices");
        }
        var ends = emit.convert(call.tensor("offs"), ScalarType.I64);
        var starts = emit.pad(ends, emit.integer(ScalarType.I64, 0), new long[] {1}, new long[] {-1});
        var sizes = emit.subtract(ends, starts);
        var numbers = new RaggedDotDimensionNumbers(
                Int64Array.of(),
                Int64Array.of(),
                Int64Array.of(1),
                Int64Array.of(1),
                Int64Array.of(0),
                Int64Array.of(0));
        return emit.builder()
                .emitWithElements(
                        call.resultType(),
                        (result, info) -> new ChloOp.RaggedDot(rows, matrices, sizes, numbers, null, result, info));
    }
}
