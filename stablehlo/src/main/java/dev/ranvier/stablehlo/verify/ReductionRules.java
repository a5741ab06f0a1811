package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.ReductionOp.ReduceWindow;
import dev.ranvier.stablehlo.ReductionOp.SelectAndScatter;
import dev.ranvier.stablehlo.ReductionOp.Sort;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/** Rules of reductions, windows and sort. */
final class ReductionRules {
    private static final Windows.Labels REDUCE_WINDOW =
            new Windows.Labels("C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12");
    private static final Windows.Labels SELECT_AND_SCATTER = new Windows.Labels("C5", "C6", "C7", "", "", "", "", "C8");

    private ReductionRules() {}

    static ResultTypes check(ReductionOp op, Constraints constraints) {
        return switch (op) {
            case Reduce reduce -> check(reduce, constraints);
            case ReduceWindow window -> check(window, constraints);
            case SelectAndScatter selectAndScatter -> check(selectAndScatter, constraints);
            case Sort sort -> check(sort, constraints);
            case ReductionOp.BatchNormTraining norm -> BatchNormRules.check(norm, constraints);
            case ReductionOp.BatchNormInference norm -> BatchNormRules.check(norm, constraints);
            case ReductionOp.BatchNormGrad norm -> BatchNormRules.check(norm, constraints);
        };
    }

    private static ResultTypes check(Reduce op, Constraints constraints) {
        var inputs = inputs("C3", "C1", op.inputs(), constraints);
        var initValues = initValues("C3", op.initValues(), inputs, constraints);
        int rank = inputs.getFirst().rank();
        DimensionLists.inRange("C4", "dimensions", op.dimensions(), rank, constraints);
        DimensionLists.unique("C5", "dimensions", op.dimensions(), constraints);
        var kept = DimensionLists.others(Compatibility.mostSpecific(inputs), op.dimensions());
        var elements = ReducerBody.check("C6", op.body(), inputs, initValues, kept, constraints);
        return new ResultTypes("C7", tensors(kept, elements));
    }

    private static ResultTypes check(ReduceWindow op, Constraints constraints) {
        var inputs = inputs("C1", "C2", op.inputs(), constraints);
        var initValues = initValues("C1", op.initValues(), inputs, constraints);
        int rank = inputs.getFirst().rank();
        var sizes = windowSizes("C4", "C5", op.windowDimensions(), rank, constraints);
        var windows = Windows.check(
                REDUCE_WINDOW,
                sizes,
                op.windowStrides(),
                op.baseDilations(),
                op.windowDilations(),
                op.padding(),
                constraints);
        var elements = ReducerBody.check("C13", op.body(), inputs, initValues, sizes, constraints);
        var shape = windows.count(Compatibility.mostSpecific(inputs).dimensions());
        return new ResultTypes("C15", tensors(shape, elements));
    }

    private static List<TensorType> inputs(
            String countLabel, String shapeLabel, List<Value> values, Constraints constraints) {
        constraints.require(countLabel, !values.isEmpty(), "there must be at least one input");
        var inputs = constraints.tensors("I1", "inputs", values, ElementKind.NOT_PER_AXIS);
        for (int i = 1; i < inputs.size(); i++) {
            constraints.compatibleShapes(shapeLabel, "the first input", inputs.getFirst(), "another", inputs.get(i));
        }
        return inputs;
    }

    private static List<TensorType> initValues(
            String label, List<Value> values, List<TensorType> inputs, Constraints constraints) {
        constraints.require(
                label,
                values.size() == inputs.size(),
                "there must be as many initial values as inputs, got %d and %d",
                values.size(),
                inputs.size());
        return constraints.tensors("I2", "init_values", values, ElementKind.NOT_PER_AXIS);
    }

