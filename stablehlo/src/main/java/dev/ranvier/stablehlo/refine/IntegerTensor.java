package dev.ranvier.stablehlo.refine;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small tensor of integers or booleans whose elements are known.
 *
 * @param type of static shape and scalar elements
 * @param elements row-major; signed ones sign-extended, others zero-extended
 */
record IntegerTensor(TensorType type, List<Long> elements) {
    /** Shape computations are short: whatever has more elements is data. */
    private static final long MOST_ELEMENTS = 64;

    IntegerTensor {
        elements = List.copyOf(elements);
    }

    static IntegerTensor scalar(ScalarType type, long value) {
        return new IntegerTensor(TensorType.of(type), List.of(value));
    }

    /** Whether values of a type are followed. */
    static boolean isSmall(TensorType type) {
        return type.isStatic()
                && (type.elementType().isInteger() || type.elementType().isBoolean())
                && type.dimensions().size() <= 8
                && Arrays.stream(type.shape()).allMatch(size -> size <= MOST_ELEMENTS)
                && type.elementCount() <= MOST_ELEMENTS;
    }

    /** The elements of a constant, or null if it is not small or not of integers. */
    static @Nullable IntegerTensor of(DenseElements constant) {
        return isSmall(constant.type())
                ? new IntegerTensor(
                        constant.type(),
                        Arrays.stream(constant.toLongs()).boxed().toList())
                : null;
    }

    ScalarType elementType() {
        return (ScalarType) type.elementType();
    }

    long get(int index) {
        return elements.get(index);
    }

    int count() {
        return elements.size();
    }

    /** The elements as sizes, indices or amounts. */
    long[] toArray() {
        return elements.stream().mapToLong(Long::longValue).toArray();
    }

    DenseElements toConstant() {
        boolean splat = count() > 1 && elements.stream().distinct().count() == 1;
        if (splat) {
            var element = DenseElements.ofBits(TensorType.of(elementType()), get(0));
            return new DenseElements(type, element.data(), true);
        }
        return DenseElements.ofBits(type, toArray());
    }
}
