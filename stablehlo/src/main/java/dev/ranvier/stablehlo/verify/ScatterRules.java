package dev.ranvier.stablehlo.verify;

import static dev.ranvier.stablehlo.verify.ElementKind.BOOLEAN;
import static dev.ranvier.stablehlo.verify.ElementKind.INDEX;
import static dev.ranvier.stablehlo.verify.ElementKind.SIGNED;
import static dev.ranvier.stablehlo.verify.ElementKind.UNSIGNED;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.StablehloAttribute.ScatterDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules of {@code scatter}. */
final class ScatterRules {
    /** As upstream, any integers. */
    private static final Set<ElementKind> INDICES = EnumSet.of(BOOLEAN, SIGNED, UNSIGNED, INDEX);

    private ScatterRules() {}

    static ResultTypes scatter(IndexingOp.Scatter op, Constraints constraints) {
        var inputs = constraints.tensors("I1", "inputs", op.inputs(), ElementKind.NOT_PER_AXIS);
        var indices = constraints.tensor("I2", "scatter_indices", op.scatterIndices(), INDICES);
        var updates = constraints.tensors("I3", "updates", op.updates(), ElementKind.NOT_PER_AXIS);
        var numbers = op.scatterDimensionNumbers();
        constraints.require(
                "C5",
                !inputs.isEmpty() && inputs.size() == updates.size(),
                "inputs and updates must be as many and at least one, got %d and %d",
                inputs.size(),
                updates.size());
        for (int i = 1; i < inputs.size(); i++) {
            constraints.compatibleShapes("C1", "inputs[0]", inputs.getFirst(), "inputs", inputs.get(i));
            constraints.compatibleShapes("C3", "updates[0]", updates.getFirst(), "updates", updates.get(i));
        }
        constraints.dimension("C22", "index_vector_dim", numbers.indexVectorDim(), indices.rank() + 1);
        var scalars = updates.stream()
                .map(update -> TensorType.of(update.elementType()))
                .toList();
        var elements = ReducerBody.check("C23", op.updateComputation(), inputs, scalars, List.of(), constraints);
        checkNumbers(numbers, inputs.getFirst(), indices, updates.getFirst(), constraints);
        for (int i = 0; i < inputs.size(); i++) {
            checkUpdateShape(numbers, inputs.get(i), indices, updates.get(i), constraints);
        }
        var results = new ArrayList<Type>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            results.add(inputs.get(i).withElementType(elements.get(i)));
        }
        return new ResultTypes("C25", results);
    }

    private static void checkNumbers(
            ScatterDimensionNumbers numbers,
            TensorType input,
            TensorType indices,
            TensorType update,
            Constraints constraints) {
        var window = numbers.updateWindowDims();
        var inserted = numbers.insertedWindowDims();
        var batching = numbers.inputBatchingDims();
        constraints.require(
                "C2",
                input.rank() == window.size() + inserted.size() + batching.size(),
                "update_window_dims, inserted_window_dims and input_batching_dims must name every dimension of"
                        + " inputs, got %s for %s",
                numbers,
                input);
        constraints.require(
                "C4",
                update.rank() == window.size() + batchSizes(numbers, indices).size(),
                "updates must have the dimensions of scatter_indices and update_window_dims, got %s for %s",
                update,
                indices);
        DimensionLists.sorted("C7", "update_window_dims", window, constraints);
        DimensionLists.unique("C7", "update_window_dims", window, constraints);
        DimensionLists.inRange("C8", "update_window_dims", window, update.rank(), constraints);
        DimensionLists.distinct("C9", "inserted_window_dims", inserted, "input_batching_dims", batching, constraints);
        DimensionLists.sorted("C10", "inserted_window_dims", inserted, constraints);
        DimensionLists.inRange("C11", "inserted_window_dims", inserted, input.rank(), constraints);
        DimensionLists.sorted("C12", "input_batching_dims", batching, constraints);
        DimensionLists.inRange("C13", "input_batching_dims", batching, input.rank(), constraints);
        checkIndices(numbers, input, indices, constraints);
    }

    private static void checkIndices(
            ScatterDimensionNumbers numbers, TensorType input, TensorType indices, Constraints constraints) {
        var batching = numbers.inputBatchingDims();
        var indicesBatching = numbers.scatterIndicesBatchingDims();
        var toOperand = numbers.scatterDimsToOperandDims();
        DimensionLists.unique("C14", "scatter_indices_batching_dims", indicesBatching, constraints);
        DimensionLists.inRange("C15", "scatter_indices_batching_dims", indicesBatching, indices.rank(), constraints);
        constraints.require(
                "C16",
                !indicesBatching.contains(numbers.indexVectorDim()),
                "scatter_indices_batching_dims must not hold index_vector_dim %d, got %s",
                numbers.indexVectorDim(),
                indicesBatching);
        constraints.require(
                "C17",
                batching.size() == indicesBatching.size(),
                "input_batching_dims and scatter_indices_batching_dims must be as many, got %s and %s",
                batching,
                indicesBatching);
        DimensionLists.sameSizes("C18", "batching dimensions", input, batching, indices, indicesBatching, constraints);
        int vector = (int) numbers.indexVectorDim();
        var vectorSize = vector < indices.rank() ? indices.dimension(vector) : Dimension.of(1);
        constraints.require(
                "C19",
                Compatibility.compatible(vectorSize, Dimension.of(toOperand.size())),
                "scatter_dims_to_operand_dims must be as long as an index of scatter_indices, got %s for %s",
                toOperand,
                indices);
        DimensionLists.distinct(
                "C20", "scatter_dims_to_operand_dims", toOperand, "input_batching_dims", batching, constraints);
        DimensionLists.inRange("C21", "scatter_dims_to_operand_dims", toOperand, input.rank(), constraints);
    }

    private static List<Dimension> batchSizes(ScatterDimensionNumbers numbers, TensorType indices) {
        var sizes = new ArrayList<>(indices.dimensions());
        if (numbers.indexVectorDim() < indices.rank()) {
            sizes.remove((int) numbers.indexVectorDim());
        }
        return sizes;
    }

    private static void checkUpdateShape(
            ScatterDimensionNumbers numbers,
            TensorType input,
            TensorType indices,
            TensorType update,
            Constraints constraints) {
        var windowSizes = DimensionLists.others(input, numbers.insertedWindowDims(), numbers.inputBatchingDims())
                .iterator();
        var batchSizes = batchSizes(numbers, indices).iterator();
        for (int i = 0; i < update.rank(); i++) {
            var size = update.dimension(i);
            boolean fits;
            if (numbers.updateWindowDims().contains(i)) {
                long bound = Compatibility.bound(windowSizes.next());
                fits = bound < 0 || !(size instanceof Dimension.Static(long known)) || known <= bound;
            } else {
                fits = Compatibility.compatible(size, batchSizes.next());
            }
            constraints.require(
                    "C4",
                    fits,
                    "updates must have the batch sizes of scatter_indices and windows within inputs,"
                            + " got %s for %s and %s",
                    update,
                    indices,
                    input);
        }
    }
}
