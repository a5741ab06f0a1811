package dev.ranvier.cli.files;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How NumPy, with ml_dtypes, names and stores the element types of programs. Types narrower than a byte take one byte
 * each there too, but with zero high bits, where Ranvier keeps signed integers sign-extended.
 */
public final class NumpyTypes {
    private NumpyTypes() {}

    /** The element type of a NumPy dtype such as {@code int4}, {@code bfloat16} or {@code complex64}, or null. */
    public static @Nullable ElementType named(String dtype) {
        return switch (dtype) {
            case "bool" -> ScalarType.I1;
            case "bfloat16" -> ScalarType.BF16;
            case "complex64" -> ComplexType.C64;
            case "complex128" -> ComplexType.C128;
            default -> scalarNamed(dtype);
        };
    }

    private static @Nullable ScalarType scalarNamed(String dtype) {
        for (var type : ScalarType.values()) {
            if (name(type).equals(dtype)) {
                return type;
            }
        }
        return null;
    }

    /** The name of the NumPy dtype of an element type; for a quantized type that of its storage. */
    public static String name(ElementType type) {
        return switch (type) {
            case ComplexType complex -> complex.equals(ComplexType.C64) ? "complex64" : "complex128";
            case QuantizedType quantized -> name(quantized.storage());
            case ScalarType scalar ->
                switch (scalar.kind()) {
                    case BOOLEAN -> "bool";
                    case SIGNED -> "int" + scalar.bitWidth();
                    case UNSIGNED -> "uint" + scalar.bitWidth();
                    case INDEX -> "int64";
                    case FLOAT -> floatName(scalar);
                };
        };
    }

    private static String floatName(ScalarType type) {
        return switch (type) {
            case BF16 -> "bfloat16";
            case F16, F32, F64 -> "float" + type.bitWidth();
            // f8E4M3FN is float8_e4m3fn.
            default -> type.mlirName().toLowerCase(Locale.ROOT).replaceFirst("^f(\\d)", "float$1_");
        };
    }

    /** How an array file describes elements: {@code f4} for instance, and raw bytes such as {@code V2} for ml_dtypes. */
    static String descriptor(ElementType type) {
        int width = type.byteWidth();
        var kind = switch (type) {
            case ComplexType _ -> "c";
            case QuantizedType quantized -> descriptor(quantized.storage()).substring(0, 1);
            case ScalarType scalar ->
                switch (scalar.kind()) {
                    case BOOLEAN -> "b";
                    case SIGNED, INDEX -> scalar.bitWidth() < 8 ? "V" : "i";
                    case UNSIGNED -> scalar.bitWidth() < 8 ? "V" : "u";
                    case FLOAT ->
                        Set.of(ScalarType.F16, ScalarType.F32, ScalarType.F64).contains(scalar) ? "f" : "V";
                };
        };
        return kind + width;
    }

    /** The elements of {@code type} that NumPy stored so. */
    public static MemorySegment fromNumpy(ElementType type, MemorySegment stored) {
        int shift = Byte.SIZE - narrowWidth(type);
        return shift == 0 ? stored : mapBytes(stored, value -> (byte) (value << shift) >> shift);
    }

    /** The reverse of {@link #fromNumpy}. */
    static MemorySegment toNumpy(ElementType type, MemorySegment elements) {
        int width = narrowWidth(type);
        return width == Byte.SIZE ? elements : mapBytes(elements, value -> value & ((1 << width) - 1));
    }

    private static MemorySegment mapBytes(MemorySegment source, IntUnaryOperator function) {
        var bytes = source.toArray(ValueLayout.JAVA_BYTE);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) function.applyAsInt(bytes[i]);
        }
        return MemorySegment.ofArray(bytes);
    }

    /** The bits of a signed integer narrower than a byte, 8 for all other types. */
    private static int narrowWidth(ElementType type) {
        var stored = type instanceof QuantizedType quantized ? quantized.storage() : type;
        return stored instanceof ScalarType scalar && scalar.kind() == ScalarType.Kind.SIGNED
                ? Math.min(scalar.bitWidth(), Byte.SIZE)
                : Byte.SIZE;
    }
}
