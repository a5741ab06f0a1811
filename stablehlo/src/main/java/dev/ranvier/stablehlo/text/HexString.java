package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Bytes in MLIR text: {@code "0x..."} with two hexadecimal digits each. */
final class HexString {
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private HexString() {}

    /** The bytes of the string that is here, which is passed. */
    static byte[] decode(Cursor cursor) {
        int offset = cursor.offset();
        var quoted = cursor.take(Kind.STRING, "a string of hexadecimal digits");
        if (!quoted.startsWith("\"0x") || quoted.length() % 2 != 0) {
            throw cursor.error(offset, "expected \"0x\" and an even number of hexadecimal digits");
        }
        var bytes = new byte[(quoted.length() - 4) / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(quoted.charAt(2 * i + 3), 16);
            int low = Character.digit(quoted.charAt(2 * i + 4), 16);
            if (high < 0 || low < 0) {
                throw cursor.error(offset + 2 * i + 3, "expected a hexadecimal digit");
            }
            bytes[i] = (byte) ((high << 4) | low);
        }
        return bytes;
    }

    /** Appends the digits of {@code bytes}. */
    static void encode(StringBuilder text, MemorySegment bytes) {
        for (long i = 0; i < bytes.byteSize(); i++) {
            int b = bytes.get(ValueLayout.JAVA_BYTE, i);
            text.append(DIGITS[(b >> 4) & 0xF]).append(DIGITS[b & 0xF]);
        }
    }
}
