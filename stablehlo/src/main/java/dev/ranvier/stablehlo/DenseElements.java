package dev.ranvier.stablehlo;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The elements of a constant tensor ({@code dense<...> : type}).
 *
 * <p>{@code data} is row-major and little-endian, {@link ElementType#byteWidth()} bytes an element: {@code i1} as 0 or 1,
 * narrower signed integers sign-extended to a byte, narrower unsigned integers and floats zero-extended. A splat holds
 * one element that stands for all.
 */
public final class DenseElements implements BuiltinAttribute {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final TensorType type;
    private final MemorySegment data;
    private final boolean splat;

    /**
     * Wraps {@code data}, which must not change afterwards.
     *
     * @throws RanvierException if {@code type} is not static or {@code data} has the wrong size
     */
    public DenseElements(TensorType type, MemorySegment data, boolean splat) {
        if (!type.isStatic()) {
            throw RanvierException.invalid("a constant needs a static shape, got " + type);
        }
        long expected = (splat ? 1 : type.elementCount()) * type.elementType().byteWidth();
        if (data.byteSize() != expected) {
            throw RanvierException.invalid(
                    "a constant of type " + type + " needs " + expected + " bytes, got " + data.byteSize());
        }
        this.type = type;
        this.data = data.asReadOnly();
        this.splat = splat;
    }

    /** Integers (or the bit patterns of floats) of a real type, one an element. */
    public static DenseElements ofBits(TensorType type, long... bits) {
        int width = type.elementType().byteWidth();
        var bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(bits.length, width)]);
        for (int i = 0; i < bits.length; i++) {
            putBits(bytes, (long) i * width, width, bits[i]);
        }
        return new DenseElements(type, bytes, false);
    }

    /** A rank-1 tensor of {@code i64}. */
    public static DenseElements ofI64(long... values) {
        return ofBits(TensorType.of(ScalarType.I64, values.length), values);
    }

    private static void putBits(MemorySegment bytes, long offset, int width, long bits) {
        switch (width) {
            case 1 -> bytes.set(ValueLayout.JAVA_BYTE, offset, (byte) bits);
            case 2 -> bytes.set(SHORT, offset, (short) bits);
            case 4 -> bytes.set(INT, offset, (int) bits);
            default -> bytes.set(LONG, offset, bits);
        }
    }

    public TensorType type() {
        return type;
    }

    /** The bytes of all elements, or of the one element of a splat; read-only. */
    public MemorySegment data() {
        return data;
    }

    public boolean isSplat() {
        return splat;
    }

    public long elementCount() {
        return type.elementCount();
    }

    /**
     * The element at a row-major position as a 64-bit integer: sign- or zero-extended for integers, the bit pattern
     * for floats. Not for complex elements.
     */
    public long getLong(long index) {
        int width = type.elementType().byteWidth();
        long offset = (splat ? 0 : index) * width;
        boolean signed = type.elementType() instanceof ScalarType scalar
                ? scalar.kind() == ScalarType.Kind.SIGNED
                : type.elementType() instanceof QuantizedType quantized
                        && quantized.storage().kind() == ScalarType.Kind.SIGNED;
        return switch (width) {
            case 1 ->
                signed ? data.get(ValueLayout.JAVA_BYTE, offset) : data.get(ValueLayout.JAVA_BYTE, offset) & 0xFFL;
            case 2 -> signed ? data.get(SHORT, offset) : data.get(SHORT, offset) & 0xFFFFL;
            case 4 -> signed ? data.get(INT, offset) : data.get(INT, offset) & 0xFFFF_FFFFL;
            default -> data.get(LONG, offset);
        };
    }

    /** All elements as {@link #getLong}. */
    public long[] toLongs() {
        var values = new long[Math.toIntExact(elementCount())];
        Arrays.setAll(values, this::getLong);
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DenseElements elements
                && type.equals(elements.type)
                && splat == elements.splat
                && data.mismatch(elements.data) == -1;
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Long.hashCode(data.byteSize());
    }

    @Override
    public String toString() {
        return "dense<" + (splat ? "splat" : data.byteSize() + " bytes") + "> : " + type;
    }
}
