package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Utf8;

/** Strings of MLIR text, whose escapes are {@code \"}, {@code \\}, {@code \n}, {@code \t} and two hexadecimal digits. */
final class StringLiteral {
    private static final String HEX = "0123456789ABCDEF";

    private StringLiteral() {}

    /** The contents of a quoted string that stands at {@code offset}. */
    static String decode(Cursor cursor, int offset, String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted.substring(1, quoted.length() - 1);
        }
        var source = Utf8.encode(quoted.substring(1, quoted.length() - 1));
        var bytes = new byte[source.length];
        int size = 0;
        for (int i = 0; i < source.length; i++) {
            if (source[i] != '\\') {
                bytes[size++] = source[i];
                continue;
            }
            int escape = i + 1 < source.length ? source[i + 1] : 0;
            int high = Character.digit(escape, 16);
            int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
            if (high >= 0 && low >= 0) {
                bytes[size++] = (byte) ((high << 4) | low);
                i += 2;
            } else {
                bytes[size++] = (byte)
                        switch (escape) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case '"', '\\' -> escape;
                            default ->
                                throw cursor.error(offset, "unknown escape in a string: '\\" + (char) escape + "'");
                        };
                i++;
            }
        }
        return Utf8.decode(bytes, size);
    }

    /** {@code value} in quotes. */
    static String encode(String value) {
        var text = new StringBuilder(value.length() + 2).append('"');
        for (byte b : Utf8.encode(value)) {
            if (b == '\\') {
                text.append("\\\\");
            } else if (b >= ' ' && b < 0x7F && b != '"') {
                text.append((char) b);
            } else {
                text.append('\\').append(HEX.charAt((b & 0xFF) >> 4)).append(HEX.charAt(b & 0xF));
            }
        }
        return text.append('"').toString();
    }
}
