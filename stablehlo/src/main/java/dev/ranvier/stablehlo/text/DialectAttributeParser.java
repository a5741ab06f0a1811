package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.StablehloAttribute.Enumeration;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** Attributes of dialects in MLIR text: {@code #dialect.mnemonic...} and {@code #dialect<mnemonic...>}. */
final class DialectAttributeParser {
    private final Cursor cursor;
    private final AttributeParser attributes;
    private final ShardyAttributeParser shardy;

    DialectAttributeParser(Cursor cursor, AttributeParser attributes) {
        this.cursor = cursor;
        this.attributes = attributes;
        this.shardy = new ShardyAttributeParser(cursor);
    }

    ShardyAttributeParser shardy() {
        return shardy;
    }

    Attribute parse() {
        int offset = cursor.offset();
        var name = cursor.take(Kind.ATTRIBUTE, "an attribute").substring(1);
        int dot = name.indexOf('.');
        var dialect = dot < 0 ? name : name.substring(0, dot);
        boolean enclosed = dot < 0;
        if (enclosed && !cursor.at("<")) {
            throw cursor.error(offset, "the attribute alias '#" + name + "' is not defined");
        }
        boolean known = dialect.equals("stablehlo") || dialect.equals("chlo") || dialect.equals("sdy");
        if (!known) {
            return opaque(dialect, enclosed ? "" : name.substring(dot + 1));
        }
        if (enclosed) {
            cursor.advance();
        }
        var mnemonic = enclosed ? cursor.word() : name.substring(dot + 1);
        var attribute = dialect.equals("sdy") ? shardy.parse(mnemonic) : stablehlo(offset, mnemonic);
        if (enclosed) {
            cursor.expect(">");
        }
        return attribute;
    }

    private Attribute stablehlo(int offset, String mnemonic) {
        var words = DialectForms.enumeration(mnemonic);
        if (words != null) {
            boolean bracket = cursor.accept("<");
            var word = word(words);
            if (bracket) {
                cursor.expect(">");
            }
            return word;
        }
        var form = DialectForms.record(mnemonic);
        if (form != null) {
            cursor.expect("<");
            return form.parse(cursor, attributes);
        }
        return switch (mnemonic) {
            case "sub_axis_info" -> RecordForm.subAxisInfo(cursor);
            case "conv" -> convolution();
            default -> throw cursor.error(offset, "unknown attribute '" + mnemonic + "' of StableHLO");
        };
    }

    /** One of {@code words}. */
    Enumeration word(List<Enumeration> words) {
        int offset = cursor.offset();
        var spelling = cursor.word();
        for (var word : words) {
            if (word.name().equals(spelling)) {
                return word;
            }
        }
        throw cursor.error(
                offset,
                "expected one of " + words.stream().map(Enumeration::name).collect(Collectors.joining(", ")) + ", got '"
                        + spelling + "'");
    }

    private Attribute convolution() {
        cursor.expect("<");
        if (cursor.accept("raw")) {
            return new RecordForm(StablehloAttribute.ConvDimensionNumbers.class, true).parse(cursor, attributes);
        }
        var numbers = ConvolutionForm.parse(cursor);
        cursor.expect(">");
        return numbers;
    }

    /** An attribute of a dialect that is not registered: its text in brackets, or {@code mnemonic} and perhaps its. */
    private BuiltinAttribute.Opaque opaque(String dialect, String mnemonic) {
        int start = cursor.offset();
        if (!cursor.at("<")) {
            return new BuiltinAttribute.Opaque(dialect, mnemonic);
        }
        int end = start;
        int open = 0;
        do {
            if (cursor.at(Kind.END)) {
                throw cursor.expected("'>'");
            }
            if (cursor.at("<") || cursor.at("(") || cursor.at("[") || cursor.at("{")) {
                open++;
            } else if (cursor.at(">") || cursor.at(")") || cursor.at("]") || cursor.at("}")) {
                open--;
            }
            end = cursor.end();
            cursor.advance();
        } while (open > 0);
        var body = cursor.text().substring(start, end);
        return new BuiltinAttribute.Opaque(
                dialect, mnemonic.isEmpty() ? body.substring(1, body.length() - 1) : mnemonic + body);
    }
}
