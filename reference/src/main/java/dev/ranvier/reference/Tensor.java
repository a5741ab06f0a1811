package dev.ranvier.reference;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A tensor of known shape with its elements, row-major and little-endian, in the unpacked form of
 * {@link DenseElements}. Elements are addressed by their row-major position.
 *
 * <p>An op fills the tensors that it makes and nobody changes them afterwards, so that tensors may share storage.
 */
public final class Tensor implements RuntimeValue {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** The greatest size of one tensor in bytes: that of one Java array. */
    private static final long MAXIMUM_BYTES = Integer.MAX_VALUE - 8L;

    private final ElementType elementType;
    private final long[] shape;
    private final MemorySegment data;
    private final long count;
    private final int width;
    private final ScalarType scalarType;

    private Tensor(ElementType elementType, long[] shape, MemorySegment data) {
        this.elementType = elementType;
        this.shape = shape;
        this.data = data;
        this.count = Index.count(shape);
        this.width = elementType.byteWidth();
        this.scalarType = switch (elementType) {
            case ScalarType scalar -> scalar;
            case ComplexType(ScalarType part) -> part;
            case QuantizedType quantized -> quantized.storage();
        };
    }

    /**
     * A tensor of zeros, to be filled.
     *
     * @throws RanvierException {@code RESOURCE_EXHAUSTED} if it is too large for memory
     */
    public static Tensor zeros(ElementType elementType, long... shape) {
        long bytes = byteSize(elementType, shape);
        if (bytes > MAXIMUM_BYTES) {
            throw exhausted(elementType, shape);
        }
        try {
            return new Tensor(elementType, shape.clone(), MemorySegment.ofArray(new byte[(int) bytes]));
        } catch (OutOfMemoryError e) {
            throw exhausted(elementType, shape);
        }
    }

    /** Wraps row-major bytes in the form of {@link DenseElements}; they must not change afterwards. */
    public static Tensor wrap(TensorType type, MemorySegment data) {
        var shape = type.shape();
        long expected = byteSize(type.elementType(), shape);
        if (data.byteSize() != expected) {
            throw RanvierException.invalid(
                    "a tensor of type " + type + " needs " + expected + " bytes, got " + data.byteSize());
        }
        return new Tensor(type.elementType(), shape, data);
    }

    public static Tensor of(DenseElements elements) {
        if (!elements.isSplat()) {
            return wrap(elements.type(), elements.data());
        }
        var element = new Tensor(elements.type().elementType(), new long[0], elements.data());
        return element.filled(elements.type().shape());
    }

    /**
     * The elements of a resource.
     *
     * @throws RanvierException if the program does not hold them
     */
    public static Tensor of(DenseResource resource) {
        if (resource.blob() == null) {
            throw new RanvierException(Diagnostic.of(
                            Diagnostic.Code.NOT_FOUND, "the program holds no elements for '" + resource.key() + "'")
                    .withHint("write the program with its resources"));
        }
        return wrap(resource.type(), resource.blob());
    }

    /** A scalar of a boolean, integer or quantized type. */
    public static Tensor scalar(ElementType elementType, long value) {
        var tensor = zeros(elementType);
        tensor.setLong(0, value);
        return tensor;
    }

