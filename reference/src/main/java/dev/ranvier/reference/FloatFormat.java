package dev.ranvier.reference;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;

/** How numbers are encoded in a floating-point type. */
final class FloatFormat {
    private final ScalarType type;

    private FloatFormat(ScalarType type) {
        this.type = type;
    }

    static FloatFormat of(ScalarType type) {
        return new FloatFormat(type);
    }

    /** The number that {@code bits}, in the low bits, stand for. */
    double decode(long bits) {
        return switch (type) {
            case F64 -> Double.longBitsToDouble(bits);
            case F32 -> Float.intBitsToFloat((int) bits);
            case F16 -> Float.float16ToFloat((short) bits);
            default -> throw RanvierException.unimplemented("decode " + type);
        };
    }

    /** The encoding of the nearest number, ties to even. */
    long encode(double value) {
        return switch (type) {
            case F64 -> Double.doubleToRawLongBits(value);
            case F32 -> Float.floatToRawIntBits((float) value) & 0xFFFF_FFFFL;
            default -> throw RanvierException.unimplemented("encode " + type);
        };
    }
}
