package dev.ranvier.stablehlo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The strings of programs, which are bytes in MLIR, as Java strings: UTF-8, where a byte {@code b} that is not part of
 * valid UTF-8 is kept as the lone surrogate {@code U+DC00 + b}, as in Python (PEP 383). Nothing is lost either way.
 */
public final class Utf8 {
    private static final char ESCAPE = 0xDC00;

    private Utf8() {}

    /** The string of all {@code bytes}. */
    public static String decode(byte[] bytes) {
        return decode(bytes, bytes.length);
    }

    /** The string of the first {@code length} bytes. */
    public static String decode(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return decodeWithEscapes(ByteBuffer.wrap(bytes, 0, length));
        }
    }

    private static String decodeWithEscapes(ByteBuffer bytes) {
        var text = CharBuffer.allocate(bytes.remaining());
        var decoder = StandardCharsets.UTF_8.newDecoder();
        while (true) {
            var result = decoder.decode(bytes, text, true);
            if (!result.isError()) {
                return text.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                text.put((char) (ESCAPE + (bytes.get() & 0xFF)));
            }
        }
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

    /** How many bytes a part of {@code text} is. Each half of a surrogate pair counts for two. */
    public static int length(String text, int from, int to) {
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80 || isEscape(text, i)) {
                length++;
            } else {
                length += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return length;
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
