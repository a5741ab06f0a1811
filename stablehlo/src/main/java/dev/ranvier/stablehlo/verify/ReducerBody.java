package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a reduction, {@code (E0, ..., EN-1, E0, ..., EN-1) -> (E0, ..., EN-1)}: what {@code reduce} (C2, C6),
 * {@code reduce_window}, {@code select_and_scatter}, {@code scatter}, {@code all_reduce} and {@code reduce_scatter}
 * require of it alike.
 *
 * <p>As upstream, an element type is promotable to a wider one of its kind, and all floating-point types are
 * promotable to one another.
 */
final class ReducerBody {
    private ReducerBody() {}

    /**
     * Checks a body.
     *
     * @param label the constraint on the body
     * @param inputs the types of what is reduced, N of them
     * @param initValues the types of what the reduction starts from, N of them
     * @param windowShape the dimensions that an element handed to the body may have; none for scalars
     * @return the element types E0, ..., EN-1
     */
    static List<ElementType> check(
            String label,
            Region body,
            List<TensorType> inputs,
            List<TensorType> initValues,
            List<Dimension> windowShape,
            Constraints constraints) {
        int count = inputs.size();
        var arguments = body.arguments();
        var results = body.results();
        constraints.require(
                label,
                arguments.size() == 2 * count,
                "the body must take %d arguments, got %d",
                2 * count,
                arguments.size());
        constraints.require(
                label, results.size() == count, "the body must return %d values, got %d", count, results.size());
        var accumulators = new ArrayList<ElementType>(count);
        for (int i = 0; i < count; i++) {
            var accumulator = tensor(label, "result", i, results.get(i).type(), constraints);
            var left = tensor(label, "argument", i, arguments.get(i).type(), constraints);
            var right = tensor(
                    label, "argument", count + i, arguments.get(count + i).type(), constraints);
            checkArguments(label, i, accumulator, left, right, constraints);
            checkPromotions(label, i, inputs.get(i), initValues.get(i), accumulator, right, constraints);
            constraints.require(
                    label,
                    isPartOf(right.dimensions(), windowShape),
                    "the shape of argument %d of the body must be of at most the dimensions %s, got %s",
                    count + i,
                    windowShape,
                    right);
            accumulators.add(accumulator.elementType());
        }
        return accumulators;
    }

    /** {@link #check} of a body that combines two scalars at a time, for a collective. */
    static ElementType checkScalar(String label, Region body, TensorType operand, Constraints constraints) {
        var initValue = new TensorType(List.of(), operand.elementType());
        return check(label, body, List.of(operand), List.of(initValue), List.of(), constraints)
                .getFirst();
    }

    private static TensorType tensor(String label, String what, int index, Type type, Constraints constraints) {
        if (type instanceof TensorType tensor) {
            return tensor;
        }
        throw constraints.violation(label, "%s %d of the body must be a tensor, got %s", what, index, type);
    }

    private static void checkArguments(
            String label,
            int index,
            TensorType accumulator,
            TensorType left,
            TensorType right,
            Constraints constraints) {
        constraints.require(
                label,
                Compatibility.compatibleShapes(accumulator, left)
                        && accumulator.elementType().equals(left.elementType()),
                "argument %d and result %d of the body must be of one type, got %s and %s",
                index,
                index,
                left,
                accumulator);
        constraints.require(
                label,
                Compatibility.compatibleShapes(accumulator, right) && sameElements(accumulator, right),
                "the second argument and the result for input %d in the body must be of one type, got %s and %s",
                index,
                right,
                accumulator);
    }

    private static void checkPromotions(
            String label,
            int index,
            TensorType input,
            TensorType initValue,
            TensorType accumulator,
            TensorType argument,
            Constraints constraints) {
        constraints.require(
                label,
                Compatibility.compatibleShapes(initValue, accumulator),
                "initial value %d and result %d of the body must have one shape, got %s and %s",
                index,
                index,
                initValue,
                accumulator);
        constraints.require(
                label,
                isPromotable(initValue.elementType(), accumulator.elementType()),
                "initial value %d must be promotable to result %d of the body, got %s and %s",
                index,
                index,
                initValue,
                accumulator);
        constraints.require(
                label,
                isPromotable(input.elementType(), argument.elementType()),
                "input %d must be promotable to what the body takes for it, got %s and %s",
                index,
                input,
                argument);
    }

    /** Whether two tensors have the same elements, precisions of floating-point types aside. */
    static boolean sameElements(TensorType a, TensorType b) {
        return a.elementType().equals(b.elementType())
                || (a.elementType().isFloat() && b.elementType().isFloat());
    }

    private static boolean isPromotable(ElementType from, ElementType to) {
        return switch (from) {
            case ScalarType scalar when scalar.kind() == ScalarType.Kind.FLOAT -> to.isFloat();
            case ScalarType scalar -> isInteger(scalar) && isInteger(to) && scalar.bitWidth() <= bitWidth(to);
            case ComplexType complex ->
                to instanceof ComplexType other
                        && complex.part().bitWidth() <= other.part().bitWidth();
            case QuantizedType quantized ->
                to instanceof QuantizedType other
                        && quantized.expressed() == other.expressed()
                        && quantized.storage().bitWidth() <= other.storage().bitWidth();
        };
    }

    private static boolean isInteger(ElementType type) {
        return type.isInteger() || type.isBoolean();
    }

    private static int bitWidth(ElementType type) {
        return type instanceof ScalarType scalar ? scalar.bitWidth() : 0;
    }

    /** Whether {@code shape} is {@code whole} with dimensions left out. */
    private static boolean isPartOf(List<Dimension> shape, List<Dimension> whole) {
        int found = 0;
        for (int i = 0; i < whole.size() && found < shape.size(); i++) {
            if (Compatibility.compatible(whole.get(i), shape.get(found))) {
                found++;
            }
        }
        return found == shape.size();
    }
}