    private static List<Dimension> windowSizes(
            String countLabel, String sizeLabel, Int64Array sizes, int rank, Constraints constraints) {
        constraints.require(
                countLabel,
                sizes.size() == rank,
                "window_dimensions must be as many as dimensions of the operand, %d, got %s",
                rank,
                sizes);
        var dimensions = new ArrayList<Dimension>(rank);
        for (int i = 0; i < rank; i++) {
            constraints.require(sizeLabel, sizes.get(i) > 0, "window_dimensions must be positive, got %s", sizes);
            dimensions.add(Dimension.of(sizes.get(i)));
        }
        return dimensions;
    }

    private static List<TensorType> tensors(List<Dimension> shape, List<ElementType> elements) {
        return elements.stream().map(element -> new TensorType(shape, element)).toList();
    }

    private static ResultTypes check(SelectAndScatter op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var source = constraints.tensor("I2", "source", op.source(), ElementKind.NOT_PER_AXIS);
        var initValue = constraints.tensor("I3", "init_value", op.initValue(), ElementKind.NOT_PER_AXIS);
        constraints.require(
                "C1",
                ReducerBody.sameElements(operand, source),
                "operand and source must have the same elements, got %s and %s",
                operand,
                source);
        checkSelect(op, operand, constraints);
        var scattered = new TensorType(List.of(), source.elementType());
        var element = ReducerBody.check(
                        "C10", op.scatter(), List.of(scattered), List.of(initValue), List.of(), constraints)
                .getFirst();
        var windowDimensions = op.windowDimensions() == null ? Int64Array.of() : op.windowDimensions();
        var sizes = windowSizes("C4", "C5", windowDimensions, operand.rank(), constraints);
        var windows =
                Windows.check(SELECT_AND_SCATTER, sizes, op.windowStrides(), null, null, op.padding(), constraints);
        var expected = operand.withDimensions(windows.count(operand.dimensions()));
        constraints.compatibleShapes("C2", "the windows", expected, "source", source);
        return ResultTypes.of("C11", operand.withElementType(element));
    }

    private static void checkSelect(SelectAndScatter op, TensorType operand, Constraints constraints) {
        var arguments = op.select().arguments();
        constraints.require("C9", arguments.size() == 2, "select must take 2 arguments, got %d", arguments.size());
        for (var argument : arguments) {
            constraints.require(
                    "C9",
                    argument.type() instanceof TensorType tensor
                            && tensor.rank() == 0
                            && ReducerBody.sameElements(tensor, operand),
                    "select must take scalars of type %s, got %s",
                    operand.elementType(),
                    argument.type());
        }
        checkReturnsPredicate("C9", "select", op.select().results(), constraints);
    }

    private static void checkReturnsPredicate(String label, String name, List<Value> results, Constraints constraints) {
        constraints.require(
                label,
                results.size() == 1 && isPredicate(results.getFirst().type()),
                "%s must return one value of type tensor<i1>, got %s",
                name,
                results.stream().map(Value::type).toList());
    }

    private static boolean isPredicate(Type type) {
        return type instanceof TensorType tensor && tensor.rank() == 0 && tensor.elementType() == ScalarType.I1;
    }

    private static ResultTypes check(Sort op, Constraints constraints) {
        var inputs = inputs("C1", "C3", op.inputs(), constraints);
        int rank = inputs.getFirst().rank();
        long dimension = op.dimension() == null ? -1 : op.dimension();
        constraints.require(
                "C4",
                -rank <= dimension && dimension < rank,
                "dimension must be in [-%d, %d), got %d",
                rank,
                rank,
                dimension);
        var arguments = op.comparator().arguments();
        constraints.require(
                "C5",
                arguments.size() == 2 * inputs.size(),
                "comparator must take %d arguments, got %d",
                2 * inputs.size(),
                arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            var element = inputs.get(i / 2).elementType();
            constraints.require(
                    "C5",
                    arguments.get(i).type() instanceof TensorType tensor
                            && tensor.rank() == 0
                            && tensor.elementType().equals(element),
                    "argument %d of comparator must be a scalar of type %s, got %s",
                    i,
                    element,
                    arguments.get(i).type());
        }
        checkReturnsPredicate("C5", "comparator", op.comparator().results(), constraints);
        return new ResultTypes("C2", inputs);
    }
}
