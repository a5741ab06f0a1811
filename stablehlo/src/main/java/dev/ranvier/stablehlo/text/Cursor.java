package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.function.Supplier;

/** A place in a text that moves forward over what is expected there, and says what it found otherwise. */
final class Cursor {
    /** Deeper nesting is refused, so that no text can exhaust the stack. */
    static final int DEPTH_LIMIT = 256;

    private final Lexer lexer;
    private int depth;
    private int deepest;
    private long parts;

    Cursor(Lexer lexer) {
        this.lexer = lexer;
    }

    Kind kind() {
        return lexer.kind();
    }

    /** The offset of the current token. */
    int offset() {
        return lexer.start();
    }

    /** The offset behind the current token. */
    int end() {
        return lexer.end();
    }

    void seek(int offset) {
        lexer.seek(offset);
    }

    String text() {
        return lexer.text();
    }

    /** A part of the text. */
    String part(int from, int to) {
        return lexer.part(from, to);
    }

    /** The current token as written. */
    String spelling() {
        return lexer.spelling();
    }

    /** The place of a token, as MLIR's parser gives it to what has no location of its own. */
    Location.FileLineColumn placeOf(int offset) {
        return lexer.places().at(offset);
    }

    /** {@code file:line:column}. */
    String describe(int offset) {
        return lexer.places().describe(offset);
    }

    Location.FileLineColumn wholeFile() {
        return lexer.places().wholeFile();
    }

    boolean at(String spelling) {
        return lexer.at(spelling);
    }

    boolean at(Kind kind) {
        return lexer.kind() == kind;
    }

    void advance() {
        lexer.advance();
    }

    /** Moves over {@code spelling} if it is here. */
    boolean accept(String spelling) {
        if (!lexer.at(spelling)) {
            return false;
        }
        lexer.advance();
        return true;
    }

    void expect(String spelling) {
        if (!accept(spelling)) {
            throw expected("'" + spelling + "'");
        }
    }

    RanvierException expected(String what) {
        return error("expected " + what + ", got " + describeToken());
    }

    private String describeToken() {
        if (at(Kind.END)) {
            return "the end of the text";
        }
        var spelling = spelling();
        return "'" + (spelling.length() > 40 ? spelling.substring(0, 40) + "..." : spelling) + "'";
    }

    RanvierException error(String message) {
        return lexer.error(lexer.start(), message);
    }

    RanvierException error(int offset, String message) {
        return lexer.error(offset, message);
    }

    /** The current token, which must be of {@code kind}. */
    String take(Kind kind, String what) {
        if (lexer.kind() != kind) {
            throw expected(what);
        }
        var spelling = lexer.spelling();
        lexer.advance();
        return spelling;
    }

    String word() {
        return take(Kind.WORD, "a word");
    }

    /** The contents of a string. */
    String string() {
        int offset = offset();
        return StringLiteral.decode(this, offset, take(Kind.STRING, "a string"));
    }

    /** A word or the contents of a string. */
    String wordOrString() {
        return at(Kind.STRING) ? string() : word();
    }

    /** The name behind {@code @}. */
    String symbol() {
        int offset = offset();
        var spelling = take(Kind.SYMBOL, "a symbol such as '@name'");
        return spelling.startsWith("@\"")
                ? StringLiteral.decode(this, offset, spelling.substring(1))
                : spelling.substring(1);
    }

    /** A decimal or hexadecimal integer that fits in 64 bits, with an optional sign. */
    long integer() {
        int offset = offset();
        boolean negative = accept("-");
        var digits = take(Kind.INTEGER, "an integer");
        var value = NumberLiteral.unsigned(digits);
        if (value == null || (value < 0 && !(negative && value == Long.MIN_VALUE))) {
            throw error(offset, "the integer " + digits + " does not fit in 64 bits");
        }
        return negative ? -value : value;
    }

    /** An integer that fits in 32 bits. */
    int smallInteger() {
        int offset = offset();
        long value = integer();
        if (value != (int) value) {
            throw error(offset, "the integer " + value + " does not fit in 32 bits");
        }
        return (int) value;
    }

    /** {@code true} or {@code false}. */
    boolean bool() {
        if (accept("true")) {
            return true;
        }
        if (accept("false")) {
            return false;
        }
        throw expected("'true' or 'false'");
    }

    /** Parses items separated by commas until {@code close}, which is passed. */
    void list(String close, Runnable item) {
        if (accept(close)) {
            return;
        }
        do {
            item.run();
        } while (accept(","));
        expect(close);
    }

    /** Parses something that can contain itself. */
    <T> T nested(Supplier<T> inner) {
        checkDepth(1);
        depth++;
        parts++;
        deepest = Math.max(deepest, depth);
        var result = inner.get();
        depth--;
        return result;
    }

    /** Refuses a nesting of {@code levels} below the current one. */
    void checkDepth(int levels) {
        if (depth + levels > DEPTH_LIMIT) {
            throw error("nested more than " + DEPTH_LIMIT + " levels deep");
        }
    }

    /** What {@link #nested} has passed: levels below some place, and parts. */
    record Extent(int levels, long parts) {}

    /** Runs {@code inner} and measures what it parses, which does not count for the text around. */
    Extent measure(Runnable inner) {
        int outerDeepest = deepest;
        long outerParts = parts;
        deepest = depth;
        parts = 0;
        inner.run();
        var extent = new Extent(deepest - depth, parts);
        deepest = outerDeepest;
        parts = outerParts;
        return extent;
    }

    /** Counts what was parsed elsewhere and stands for the text here. */
    void include(Extent extent) {
        checkDepth(extent.levels());
        deepest = Math.max(deepest, depth + extent.levels());
        parts += extent.parts();
    }
}
