package dev.ranvier.stablehlo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The strings of programs, which are bytes in MLIR, as Java strings: UTF-8, where a byte {@code b} that is not part of
 * valid UTF-8 is kept as the lone surrogate {@code U+DC00 + b}, as in Python (PEP 383). Nothing is lost either way.
 */
public final class Utf8 {
    private static final char ESCAPE = 0xDC00;

    private Utf8() {}

    /** The string of the first {@code length} bytes. */
    public static String decode(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return decodeWithEscapes(bytes, length);
        }
    }

    private static String decodeWithEscapes(byte[] bytes, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; ) {
            int size = sequenceLength(bytes, i, length);
            if (size == 0) {
                text.append((char) (ESCAPE + (bytes[i] & 0xFF)));
                i++;
            } else {
                text.append(new String(bytes, i, size, StandardCharsets.UTF_8));
                i += size;
            }
        }
        return text.toString();
    }

    /** The length of the valid sequence at {@code from}, or 0. */
    private static int sequenceLength(byte[] bytes, int from, int length) {
        int lead = bytes[from] & 0xFF;
        int size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (size == 0 || from + size > length) {
            return 0;
        }
        var sequence = Arrays.copyOfRange(bytes, from, from + size);
        return Arrays.equals(new String(sequence, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), sequence)
                ? size
                : 0;
    }

    /** The bytes of {@code text}. */
    public static byte[] encode(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean escaped = false;
        for (int i = 0; i < text.length() && !escaped; i++) {
            escaped = isEscape(text, i);
        }
        return escaped ? encodeEscapes(text) : bytes;
    }

    private static boolean isEscape(String text, int index) {
        char c = text.charAt(index);
        return c >= ESCAPE + 0x80
                && c <= ESCAPE + 0xFF
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static byte[] encodeEscapes(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                bytes.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(text.charAt(i) - ESCAPE);
                plain = i + 1;
            }
        }
        bytes.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
