package dev.ranvier.runtime;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A tensor in the memory of the host, as {@link Model}s take and give it: row-major and without gaps, little-endian,
 * {@code elementType().byteWidth()} bytes an element.
 *
 * @param type element type and static shape
 * @param elements on or off the heap; nobody changes them while a model reads them
 */
public record Tensor(TensorType type, MemorySegment elements) {
    /**
     * Checks the size.
     *
     * @throws RanvierException if the shape is not static, or {@code elements} has another size than it says
     */
    public Tensor {
        long expected = Device.byteSize(type);
        if (elements.byteSize() != expected) {
            throw RanvierException.invalid(
                    "a tensor of type " + type + " has " + expected + " bytes, got " + elements.byteSize());
        }
    }

    /**
     * A tensor of {@code f32}, which reads the array in place, as all of these do but that of truth values.
     *
     * @param shape nothing for a scalar
     */
    public static Tensor of(float[] elements, long... shape) {
        return new Tensor(TensorType.of(ScalarType.F32, shape), MemorySegment.ofArray(elements));
    }

    /** A tensor of {@code f64}. */
    public static Tensor of(double[] elements, long... shape) {
        return new Tensor(TensorType.of(ScalarType.F64, shape), MemorySegment.ofArray(elements));
    }

    /** A tensor of {@code i64}, such as PyTorch's indices. */
    public static Tensor of(long[] elements, long... shape) {
        return new Tensor(TensorType.of(ScalarType.I64, shape), MemorySegment.ofArray(elements));
    }

    /** A tensor of {@code i32}, such as JAX's indices. */
    public static Tensor of(int[] elements, long... shape) {
        return new Tensor(TensorType.of(ScalarType.I32, shape), MemorySegment.ofArray(elements));
    }

    /** A tensor of {@code i1}. */
    public static Tensor of(boolean[] elements, long... shape) {
        var bytes = new byte[elements.length];
        for (int i = 0; i < elements.length; i++) {
            bytes[i] = (byte) (elements[i] ? 1 : 0);
        }
        return new Tensor(TensorType.of(ScalarType.I1, shape), MemorySegment.ofArray(bytes));
    }

    /** The sizes of the dimensions. */
    public long[] shape() {
        return type.shape();
    }

    /**
     * The elements of a tensor of {@code f32}.
     *
     * @throws RanvierException if they are of another type; so do the others
     */
    public float[] toFloatArray() {
        check(ScalarType.F32);
        return elements.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }

    /** The elements of a tensor of {@code f64}. */
    public double[] toDoubleArray() {
        check(ScalarType.F64);
        return elements.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
    }

    /** The elements of a tensor of {@code i64}. */
    public long[] toLongArray() {
        check(ScalarType.I64);
        return elements.toArray(ValueLayout.JAVA_LONG_UNALIGNED);
    }

    /** The elements of a tensor of {@code i32}. */
    public int[] toIntArray() {
        check(ScalarType.I32);
        return elements.toArray(ValueLayout.JAVA_INT_UNALIGNED);
    }

    private void check(ElementType expected) {
        if (!type.elementType().equals(expected)) {
            throw RanvierException.invalid("elements of type " + expected + " asked of a tensor of type " + type);
        }
    }

    @Override
    public String toString() {
        return "Tensor(" + type.elementType() + ", shape " + Arrays.toString(shape()) + ")";
    }
}
