package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.StablehloAttribute.GatherDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rules of {@code gather} and {@code dynamic_gather}, whose constraints are numbered alike. */
final class GatherRules {
    private GatherRules() {}

    static ResultTypes gather(IndexingOp.Gather op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var indices = constraints.tensor("I2", "start_indices", op.startIndices(), ElementKind.INTEGERS);
        checkNumbers(op.dimensionNumbers(), operand, indices, constraints);
        checkSliceSizes(op.sliceSizes(), op.dimensionNumbers(), operand, constraints);
        var sizes = op.sliceSizes().stream().mapToObj(Dimension::of).toList();
        constraints.sameElements("C23", "operand", operand, "result", op.result());
        return ResultTypes.of("C22", operand.withDimensions(resultShape(op.dimensionNumbers(), indices, sizes)));
    }

    static ResultTypes dynamicGather(DynamicOp.DynamicGather op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var indices = constraints.tensor("I2", "start_indices", op.startIndices(), ElementKind.INTEGERS);
        int count = constraints.shapeOperand("I9", "slice_sizes", op.sliceSizes(), ElementKind.INTEGERS);
        checkNumbers(op.dimensionNumbers(), operand, indices, constraints);
        constraints.require(
                "C20",
                count == operand.rank(),
                "slice_sizes must be as many as operand has dimensions, got %d for %s",
                count,
                operand);
        constraints.sameElements("C23", "operand", operand, "result", op.result());
        var constant = constraints.constant(op.sliceSizes());
        List<Dimension> sizes = Collections.nCopies(count, Dimension.unknown());
        if (constant != null) {
            checkSliceSizes(constant, op.dimensionNumbers(), operand, constraints);
            sizes = constant.stream().mapToObj(Dimension::of).toList();
        }
        return ResultTypes.of("C22", operand.withDimensions(resultShape(op.dimensionNumbers(), indices, sizes)));
    }

    private static void checkNumbers(
            GatherDimensionNumbers numbers, TensorType operand, TensorType indices, Constraints constraints) {
        constraints.require(
                "C1",
                operand.rank()
                        == numbers.offsetDims().size()
                                + numbers.collapsedSliceDims().size()
                                + numbers.operandBatchingDims().size(),
                "offset_dims, collapsed_slice_dims and operand_batching_dims must name every dimension of operand,"
                        + " got %s for %s",
                numbers,
                operand);
        constraints.dimension("C2", "index_vector_dim", numbers.indexVectorDim(), indices.rank() + 1);
        int vector = (int) numbers.indexVectorDim();
        var vectorSize = vector < indices.rank() ? indices.dimension(vector) : Dimension.of(1);
        constraints.require(
                "C3",
                Compatibility.compatible(
                        vectorSize, Dimension.of(numbers.startIndexMap().size())),
                "start_index_map must be as long as an index of start_indices, got %s for %s",
                numbers.startIndexMap(),
                indices);
        checkOffsets(numbers, indices, constraints);
        checkOperandDims(numbers, operand, constraints);
        checkBatching(numbers, operand, indices, constraints);
    }

    private static void checkOffsets(GatherDimensionNumbers numbers, TensorType indices, Constraints constraints) {
        var offsets = numbers.offsetDims();
        DimensionLists.sorted("C4", "offset_dims", offsets, constraints);
        DimensionLists.unique("C4", "offset_dims", offsets, constraints);
        DimensionLists.inRange("C5", "offset_dims", offsets, resultRank(numbers, indices), constraints);
    }

    private static int resultRank(GatherDimensionNumbers numbers, TensorType indices) {
        int batchRank = numbers.indexVectorDim() < indices.rank() ? indices.rank() - 1 : indices.rank();
        return numbers.offsetDims().size() + batchRank;
    }

