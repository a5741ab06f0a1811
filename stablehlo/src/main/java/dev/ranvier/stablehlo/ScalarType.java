package dev.ranvier.stablehlo;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The scalar types: booleans, integers, {@code index} and floating-point numbers.
 *
 * <p>Sources: StableHLO specification, "Types"; for the narrow formats the OCP documents "8-bit Floating Point
 * Specification" and "Microscaling Formats (MX)", and IEEE 754 for the others.
 */
public enum ScalarType implements ElementType {
    I1("i1", Kind.BOOLEAN, 1),
    I2("i2", Kind.SIGNED, 2),
    I4("i4", Kind.SIGNED, 4),
    I8("i8", Kind.SIGNED, 8),
    I16("i16", Kind.SIGNED, 16),
    I32("i32", Kind.SIGNED, 32),
    I64("i64", Kind.SIGNED, 64),
    UI2("ui2", Kind.UNSIGNED, 2),
    UI4("ui4", Kind.UNSIGNED, 4),
    UI8("ui8", Kind.UNSIGNED, 8),
    UI16("ui16", Kind.UNSIGNED, 16),
    UI32("ui32", Kind.UNSIGNED, 32),
    UI64("ui64", Kind.UNSIGNED, 64),
    INDEX("index", Kind.INDEX, 64),
    F4E2M1FN("f4E2M1FN", Kind.FLOAT, 4),
    F6E2M3FN("f6E2M3FN", Kind.FLOAT, 6),
    F6E3M2FN("f6E3M2FN", Kind.FLOAT, 6),
    F8E3M4("f8E3M4", Kind.FLOAT, 8),
    F8E4M3("f8E4M3", Kind.FLOAT, 8),
    F8E4M3FN("f8E4M3FN", Kind.FLOAT, 8),
    F8E4M3FNUZ("f8E4M3FNUZ", Kind.FLOAT, 8),
    F8E4M3B11FNUZ("f8E4M3B11FNUZ", Kind.FLOAT, 8),
    F8E5M2("f8E5M2", Kind.FLOAT, 8),
    F8E5M2FNUZ("f8E5M2FNUZ", Kind.FLOAT, 8),
    F8E8M0FNU("f8E8M0FNU", Kind.FLOAT, 8),
    BF16("bf16", Kind.FLOAT, 16),
    F16("f16", Kind.FLOAT, 16),
    TF32("tf32", Kind.FLOAT, 19),
    F32("f32", Kind.FLOAT, 32),
    F64("f64", Kind.FLOAT, 64);

    /** How the bits are read. */
    public enum Kind {
        BOOLEAN,
        SIGNED,
        UNSIGNED,
        INDEX,
        FLOAT
    }

    private static final Map<String, ScalarType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ScalarType::mlirName, Function.identity()));

    private final String mlirName;
    private final Kind kind;
    private final int bitWidth;

    ScalarType(String mlirName, Kind kind, int bitWidth) {
        this.mlirName = mlirName;
        this.kind = kind;
        this.bitWidth = bitWidth;
    }

    /** The type spelled so in MLIR text, or null. */
    public static @Nullable ScalarType named(String mlirName) {
        return BY_NAME.get(mlirName);
    }

    /** The name in MLIR text, such as {@code bf16}. */
    public String mlirName() {
        return mlirName;
    }

    public Kind kind() {
        return kind;
    }

    /** Significant bits of one element. */
    public int bitWidth() {
        return bitWidth;
    }

    @Override
    public int byteWidth() {
        return bitWidth <= 8 ? 1 : bitWidth <= 16 ? 2 : bitWidth <= 32 ? 4 : 8;
    }

    @Override
    public String toString() {
        return mlirName;
    }
}