    private static long byteSize(ElementType elementType, long[] shape) {
        try {
            return Math.multiplyExact(Index.count(shape), (long) elementType.byteWidth());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static RanvierException exhausted(ElementType elementType, long[] shape) {
        var spelled = Arrays.stream(shape).mapToObj(size -> size + "x").collect(Collectors.joining());
        long bytes = byteSize(elementType, shape);
        return new RanvierException(Diagnostic.of(
                        Diagnostic.Code.RESOURCE_EXHAUSTED,
                        "no memory for tensor<" + spelled + elementType + "> of "
                                + (bytes == Long.MAX_VALUE ? "more than 2^63" : bytes) + " bytes")
                .withHint("the reference device holds up to " + MAXIMUM_BYTES
                        + " bytes a tensor, and all of them in the Java heap, which RANVIER_HEAP bounds"));
    }

    @Override
    public TensorType type() {
        return TensorType.of(elementType, shape);
    }

    public ElementType elementType() {
        return elementType;
    }

    public int rank() {
        return shape.length;
    }

    /** A copy of the sizes. */
    public long[] shape() {
        return shape.clone();
    }

    /** The size of a dimension. */
    public long size(int dimension) {
        return shape[dimension];
    }

    /** The number of elements. */
    public long count() {
        return count;
    }

    /** The bytes, read-only. */
    public MemorySegment data() {
        return data.asReadOnly();
    }

    /** The same elements under another shape of as many elements. */
    public Tensor reshaped(long... newShape) {
        if (Index.count(newShape) != count) {
            throw RanvierException.invalid("cannot reshape " + type() + " to " + Arrays.toString(newShape));
        }
        return new Tensor(elementType, newShape.clone(), data);
    }

    /** The same storage read as another element type of the same width. */
    public Tensor viewedAs(ElementType newElementType) {
        if (newElementType.byteWidth() != width) {
            throw RanvierException.invalid("cannot view " + elementType + " as " + newElementType);
        }
        return new Tensor(newElementType, shape, data);
    }

    /** A tensor of {@code newShape} each of whose elements is this tensor's first. */
    public Tensor filled(long... newShape) {
        var result = zeros(elementType, newShape);
        if (result.count > 0) {
            MemorySegment.copy(data, 0, result.data, 0, width);
            // Doubling the filled part copies the element in few large moves.
            long total = result.count * width;
            for (long done = width; done < total; done *= 2) {
                MemorySegment.copy(result.data, 0, result.data, done, Math.min(done, total - done));
            }
        }
        return result;
    }

    /** A copy that may be changed. */
    public Tensor copy() {
        var result = zeros(elementType, shape);
        MemorySegment.copy(data, 0, result.data, 0, data.byteSize());
        return result;
    }

    /** Copies {@code length} elements of {@code source}, which has this element type. */
    public void copy(long index, Tensor source, long sourceIndex, long length) {
        MemorySegment.copy(source.data, sourceIndex * width, data, index * width, length * width);
    }

    /** Copies an element of {@code source}, which has this element type. */
    public void copy(long index, Tensor source, long sourceIndex) {
        switch (width) {
            case 1 -> data.set(BYTE, index, source.data.get(BYTE, sourceIndex));
            case 2 -> data.set(SHORT, 2 * index, source.data.get(SHORT, 2 * sourceIndex));
            case 4 -> data.set(INT, 4 * index, source.data.get(INT, 4 * sourceIndex));
            case 8 -> data.set(LONG, 8 * index, source.data.get(LONG, 8 * sourceIndex));
            default -> copy(index, source, sourceIndex, 1);
        }
    }

    /** An element as a scalar tensor. */
    public Tensor element(long index) {
        return new Tensor(elementType, new long[0], data.asSlice(index * width, width));
    }

    /** Whether the element, of type {@code i1}, is true. */
    public boolean getBoolean(long index) {
        return data.get(BYTE, index) != 0;
    }

    /** An element: sign- or zero-extended if integer, its bits if floating-point. Not for complex elements. */
    public long getLong(long index) {
        boolean signed = scalarType.kind() == ScalarType.Kind.SIGNED;
        return switch (width) {
            case 1 -> signed ? data.get(BYTE, index) : data.get(BYTE, index) & 0xFFL;
            case 2 -> signed ? data.get(SHORT, 2 * index) : data.get(SHORT, 2 * index) & 0xFFFFL;
            case 4 -> signed ? data.get(INT, 4 * index) : data.get(INT, 4 * index) & 0xFFFF_FFFFL;
            default -> data.get(LONG, 8 * index);
        };
    }

    /**
     * Sets an element to the low bits of {@code value}: integers wrap around, floats take a bit pattern. Not for
     * complex elements.
     */
    public void setLong(long index, long value) {
        switch (width) {
            case 1 -> data.set(BYTE, index, narrow(value));
            case 2 -> data.set(SHORT, 2 * index, (short) value);
            case 4 -> data.set(INT, 4 * index, (int) value);
            default -> data.set(LONG, 8 * index, value);
        }
    }

    /** The low bits of {@code value} extended to a byte. */
    private byte narrow(long value) {
        int unused = 64 - scalarType.bitWidth();
        return (byte)
                (scalarType.kind() == ScalarType.Kind.SIGNED ? value << unused >> unused : value << unused >>> unused);
    }

    /** A floating-point element, or the real part of a complex one. */
    public double getDouble(long index) {
        return part(elementType.isComplex() ? 2 * index : index);
    }

    /** The imaginary part of an element, 0 if it is not complex. */
    public double getImaginary(long index) {
        return elementType.isComplex() ? part(2 * index + 1) : 0;
    }

    /** Sets a floating-point element to {@code value} rounded to its type, or a complex one to a real number. */
    public void setDouble(long index, double value) {
        if (elementType.isComplex()) {
            setComplex(index, value, 0);
        } else {
            setPart(index, value);
        }
    }

    /** Sets a complex element to parts that are rounded to its type. */
    public void setComplex(long index, double real, double imaginary) {
        setPart(2 * index, real);
        setPart(2 * index + 1, imaginary);
    }

    private double part(long index) {
        return switch (scalarType) {
            case F32 -> data.get(FLOAT, 4 * index);
            case F64 -> data.get(DOUBLE, 8 * index);
            default -> FloatFormat.of(scalarType).decode(getLong(index));
        };
    }

    private void setPart(long index, double value) {
        switch (scalarType) {
            case F32 -> data.set(FLOAT, 4 * index, (float) value);
            case F64 -> data.set(DOUBLE, 8 * index, value);
            default -> setLong(index, FloatFormat.of(scalarType).encode(value));
        }
    }

    /** {@link #getLong} of {@code count} elements. */
    void readIntegers(long from, long[] into, int count) {
        boolean signed = scalarType.kind() == ScalarType.Kind.SIGNED;
        if (width == 4) {
            long mask = signed ? -1 : 0xFFFF_FFFFL;
            for (int i = 0; i < count; i++) {
                into[i] = data.get(INT, 4 * (from + i)) & mask;
            }
        } else {
            for (int i = 0; i < count; i++) {
                into[i] = getLong(from + i);
            }
        }
    }

    /** {@link #setLong} of {@code count} elements. */
    void writeIntegers(long from, long[] values, int count) {
        if (width == 4) {
            for (int i = 0; i < count; i++) {
                data.set(INT, 4 * (from + i), (int) values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                setLong(from + i, values[i]);
            }
        }
    }

    /** {@link #getDouble} of {@code count} elements. */
    void readReals(long from, double[] into, int count) {
        if (elementType == ScalarType.F32) {
            for (int i = 0; i < count; i++) {
                into[i] = data.get(FLOAT, 4 * (from + i));
            }
        } else {
            for (int i = 0; i < count; i++) {
                into[i] = getDouble(from + i);
            }
        }
    }

    /** {@link #setDouble} of {@code count} elements. */
    void writeReals(long from, double[] values, int count) {
        if (elementType == ScalarType.F32) {
            for (int i = 0; i < count; i++) {
                data.set(FLOAT, 4 * (from + i), (float) values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                setDouble(from + i, values[i]);
            }
        }
    }

    /** All elements of an integer tensor, such as a shape. */
    public long[] toLongs() {
        return LongStream.range(0, count).map(this::getLong).toArray();
    }

    /** The same bytes under the same type. */
    public DenseElements toElements() {
        return new DenseElements(type(), data, false);
    }

    @Override
    public String toString() {
        return "Tensor(" + type() + ")";
    }
}
