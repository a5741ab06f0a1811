package dev.ranvier.cli.conformance;

import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;

/** Compares results with expected ones, element by element; complex numbers part by part. */
final class Judge {
    /** Relative differences that another order of operations may cause. */
    private static final Map<ElementType, Double> LOOSE_TOLERANCES = Map.of(
            ScalarType.F64, 1e-11,
            ScalarType.F32, 2e-5,
            ScalarType.F16, 4e-3,
            ScalarType.BF16, 3e-2);

    private Judge() {}

    static Judgement judge(Tensor actual, Tensor expected, Criterion criterion) {
        if (!actual.type().equals(expected.type())) {
            return new Judgement(Verdict.WRONG, "expected " + expected.type() + ", got " + actual.type());
        }
        var parts = parts(actual);
        var expectedParts = parts(expected);
        var elementCriterion = parts.elementType().isFloat() ? criterion : new Criterion.Equal();
        long misses = 0;
        long first = -1;
        for (long i = 0; i < parts.count(); i++) {
            if (!accepts(elementCriterion, parts, expectedParts, i)) {
                first = misses++ == 0 ? i : first;
            }
        }
        if (misses == 0) {
            return Judgement.PASS;
        }
        var message = misses + "/" + parts.count() + " " + elementCriterion.miss() + ", at "
                + position(actual, first / (parts.count() / actual.count())) + ": got " + spell(parts, first)
                + ", expected " + spell(expectedParts, first);
        return new Judgement(isLoose(parts, expectedParts, actual) ? Verdict.LOOSE : Verdict.WRONG, message);
    }

    /** The tensor itself, or for a complex one its parts in turn as one real tensor. */
    private static Tensor parts(Tensor tensor) {
        return tensor.elementType() instanceof ComplexType(ScalarType part)
                ? Tensor.wrap(TensorType.of(part, 2 * tensor.count()), tensor.data())
                : tensor;
    }

    private static boolean accepts(Criterion criterion, Tensor actual, Tensor expected, long index) {
        return actual.elementType().isFloat()
                ? criterion.accepts(actual, expected, index)
                : actual.getLong(index) == expected.getLong(index);
    }

    private static String spell(Tensor tensor, long index) {
        return tensor.elementType().isFloat()
                ? String.valueOf(tensor.getDouble(index))
                : String.valueOf(tensor.getLong(index));
    }

    private static String position(Tensor tensor, long element) {
        var coordinates = new ArrayList<Long>();
        long rest = element;
        for (int dimension = tensor.rank() - 1; dimension >= 0; dimension--) {
            coordinates.add(rest % tensor.size(dimension));
            rest /= tensor.size(dimension);
        }
        Collections.reverse(coordinates);
        return coordinates.toString();
    }

    /** Whether NaNs and infinities agree and all other elements do within a relative tolerance of the type. */
    private static boolean isLoose(Tensor parts, Tensor expectedParts, Tensor whole) {
        var tolerance = LOOSE_TOLERANCES.get(parts.elementType());
        if (tolerance == null) {
            return false;
        }
        int partsAnElement = whole.elementType().isComplex() ? 2 : 1;
        for (long i = 0; i < parts.count(); i++) {
            double value = parts.getDouble(i);
            double target = expectedParts.getDouble(i);
            if (!Double.isFinite(target)) {
                if (Double.compare(value, target) != 0) {
                    return false;
                }
                continue;
            }
            double magnitude =
                    partsAnElement == 1 ? Math.abs(target) : Math.hypot(target, expectedParts.getDouble(i ^ 1));
            // Negated, so that a NaN is no match.
            if (!(Math.abs(value - target) <= tolerance * Math.max(magnitude, tolerance))) {
                return false;
            }
        }
        return true;
    }
}
