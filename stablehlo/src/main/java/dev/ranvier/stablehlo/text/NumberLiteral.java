package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers of a given type in MLIR text. */
final class NumberLiteral {
    private NumberLiteral() {}

    /** The value of decimal digits or of {@code 0x} and hexadecimal ones, or null beyond 64 bits. */
    static @Nullable Long unsigned(String digits) {
        try {
            return digits.startsWith("0x")
                    ? Long.parseUnsignedLong(digits, 2, digits.length(), 16)
                    : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Parses a number of {@code type}: true, false or an integer for integer types, a decimal fraction or the
     * hexadecimal encoding for floating-point ones.
     *
     * @return integers sign- or zero-extended to 64 bits, the encoding of floats
     */
    static long parse(Cursor cursor, ScalarType type) {
        return type.kind() == ScalarType.Kind.FLOAT ? parseReal(cursor, type) : parseInteger(cursor, type);
    }

    private static long parseReal(Cursor cursor, ScalarType type) {
        int offset = cursor.offset();
        boolean negative = cursor.accept("-");
        if (cursor.at(Kind.FLOAT)) {
            double value = Double.parseDouble(cursor.take(Kind.FLOAT, "a number"));
            return FloatFormat.of(type).encode(negative ? -value : value);
        }
        if (negative || !cursor.at(Kind.INTEGER) || !cursor.spelling().startsWith("0x")) {
            throw cursor.expected("a number with a decimal point, or the hexadecimal encoding, of type " + type);
        }
        var digits = cursor.take(Kind.INTEGER, "a number");
        var bits = unsigned(digits);
        if (bits == null || (type.bitWidth() < 64 && bits >>> type.bitWidth() != 0)) {
            throw cursor.error(offset, "the encoding " + digits + " does not fit in " + type);
        }
        return bits;
    }

    private static long parseInteger(Cursor cursor, ScalarType type) {
        int offset = cursor.offset();
        if (type == ScalarType.I1 && (cursor.at("true") || cursor.at("false"))) {
            return cursor.bool() ? 1 : 0;
        }
        boolean negative = cursor.accept("-");
        var digits = cursor.take(Kind.INTEGER, "an integer of type " + type);
        var magnitude = unsigned(digits);
        int width = type.bitWidth();
        if (magnitude == null || !fits(magnitude, negative, type)) {
            throw cursor.error(offset, "the integer " + (negative ? "-" : "") + digits + " does not fit in " + type);
        }
        return extend(negative ? -magnitude : magnitude, width, type.kind());
    }

    /** As MLIR has it, integers without a sign in their type take the values of both kinds. */
    private static boolean fits(long magnitude, boolean negative, ScalarType type) {
        int width = type.bitWidth();
        if (width < 64 && magnitude >>> width != 0) {
            return false;
        }
        return !negative
                || (type.kind() == ScalarType.Kind.UNSIGNED
                        ? magnitude == 0
                        : Long.compareUnsigned(magnitude, 1L << (width - 1)) <= 0);
    }

    /** The low {@code width} bits, extended as the kind asks. */
    static long extend(long bits, int width, ScalarType.Kind kind) {
        int shift = 64 - width;
        return switch (kind) {
            case SIGNED, INDEX -> bits << shift >> shift;
            case BOOLEAN, UNSIGNED, FLOAT -> bits << shift >>> shift;
        };
    }

    /** A number as {@link #parse} takes it. */
    static String print(long bits, ScalarType type) {
        return switch (type.kind()) {
            case BOOLEAN -> bits != 0 ? "true" : "false";
            case SIGNED, INDEX -> Long.toString(bits);
            case UNSIGNED -> Long.toUnsignedString(bits);
            case FLOAT -> printReal(bits, type);
        };
    }

    /** The shortest of MLIR's forms that gives {@code bits} again. */
    private static String printReal(long bits, ScalarType type) {
        var format = FloatFormat.of(type);
        double value = format.decode(bits);
        if (Double.isFinite(value)) {
            var text = String.format(Locale.ROOT, "%.6e", value);
            if (format.encode(Double.parseDouble(text)) == bits) {
                return text;
            }
            text = type == ScalarType.F32 ? Float.toString((float) value) : Double.toString(value);
            if (format.encode(Double.parseDouble(text)) == bits) {
                return text;
            }
        }
        return String.format(Locale.ROOT, "0x%0" + (type.bitWidth() + 3) / 4 + "X", bits);
    }
}
