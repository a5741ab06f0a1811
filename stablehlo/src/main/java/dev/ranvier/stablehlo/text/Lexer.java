package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;

/** Splits MLIR text into tokens, one at a time. The current token is described by {@link #kind} and its extent. */
final class Lexer {

    /** What a token is. */
    enum Kind {
        END,
        WORD,
        INTEGER,
        FLOAT,
        STRING,
        /** {@code @name} or {@code @"name"}. */
        SYMBOL,
        /** {@code %name}. */
        VALUE,
        /** {@code #name}. */
        ATTRIBUTE,
        /** {@code !name}. */
        TYPE,
        /** {@code ^name}. */
        BLOCK,
        /** A bracket, an operator or a separator, of one character but for <code>-></code>, <code>{-#</code> and
         * <code>#-}</code>. */
        PUNCTUATION
    }

    private final String text;
    private final SourcePlaces places;
    private final SpellingTable spellings;
    private Kind kind = Kind.END;
    private int start;
    private int end;

    Lexer(String text, String fileName) {
        this.text = text;
        this.places = new SourcePlaces(text, fileName);
        this.spellings = new SpellingTable(text);
        advance();
    }

    Kind kind() {
        return kind;
    }

    /** The offset of the current token. */
    int start() {
        return start;
    }

    /** The offset behind the current token. */
    int end() {
        return end;
    }

    SourcePlaces places() {
        return places;
    }

    String text() {
        return text;
    }

    /** The current token as written. */
    String spelling() {
        return spellings.get(start, end);
    }

    /** A part of the text. */
    String part(int from, int to) {
        return spellings.get(from, to);
    }

    /** Whether the current token is the word or the punctuation given. */
    boolean at(String spelling) {
        return (kind == Kind.WORD || kind == Kind.PUNCTUATION)
                && end - start == spelling.length()
                && text.startsWith(spelling, start);
    }

    /** Goes on from {@code offset}. */
    void seek(int offset) {
        end = offset;
        advance();
    }

    RanvierException error(int offset, String message) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, message).at(places.describe(offset)));
    }

    /** Moves to the next token. */
    void advance() {
        start = skipBlank(end);
        if (start == text.length()) {
            kind = Kind.END;
            end = start;
            return;
        }
        char c = text.charAt(start);
        switch (c) {
            case '"' -> string(start, Kind.STRING);
            case '@' -> symbol();
            case '%' -> named(Kind.VALUE);
            case '!' -> named(Kind.TYPE);
            case '^' -> named(Kind.BLOCK);
            case '#' -> hash();
            case '-' -> punctuation(text.startsWith("->", start) ? 2 : 1);
            case '{' -> punctuation(text.startsWith("{-#", start) ? 3 : 1);
            case '}', '(', ')', '[', ']', '<', '>', ',', '=', ':', '?', '+', '*', '|', '/' -> punctuation(1);
            default -> {
                if (isDigit(c)) {
                    number();
                } else if (isLetter(c) || c == '_') {
                    word();
                } else {
                    throw error(start, "unexpected character '" + Character.toString(text.codePointAt(start)) + "'");
                }
            }
        }
    }

    private int skipBlank(int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '/' && text.startsWith("//", at)) {
                int newline = text.indexOf('\n', at);
                at = newline < 0 ? text.length() : newline;
            } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    private void punctuation(int length) {
        kind = Kind.PUNCTUATION;
        end = start + length;
    }

    private void word() {
        int at = start + 1;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        kind = Kind.WORD;
        end = at;
    }

    private void string(int quote, Kind stringKind) {
        int at = quote + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\n') {
                break;
            }
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length() || text.charAt(at) != '"') {
            throw error(start, "a string is not closed on its line");
        }
        kind = stringKind;
        end = at + 1;
    }

    private void symbol() {
        if (text.startsWith("\"", start + 1)) {
            string(start + 1, Kind.SYMBOL);
        } else {
            named(Kind.SYMBOL);
        }
    }

    private void hash() {
        if (text.startsWith("#-}", start)) {
            punctuation(3);
        } else {
            named(Kind.ATTRIBUTE);
        }
    }

    /** A sigil and a name: digits only, or letters, digits, {@code $}, {@code .}, {@code _} and {@code -}. */
    private void named(Kind nameKind) {
        int at = start + 1;
        if (at < text.length() && isDigit(text.charAt(at))) {
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
        } else {
            while (at < text.length() && isNamePart(text.charAt(at))) {
                at++;
            }
        }
        if (at == start + 1) {
            throw error(start, "a name must follow '" + text.charAt(start) + "'");
        }
        kind = nameKind;
        end = at;
    }

    private void number() {
        if (text.startsWith("0x", start) && start + 2 < text.length() && isHexDigit(text.charAt(start + 2))) {
            int at = start + 2;
            while (at < text.length() && isHexDigit(text.charAt(at))) {
                at++;
            }
            kind = Kind.INTEGER;
            end = at;
            return;
        }
        int at = skipDigits(start);
        kind = Kind.INTEGER;
        if (at < text.length() && text.charAt(at) == '.') {
            kind = Kind.FLOAT;
            at = skipExponent(skipDigits(at + 1));
        }
        end = at;
    }

    private int skipDigits(int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int skipExponent(int from) {
        if (from >= text.length() || (text.charAt(from) != 'e' && text.charAt(from) != 'E')) {
            return from;
        }
        int digits = from + 1;
        if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
            digits++;
        }
        int at = skipDigits(digits);
        return at == digits ? from : at;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHexDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isWordPart(char c) {
        return isLetter(c) || isDigit(c) || c == '_' || c == '$' || c == '.';
    }

    private static boolean isNamePart(char c) {
        return isWordPart(c) || c == '-';
    }

    /** Whether {@code name} can follow a sigil without quotes. */
    static boolean isPlainName(String name) {
        return !name.isEmpty()
                && (isLetter(name.charAt(0)) || name.charAt(0) == '_')
                && name.chars().allMatch(c -> isWordPart((char) c));
    }
}
