package dev.ranvier.neuroncore.text;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.RanvierException;
import java.util.regex.Pattern;

/** The tokens of a text, one after the other; {@code //} begins a comment. */
final class Scanner {
    private static final Pattern SKIPPED = Pattern.compile("(?:\\s|//[^\\n]*)*+");
    private static final Pattern TOKEN = Pattern.compile("[%@]?[A-Za-z_][A-Za-z0-9_]*|-Infinity"
            + "|-?[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?|\"[^\"\\n]*\"|>=|\\+=|[^\\s]|\\z");

    private final String text;
    private final String file;
    private String token = "";
    private int start;
    private int end;
    private int line = 1;
    private int lineStart;

    Scanner(String text, String file) {
        this.text = text;
        this.file = file;
        advance();
    }

    private void advance() {
        var skipped = SKIPPED.matcher(text).region(end, text.length());
        start = skipped.lookingAt() ? skipped.end() : end;
        for (int i = end; i < start; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        var matcher = TOKEN.matcher(text).region(start, text.length());
        token = matcher.lookingAt() ? matcher.group() : "";
        end = start + token.length();
    }

    /** The next token; empty at the end. */
    String peek() {
        return token;
    }

    String next() {
        var taken = token;
        advance();
        return taken;
    }

    /** Whether the next token was {@code expected}, which is then behind. */
    boolean accept(String expected) {
        boolean is = token.equals(expected);
        if (is) {
            advance();
        }
        return is;
    }

    void expect(String expected) {
        if (!accept(expected)) {
            throw error("expected '" + expected + "', found " + found());
        }
    }

    /** A name after {@code sigil}, or a plain word where that is empty. */
    String name(String sigil) {
        var name = token;
        if (!name.startsWith(sigil) || !name.substring(sigil.length()).matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw error("expected a name" + (sigil.isEmpty() ? "" : " that begins with '" + sigil + "'") + ", found "
                    + found());
        }
        advance();
        return name.substring(sigil.length());
    }

    long integer() {
        try {
            long value = Long.parseLong(token);
            advance();
            return value;
        } catch (NumberFormatException _) {
            throw error("expected an integer, found " + found());
        }
    }

    int smallInteger() {
        var place = error("an integer of 32 bits is expected here");
        long value = integer();
        if (value != (int) value) {
            throw place;
        }
        return (int) value;
    }

    float number() {
        try {
            float value = Float.parseFloat(token);
            advance();
            return value;
        } catch (NumberFormatException _) {
            throw error("expected a number, found " + found());
        }
    }

    String quoted() {
        if (!token.startsWith("\"") || token.length() < 2) {
            throw error("expected a quoted name, found " + found());
        }
        var quoted = next();
        return quoted.substring(1, quoted.length() - 1);
    }

    Location.FileLineColumn place() {
        return new Location.FileLineColumn(file, line, start - lineStart + 1);
    }

    RanvierException error(String message) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, message).at(place()));
    }

    private String found() {
        return token.isEmpty() ? "the end" : "'" + token + "'";
    }
}
