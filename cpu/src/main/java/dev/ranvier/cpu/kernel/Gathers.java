package dev.ranvier.cpu.kernel;

import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Specification section "gather". */
final class Gathers {
    private Gathers() {}

    static Element element(ElementEmitter e, IndexingOp.Gather op, List<Index> at) {
        var numbers = op.dimensionNumbers();
        var batch = new ArrayList<Index>();
        for (int d = 0; d < at.size(); d++) {
            if (!numbers.offsetDims().contains(d)) {
                batch.add(at.get(d));
            }
        }
        var operand = op.operand().tensorType();
        var indices = new ArrayList<Index>();
        int offset = 0;
        for (int d = 0; d < operand.rank(); d++) {
            Index index = Index.of(0);
            int mapped = numbers.startIndexMap().indexOf(d);
            if (mapped >= 0) {
                long greatest = operand.size(d) - op.sliceSizes().get(d);
                index = e.indices().clamp(startIndex(e, op, batch, mapped), greatest);
            }
            int batching = numbers.operandBatchingDims().indexOf(d);
            if (batching >= 0) {
                index = e.indices()
                        .add(
                                index,
                                batchIndex(
                                        op,
                                        batch,
                                        numbers.startIndicesBatchingDims().get(batching)));
            } else if (!numbers.collapsedSliceDims().contains(d)) {
                index = e.indices().add(index, at.get(numbers.offsetDims().dimension(offset++)));
            }
            indices.add(index);
        }
        return e.at(op.operand(), List.copyOf(indices));
    }

    /** The index of the batch along a dimension of the start indices. */
    private static Index batchIndex(IndexingOp.Gather op, List<Index> batch, long dimension) {
        return batch.get((int) (dimension > op.dimensionNumbers().indexVectorDim() ? dimension - 1 : dimension));
    }

    private static Index startIndex(ElementEmitter e, IndexingOp.Gather op, List<Index> batch, int component) {
        var type = op.startIndices().tensorType();
        int vector = (int) op.dimensionNumbers().indexVectorDim();
        var indices = new ArrayList<>(batch);
        if (vector < type.rank()) {
            indices.add(vector, Index.of(component));
        }
        // One slice of the operand for all lanes has one place.
        var source = batch.stream().allMatch(index -> index instanceof Index.Uniform) ? e.withLanes(1) : e;
        var value = source.at(op.startIndices(), List.copyOf(indices)).value();
        return source.indices().of(Moves.indexValue(source, (ScalarType) type.elementType(), value));
    }
}
