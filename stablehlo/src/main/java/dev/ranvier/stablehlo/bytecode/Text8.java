package dev.ranvier.stablehlo.bytecode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * MLIR's strings, which are bytes, as Java strings: UTF-8, where each byte that is not becomes the lone surrogate
 * U+DC00 plus the byte (as Python's {@code surrogateescape} does), so that every string survives a round trip.
 */
final class Text8 {
    private static final int ESCAPE = 0xDC00;

    private Text8() {}

    static String decode(MemorySegment bytes) {
        var array = bytes.toArray(ValueLayout.JAVA_BYTE);
        var input = ByteBuffer.wrap(array);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(input).toString();
        } catch (CharacterCodingException e) {
            return decodeEscaping(array);
        }
    }

    private static String decodeEscaping(byte[] bytes) {
        var input = ByteBuffer.wrap(bytes);
        var output = CharBuffer.allocate(bytes.length);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        while (true) {
            var result = decoder.decode(input, output, true);
            if (!result.isError()) {
                return output.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                output.put((char) (ESCAPE + (input.get() & 0xFF)));
            }
        }
    }

    static byte[] encode(String text) {
        var encoder = StandardCharsets.UTF_8.newEncoder();
        var input = CharBuffer.wrap(text);
        var output = ByteBuffer.allocate(text.length() * 3);
        while (true) {
            var result = encoder.encode(input, output, true);
            if (!result.isError()) {
                var bytes = new byte[output.position()];
                output.flip().get(bytes);
                return bytes;
            }
            for (int i = 0; i < result.length(); i++) {
                output.put((byte) (input.get() - ESCAPE));
            }
        }
    }
}
