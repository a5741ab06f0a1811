package dev.ranvier.stablehlo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ranked tensor.
 *
 * @param dimensions outermost first; empty for a scalar
 * @param elementType the type of each element
 * @param encoding an attribute on the type other than StableHLO's bounds (those are {@link Dimension.Bounded}), or null
 */
public record TensorType(
        List<Dimension> dimensions,
        ElementType elementType,
        @Nullable Attribute encoding) implements Type {

    public TensorType {
        dimensions = List.copyOf(dimensions);
    }

    public TensorType(List<Dimension> dimensions, ElementType elementType) {
        this(dimensions, elementType, null);
    }

    /** A tensor of static shape. */
    public static TensorType of(ElementType elementType, long... shape) {
        var dimensions = new Dimension[shape.length];
        for (int i = 0; i < shape.length; i++) {
            dimensions[i] = Dimension.of(shape[i]);
        }
        return new TensorType(List.of(dimensions), elementType, null);
    }

    public int rank() {
        return dimensions.size();
    }

    public Dimension dimension(int index) {
        return dimensions.get(index);
    }

    /** Whether every dimension is static. */
    public boolean isStatic() {
        for (var dimension : dimensions) {
            if (!dimension.isStatic()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The sizes of a static shape.
     *
     * @throws IllegalStateException if a dimension is not static
     */
    public long[] shape() {
        var sizes = new long[rank()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = size(i);
        }
        return sizes;
    }

    /**
     * The size of a static dimension.
     *
     * @throws IllegalStateException if it is not static
     */
    public long size(int index) {
        if (dimensions.get(index) instanceof Dimension.Static(long size)) {
            return size;
        }
        throw new IllegalStateException("dimension " + index + " of " + this + " is not static");
    }

    /**
     * The number of elements of a static shape.
     *
     * @throws ArithmeticException if it exceeds {@code Long.MAX_VALUE}
     */
    public long elementCount() {
        for (int i = 0; i < rank(); i++) {
            if (size(i) == 0) {
                // A zero size anywhere makes the tensor empty, however large the others are.
                return 0;
            }
        }
        long count = 1;
        for (int i = 0; i < rank(); i++) {
            count = Math.multiplyExact(count, size(i));
        }
        return count;
    }

    public TensorType withElementType(ElementType newElementType) {
        return new TensorType(dimensions, newElementType, encoding);
    }

    public TensorType withDimensions(List<Dimension> newDimensions) {
        return new TensorType(newDimensions, elementType, encoding);
    }

    @Override
    public String toString() {
        return TypeSpelling.of(this);
    }
}
