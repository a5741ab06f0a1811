package dev.ranvier.pjrt;

import static java.util.Objects.requireNonNull;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code PJRT_Buffer_Type}, the numbers of element types. */
final class ElementTypes {
    private static final Map<Integer, ElementType> BY_NUMBER = Map.ofEntries(
            Map.entry(1, ScalarType.I1),
            Map.entry(2, ScalarType.I8),
            Map.entry(3, ScalarType.I16),
            Map.entry(4, ScalarType.I32),
            Map.entry(5, ScalarType.I64),
            Map.entry(6, ScalarType.UI8),
            Map.entry(7, ScalarType.UI16),
            Map.entry(8, ScalarType.UI32),
            Map.entry(9, ScalarType.UI64),
            Map.entry(10, ScalarType.F16),
            Map.entry(11, ScalarType.F32),
            Map.entry(12, ScalarType.F64),
            Map.entry(13, ScalarType.BF16),
            Map.entry(14, new ComplexType(ScalarType.F32)),
            Map.entry(15, new ComplexType(ScalarType.F64)),
            Map.entry(16, ScalarType.F8E5M2),
            Map.entry(17, ScalarType.F8E4M3FN),
            Map.entry(18, ScalarType.F8E4M3B11FNUZ),
            Map.entry(19, ScalarType.F8E5M2FNUZ),
            Map.entry(20, ScalarType.F8E4M3FNUZ),
            Map.entry(21, ScalarType.I4),
            Map.entry(22, ScalarType.UI4),
            Map.entry(24, ScalarType.I2),
            Map.entry(25, ScalarType.UI2),
            Map.entry(26, ScalarType.F8E4M3),
            Map.entry(27, ScalarType.F8E3M4),
            Map.entry(28, ScalarType.F8E8M0FNU),
            Map.entry(29, ScalarType.F4E2M1FN));

    private static final Map<ElementType, Integer> BY_TYPE =
            BY_NUMBER.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private ElementTypes() {}

    /**
     * The type of a number.
     *
     * @throws RanvierException if buffers cannot have it
     */
    static ElementType of(int number) {
        var type = BY_NUMBER.get(number);
        if (type == null) {
            throw RanvierException.unimplemented("a buffer cannot have the element type with PJRT's number " + number);
        }
        return type;
    }

    /** The number of a type that buffers have. */
    static int number(ElementType type) {
        return requireNonNull(BY_TYPE.get(type), () -> "no PJRT number for " + type);
    }
}
