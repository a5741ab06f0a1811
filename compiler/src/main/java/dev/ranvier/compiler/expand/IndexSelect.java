package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.StablehloAttribute.GatherDimensionNumbers;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.stream.LongStream;

/** {@code torch_index_select} as a gather. */
final class IndexSelect {
    private IndexSelect() {}

    /** Slices along a dimension; leading dimensions of operand and index go together. */
    static Value gather(IndexingOp.TorchIndexSelect op, RegionBuilder b) {
        var operand = op.operand().tensorType();
        int rank = op.index().tensorType().rank();
        long dimension = op.dim() < 0 ? op.dim() + operand.rank() : op.dim();
        long batches = op.batchDims() < 0 ? op.batchDims() + rank : op.batchDims();
        long selectedEnd = dimension + rank - batches;
        var batching = Int64Array.of(LongStream.range(0, batches).toArray());
        var offsets = LongStream.concat(
                LongStream.range(batches, dimension),
                LongStream.range(selectedEnd, selectedEnd + operand.rank() - dimension - 1));
        var sizes = operand.shape();
        for (int d = 0; d < batches; d++) {
            sizes[d] = 1;
        }
        sizes[(int) dimension] = 1;
        var numbers = new GatherDimensionNumbers(
                Int64Array.of(offsets.toArray()),
                Int64Array.of(dimension),
                batching,
                batching,
                Int64Array.of(dimension),
                rank);
        return b.emit((result, info) ->
                new IndexingOp.Gather(op.operand(), op.index(), numbers, Int64Array.of(sizes), false, result, info));
    }
}
