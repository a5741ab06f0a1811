package dev.ranvier.compiler.expand;

import static dev.ranvier.compiler.expand.Fragments.firsts;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.List;

/** {@code chlo.top_k} as a sort with indices. */
final class TopKs {
    private TopKs() {}

    /** Greatest first, floats in their total order; of equal elements the first one comes first, for sort is stable. */
    static List<Value> sort(ChloOp.TopK op, RegionBuilder b) {
        var type = op.operand().tensorType();
        int last = type.rank() - 1;
        var indices = b.iota(type.withElementType(ScalarType.I32), last);
        var scalar = TensorType.of(type.elementType());
        var index = TensorType.of(ScalarType.I32);
        var order = type.elementType().isFloat() ? ComparisonType.TOTALORDER : null;
        var greater = b.region(
                List.of(scalar, scalar, index, index),
                inner -> List.of(inner.emit((result, info) -> new ElementwiseOp.Compare(
                        inner.argument(0), inner.argument(1), ComparisonDirection.GT, order, result, info))));
        var sorted = b.emitAll(
                2,
                (results, info) -> new ReductionOp.Sort(
                        List.of(op.operand(), indices), (long) last, true, greater, results, info));
        var limits = type.shape();
        limits[last] = Math.min(op.k(), limits[last]);
        return sorted.stream().map(value -> firsts(b, value, limits)).toList();
    }
}
