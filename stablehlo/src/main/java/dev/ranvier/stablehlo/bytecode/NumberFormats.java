package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ScalarType.Kind;

/** Numbers of a type that is known: a byte up to 8 bits, else a signed integer of the zero-extended bits. */
final class NumberFormats {
    private NumberFormats() {}

    /** The type and then the value. */
    static Format<BuiltinAttribute.Int> integer() {
        return Format.of(
                in -> {
                    var type = in.check(in.type(), ScalarType.class);
                    if (type.kind() == Kind.FLOAT) {
                        throw in.error("an integer cannot be of type " + type);
                    }
                    return new BuiltinAttribute.Int(extend(readBits(in, type), type), type);
                },
                (out, number) -> {
                    out.type(number.type());
                    writeBits(out, number.value(), number.type());
                });
    }

    /** The type and then the bits. */
    static Format<BuiltinAttribute.Real> real() {
        return Format.of(
                in -> {
                    var type = in.check(in.type(), ScalarType.class);
                    if (type.kind() != Kind.FLOAT) {
                        throw in.error("a floating-point number cannot be of type " + type);
                    }
                    return new BuiltinAttribute.Real(readBits(in, type), type);
                },
                (out, number) -> {
                    out.type(number.type());
                    writeBits(out, number.bits(), number.type());
                });
    }

    private static long readBits(Decoder in, ScalarType type) {
        long bits = type.bitWidth() <= 8 ? in.readByte() : in.signedVarInt();
        return bits & mask(type);
    }

    private static void writeBits(Encoder out, long value, ScalarType type) {
        long bits = value & mask(type);
        if (type.bitWidth() <= 8) {
            out.single((int) bits);
        } else {
            out.signedVarInt(bits);
        }
    }

    private static long mask(ScalarType type) {
        return -1L >>> (64 - type.bitWidth());
    }

    private static long extend(long bits, ScalarType type) {
        int unused = 64 - type.bitWidth();
        return type.kind() == Kind.SIGNED ? (bits << unused) >> unused : bits;
    }
}
