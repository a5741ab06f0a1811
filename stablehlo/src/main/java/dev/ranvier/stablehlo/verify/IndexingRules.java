package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/** Rules of ops that read or write at run-time indices. */
final class IndexingRules {
    private IndexingRules() {}

    static ResultTypes check(IndexingOp op, Constraints constraints) {
        return switch (op) {
            case IndexingOp.DynamicSlice slice -> dynamicSlice(slice, constraints);
            case IndexingOp.DynamicUpdateSlice update -> dynamicUpdateSlice(update, constraints);
            case IndexingOp.Gather gather -> GatherRules.gather(gather, constraints);
            case IndexingOp.Scatter scatter -> ScatterRules.scatter(scatter, constraints);
            case IndexingOp.TorchIndexSelect select -> torchIndexSelect(select, constraints);
        };
    }

    private static ResultTypes dynamicSlice(IndexingOp.DynamicSlice op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        constraints.require(
                "C2",
                op.startIndices().size() == operand.rank() && op.sliceSizes().size() == operand.rank(),
                "start_indices and slice_sizes must be as many as operand has dimensions, got %d and %s for %s",
                op.startIndices().size(),
                op.sliceSizes(),
                operand);
        checkStartIndices("I2", "C3", op.startIndices(), constraints);
        checkSliceSizes("C4", op.sliceSizes(), operand, constraints);
        constraints.sameElements("C1", "operand", operand, "result", op.result());
        return ResultTypes.of("C5", operand.withDimensions(dimensions(op.sliceSizes())));
    }

    private static void checkStartIndices(
            String kindLabel, String label, List<Value> startIndices, Constraints constraints) {
        for (var index : startIndices) {
            var type = constraints.scalar(kindLabel, "start_indices", index, ElementKind.INTEGERS);
            constraints.require(
                    label,
                    type.equals(startIndices.getFirst().type()),
                    "start_indices must be of one type, got %s and %s",
                    startIndices.getFirst().type(),
                    type);
        }
    }

    /** That each size is at most that of the operand's dimension, where this is known. */
    static void checkSliceSizes(String label, Int64Array sliceSizes, TensorType operand, Constraints constraints) {
        for (int i = 0; i < sliceSizes.size(); i++) {
            long bound = Compatibility.bound(operand.dimension(i));
            constraints.require(
                    label,
                    0 <= sliceSizes.get(i) && (bound < 0 || sliceSizes.get(i) <= bound),
                    "slice_sizes must be within the shape of operand, got %s for %s",
                    sliceSizes,
                    operand);
        }
    }

    private static List<Dimension> dimensions(Int64Array sizes) {
        return sizes.stream().mapToObj(Dimension::of).toList();
    }

    private static ResultTypes dynamicUpdateSlice(IndexingOp.DynamicUpdateSlice op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var update = constraints.tensor("I2", "update", op.update(), ElementKind.NOT_PER_AXIS);
        constraints.sameElements("C2", "operand", operand, "update", update);
        constraints.require(
                "C3",
                update.rank() == operand.rank(),
                "update and operand must be of one rank, got %s and %s",
                update,
                operand);
        constraints.require(
                "C4",
                op.startIndices().size() == operand.rank(),
                "start_indices must be as many as operand has dimensions, got %d for %s",
                op.startIndices().size(),
                operand);
        checkStartIndices("I3", "C5", op.startIndices(), constraints);
        for (int i = 0; i < operand.rank(); i++) {
            long bound = Compatibility.bound(operand.dimension(i));
            constraints.require(
                    "C6",
                    bound < 0 || !(update.dimension(i) instanceof Dimension.Static(long size)) || size <= bound,
                    "update must be within the shape of operand, got %s and %s",
                    update,
                    operand);
        }
        constraints.sameElements("C1", "operand", operand, "result", op.result());
        return ResultTypes.of("C1", operand);
    }

    /** Not in the specification; after the op's description: batch dimensions lead, and {@code dim} is replaced. */
    private static ResultTypes torchIndexSelect(IndexingOp.TorchIndexSelect op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var index = constraints.tensor("I2", "index", op.index(), ElementKind.INTEGERS);
        constraints.dimension("I3", "dim", op.dim(), operand.rank());
        constraints.require(
                "I4",
                0 <= op.batchDims() && op.batchDims() <= Math.min(op.dim(), index.rank()),
                "batch_dims must be at most dim and the rank of index, got %d",
                op.batchDims());
        int dim = (int) op.dim();
        var dimensions = new ArrayList<Dimension>(operand.dimensions().subList(0, dim));
        dimensions.addAll(index.dimensions().subList((int) op.batchDims(), index.rank()));
        dimensions.addAll(operand.dimensions().subList(dim + 1, operand.rank()));
        return ResultTypes.of("C1", operand.withDimensions(dimensions));
    }
}