    private static void checkOperandDims(GatherDimensionNumbers numbers, TensorType operand, Constraints constraints) {
        var collapsed = numbers.collapsedSliceDims();
        var batching = numbers.operandBatchingDims();
        DimensionLists.distinct(
                "C6", "collapsed_slice_dims", collapsed, "operand_batching_dims", batching, constraints);
        DimensionLists.sorted("C7", "collapsed_slice_dims", collapsed, constraints);
        DimensionLists.inRange("C8", "collapsed_slice_dims", collapsed, operand.rank(), constraints);
        DimensionLists.sorted("C10", "operand_batching_dims", batching, constraints);
        DimensionLists.inRange("C11", "operand_batching_dims", batching, operand.rank(), constraints);
        DimensionLists.distinct(
                "C18", "start_index_map", numbers.startIndexMap(), "operand_batching_dims", batching, constraints);
        DimensionLists.inRange("C19", "start_index_map", numbers.startIndexMap(), operand.rank(), constraints);
    }

    private static void checkBatching(
            GatherDimensionNumbers numbers, TensorType operand, TensorType indices, Constraints constraints) {
        var batching = numbers.operandBatchingDims();
        var indicesBatching = numbers.startIndicesBatchingDims();
        DimensionLists.unique("C13", "start_indices_batching_dims", indicesBatching, constraints);
        DimensionLists.inRange("C14", "start_indices_batching_dims", indicesBatching, indices.rank(), constraints);
        constraints.require(
                "C15",
                !indicesBatching.contains(numbers.indexVectorDim()),
                "start_indices_batching_dims must not hold index_vector_dim %d, got %s",
                numbers.indexVectorDim(),
                indicesBatching);
        constraints.require(
                "C16",
                batching.size() == indicesBatching.size(),
                "operand_batching_dims and start_indices_batching_dims must be as many, got %s and %s",
                batching,
                indicesBatching);
        DimensionLists.sameSizes(
                "C17", "batching dimensions", operand, batching, indices, indicesBatching, constraints);
    }

    private static void checkSliceSizes(
            Int64Array sliceSizes, GatherDimensionNumbers numbers, TensorType operand, Constraints constraints) {
        constraints.require(
                "C20",
                sliceSizes.size() == operand.rank(),
                "slice_sizes must be as many as operand has dimensions, got %s for %s",
                sliceSizes,
                operand);
        checkUnit("C9", "collapsed_slice_dims", numbers.collapsedSliceDims(), sliceSizes, constraints);
        checkUnit("C12", "operand_batching_dims", numbers.operandBatchingDims(), sliceSizes, constraints);
        IndexingRules.checkSliceSizes("C21", sliceSizes, operand, constraints);
    }

    private static void checkUnit(
            String label, String name, Int64Array dimensions, Int64Array sliceSizes, Constraints constraints) {
        for (int i = 0; i < dimensions.size(); i++) {
            constraints.require(
                    label,
                    sliceSizes.get(dimensions.dimension(i)) <= 1,
                    "slice_sizes must be at most 1 at %s %s, got %s",
                    name,
                    dimensions,
                    sliceSizes);
        }
    }

    private static List<Dimension> resultShape(
            GatherDimensionNumbers numbers, TensorType indices, List<Dimension> sliceSizes) {
        var batchSizes = new ArrayList<>(indices.dimensions());
        if (numbers.indexVectorDim() < indices.rank()) {
            batchSizes.remove((int) numbers.indexVectorDim());
        }
        var offsetSizes = DimensionLists.others(
                new TensorType(sliceSizes, indices.elementType()),
                numbers.collapsedSliceDims(),
                numbers.operandBatchingDims());
        var shape = new ArrayList<Dimension>();
        var batch = batchSizes.iterator();
        var offset = offsetSizes.iterator();
        for (int i = 0; i < batchSizes.size() + offsetSizes.size(); i++) {
            shape.add(numbers.offsetDims().contains(i) ? offset.next() : batch.next());
        }
        return shape;
    }
}
