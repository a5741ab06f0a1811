package dev.ranvier.torch.graph;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;

/** The numbers of the schema's {@code ScalarType}. */
final class ElementTypes {
    private ElementTypes() {}

    static ElementType read(JsonValue json) {
        long number = json.integer();
        return switch (Math.clamp(number, -1, 100)) {
            case 1 -> ScalarType.UI8;
            case 2 -> ScalarType.I8;
            case 3 -> ScalarType.I16;
            case 4 -> ScalarType.I32;
            case 5 -> ScalarType.I64;
            case 6 -> ScalarType.F16;
            case 7 -> ScalarType.F32;
            case 8 -> ScalarType.F64;
            case 10 -> ComplexType.C64;
            case 11 -> ComplexType.C128;
            case 12 -> ScalarType.I1;
            case 13 -> ScalarType.BF16;
            case 28 -> ScalarType.UI16;
            case 29 -> ScalarType.F8E4M3FN;
            case 30 -> ScalarType.F8E5M2;
            case 31 -> ScalarType.F8E4M3FNUZ;
            case 32 -> ScalarType.F8E5M2FNUZ;
            case 33 -> ScalarType.F8E8M0FNU;
            case 34 -> ScalarType.UI32;
            case 35 -> ScalarType.UI64;
            default -> throw json.invalid("no element type has the number " + number + " in schema 8");
        };
    }
}
