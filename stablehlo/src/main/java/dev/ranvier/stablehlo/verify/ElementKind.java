package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The groups of element types in whose terms the specification says what an op takes. */
enum ElementKind {
    BOOLEAN,
    /** {@code i2} to {@code i64}. */
    SIGNED,
    /** {@code ui2} to {@code ui64}. */
    UNSIGNED,
    FLOAT,
    COMPLEX,
    /** Quantized with one scale for the whole tensor. */
    QUANTIZED,
    /** Quantized with one scale for each slice of a dimension. */
    QUANTIZED_PER_AXIS,
    /** {@code index}, which the specification has for shapes only. */
    INDEX,
    /** What no op takes: {@code tf32}, and quantized types that break the rules of quantized types. */
    INVALID;

    static final Set<ElementKind> INTEGERS = EnumSet.of(SIGNED, UNSIGNED);
    static final Set<ElementKind> FLOATS = EnumSet.of(FLOAT);
    static final Set<ElementKind> BOOLEANS = EnumSet.of(BOOLEAN);
    static final Set<ElementKind> COMPLEXES = EnumSet.of(COMPLEX);
    static final Set<ElementKind> BOOLEAN_OR_INTEGER = EnumSet.of(BOOLEAN, SIGNED, UNSIGNED);
    static final Set<ElementKind> DIMENSIONS = EnumSet.of(SIGNED, UNSIGNED, INDEX);
    static final Set<ElementKind> NOT_QUANTIZED = EnumSet.of(BOOLEAN, SIGNED, UNSIGNED, FLOAT, COMPLEX);
    static final Set<ElementKind> NOT_PER_AXIS = EnumSet.of(BOOLEAN, SIGNED, UNSIGNED, FLOAT, COMPLEX, QUANTIZED);
    static final Set<ElementKind> ANY =
            EnumSet.of(BOOLEAN, SIGNED, UNSIGNED, FLOAT, COMPLEX, QUANTIZED, QUANTIZED_PER_AXIS);

    static ElementKind of(ElementType type) {
        return switch (type) {
            case ScalarType scalar when scalar == ScalarType.TF32 -> INVALID;
            case ScalarType scalar ->
                switch (scalar.kind()) {
                    case BOOLEAN -> BOOLEAN;
                    case SIGNED -> SIGNED;
                    case UNSIGNED -> UNSIGNED;
                    case INDEX -> INDEX;
                    case FLOAT -> FLOAT;
                };
            case ComplexType complex ->
                complex.part() == ScalarType.F32 || complex.part() == ScalarType.F64 ? COMPLEX : INVALID;
            case QuantizedType quantized ->
                !isValid(quantized) ? INVALID : quantized.axis() == null ? QUANTIZED : QUANTIZED_PER_AXIS;
        };
    }

    /** Constraints C6 to C8 of quantized types, and that storage is of at most 32 bits. */
    private static boolean isValid(QuantizedType type) {
        return type.storage().bitWidth() <= 32
                && type.expressed().isFloat()
                && type.scales().stream().allMatch(scale -> isRepresentable(scale, type.expressed()))
                && type.zeroPoints().stream()
                        .allMatch(zeroPoint -> type.storageMin() <= zeroPoint && zeroPoint <= type.storageMax());
    }

    private static boolean isRepresentable(double scale, ScalarType type) {
        var format = FloatFormat.of(type);
        return format.decode(1) <= scale && Double.isFinite(format.decode(format.encode(scale)));
    }

    static String describe(Set<ElementKind> kinds) {
        var words = kinds.stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}
