package dev.ranvier.neuroncore.machine;

import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.ScalarType;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The types of elements in memory, named as in MLIR.
 *
 * <p>Source: AWS Neuron documentation, "Data types" of the NKI and the architecture guides: 8-bit floats as IEEE 754
 * lays them out (e4m3 with a largest number of 240), and from the fourth generation on {@code f8E4M3FN} (448).
 */
public enum DataType {
    F32(ScalarType.F32),
    /** In memory a {@link #F32} of which 10 bits of the fraction count. */
    TF32(ScalarType.TF32),
    BF16(ScalarType.BF16),
    F16(ScalarType.F16),
    F8E3M4(ScalarType.F8E3M4),
    F8E4M3(ScalarType.F8E4M3),
    F8E4M3FN(ScalarType.F8E4M3FN),
    F8E5M2(ScalarType.F8E5M2),
    I8(ScalarType.I8),
    I16(ScalarType.I16),
    I32(ScalarType.I32),
    UI8(ScalarType.UI8),
    UI16(ScalarType.UI16),
    UI32(ScalarType.UI32);

    private static final Map<String, DataType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DataType::toString, Function.identity()));
    /** Bits of a 32-bit float's fraction that TF32 lacks. */
    private static final int TF32_SHIFT = 13;

    private final ScalarType scalar;

    DataType(ScalarType scalar) {
        this.scalar = scalar;
    }

    /** The type of this name, or null. */
    public static @Nullable DataType named(String name) {
        return BY_NAME.get(name);
    }

    public boolean isFloat() {
        return scalar.kind() == ScalarType.Kind.FLOAT;
    }

    /** Bytes of one element in memory. */
    public int bytes() {
        return scalar.byteWidth();
    }

    /** The number that {@code bits}, the element's bytes, stand for; exact but for integers beyond 2^53. */
    public double decode(long bits) {
        if (this == F32 || this == TF32) {
            return Float.intBitsToFloat((int) bits);
        }
        if (isFloat()) {
            return FloatFormat.of(scalar).decode(bits);
        }
        return integer(bits);
    }

    /** The integer that {@code bits} stand for in a type of integers. */
    public long integer(long bits) {
        int unused = Long.SIZE - scalar.bitWidth();
        return scalar.kind() == ScalarType.Kind.SIGNED ? bits << unused >> unused : bits << unused >>> unused;
    }

    /**
     * The element nearest to {@code value}, ties to even. Integers saturate and a NaN becomes 0; floats overflow as
     * {@link FloatFormat#encode} says.
     */
    public long encode(double value) {
        if (this == TF32) {
            return FloatFormat.of(scalar).encode(value) << TF32_SHIFT;
        }
        if (this == F32) {
            return Integer.toUnsignedLong(Float.floatToRawIntBits((float) value));
        }
        if (isFloat()) {
            return FloatFormat.of(scalar).encode(value);
        }
        // The greatest and least integers of 32 bits and fewer are exact as doubles; (long) makes 0 of NaN.
        return saturate((long) Math.rint(value));
    }

    /** The element of a type of integers that is nearest to {@code value}. */
    public long saturate(long value) {
        boolean signed = scalar.kind() == ScalarType.Kind.SIGNED;
        long greatest = (1L << (scalar.bitWidth() - (signed ? 1 : 0))) - 1;
        return Math.clamp(value, signed ? -greatest - 1 : 0, greatest) & (1L << scalar.bitWidth()) - 1;
    }

    @Override
    public String toString() {
        return scalar.mlirName();
    }
}
