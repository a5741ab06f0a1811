package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import java.util.List;

/** An op as a device has it: on parts, and with the sizes among its attributes those of parts. */
final class LocalForm {
    private LocalForm() {}

    /** The same op on parts. */
    static Op of(Op op, List<Value> operands, List<Region> regions, List<OpResult> results) {
        return op.schema().create(operands, attributes(op, operands, results), regions, results, info(op));
    }

    /** What is said of the op, but for shardings, which are of the whole. */
    static OpInfo info(Op op) {
        return new OpInfo(
                op.location(), op.info().discardable().without("sdy.sharding").without("sdy.sharding_rule"));
    }

    private static Dictionary attributes(Op op, List<Value> operands, List<OpResult> results) {
        var attributes = op.attributes();
        return switch (op) {
            case ShapeOp.Slice slice ->
                attributes.with(
                        "limit_indices",
                        resized(
                                slice.limitIndices(),
                                slice.operand().tensorType(),
                                operands.getFirst().tensorType()));
            case IndexingOp.Gather gather ->
                attributes.with(
                        "slice_sizes",
                        resized(
                                gather.sliceSizes(),
                                gather.operand().tensorType(),
                                operands.getFirst().tensorType()));
            case IndexingOp.DynamicSlice _ ->
                attributes.with(
                        "slice_sizes",
                        Int64Array.of(results.getFirst().tensorType().shape()));
            case ShapeOp.Broadcast broadcast ->
                attributes.with(
                        "broadcast_sizes",
                        Int64Array.of(Arrays.copyOf(
                                results.getFirst().tensorType().shape(),
                                broadcast.broadcastSizes().size())));
            default -> attributes;
        };
    }

    /** Sizes of dimensions that a device has in part become those of the part: an op takes such dimensions whole. */
    private static Int64Array resized(Int64Array sizes, TensorType whole, TensorType part) {
        var resized = sizes.toArray();
        for (int d = 0; d < resized.length; d++) {
            if (whole.size(d) != part.size(d)) {
                resized[d] = part.size(d);
            }
        }
        return Int64Array.of(resized);
    }
}
