package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.Enumeration;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Attributes in pretty ops, where the op says what they are: without dialect, mnemonic and type, or in full. */
final class StrippedForm {
    private StrippedForm() {}

    /** The attribute that {@code field} holds. */
    static Attribute parse(OpParser parser, OpField field) {
        var cursor = parser.cursor();
        var attributes = parser.attributes();
        var kind = field.elementType();
        if (cursor.at(Kind.ATTRIBUTE)) {
            return attributes.parse();
        }
        if (kind == long.class || kind == Long.class) {
            return BuiltinAttribute.i64(cursor.integer());
        }
        if (kind == int.class || kind == Integer.class) {
            return BuiltinAttribute.i32(cursor.smallInteger());
        }
        if (kind == boolean.class || kind == Boolean.class) {
            return new BuiltinAttribute.Bool(cursor.bool());
        }
        if (kind == String.class) {
            return new BuiltinAttribute.Text(cursor.string());
        }
        if (kind == Int64Array.class) {
            return RecordForm.sizes(cursor);
        }
        if (kind == SymbolRef.class) {
            return attributes.symbolRef();
        }
        if (kind == ConvDimensionNumbers.class) {
            return ConvolutionForm.parse(cursor);
        }
        if (Enumeration.class.isAssignableFrom(kind)) {
            return cursor.at("[") ? words(parser, kind) : word(parser, kind);
        }
        var mnemonic = DialectForms.mnemonic(kind);
        var form = mnemonic == null ? null : DialectForms.record(mnemonic);
        if (form != null) {
            cursor.expect("<");
            return form.parse(cursor, attributes);
        }
        return shardy(attributes.shardy(), kind);
    }

    private static Enumeration word(OpParser parser, Class<?> kind) {
        return parser.attributes().word(DialectForms.constants(kind));
    }

    private static Attribute words(OpParser parser, Class<?> kind) {
        var words = new ArrayList<Attribute>();
        parser.cursor().expect("[");
        parser.cursor().list("]", () -> words.add(word(parser, kind)));
        return new BuiltinAttribute.Sequence(words);
    }

    private static Attribute shardy(ShardyAttributeParser parser, Class<?> kind) {
        if (kind == ShardyAttribute.TensorSharding.class) {
            return parser.sharding();
        }
        if (kind == ShardyAttribute.TensorShardingPerValue.class) {
            return parser.shardings();
        }
        if (kind == ShardyAttribute.ManualAxes.class) {
            return parser.manualAxes();
        }
        if (kind == ShardyAttribute.Mesh.class) {
            return parser.mesh();
        }
        if (kind == ShardyAttribute.PropagationDirection.class) {
            return parser.direction();
        }
        throw new IllegalArgumentException("no form for " + kind);
    }

    /** Whether {@code attribute} has such a form. */
    static boolean canPrint(Attribute attribute) {
        return !(attribute instanceof ConvDimensionNumbers numbers) || ConvolutionForm.print(numbers) != null;
    }

    static String print(Attribute attribute, AttributePrinter printer) {
        return switch (attribute) {
            case BuiltinAttribute.Int(long value, ScalarType type) -> NumberLiteral.print(value, type);
            case BuiltinAttribute.Sequence(List<Attribute> words) ->
                words.stream().map(word -> print(word, printer)).collect(Collectors.joining(", ", "[", "]"));
            case Int64Array sizes -> AttributePrinter.sizes(sizes);
            case Enumeration word -> word.name();
            case ConvDimensionNumbers numbers -> String.valueOf(ConvolutionForm.print(numbers));
            case StablehloAttribute record when record instanceof Record value -> printer.stripped(value);
            case ShardyAttribute shardy -> ShardyAttributePrinter.stripped(shardy);
            default -> printer.print(attribute);
        };
    }
}
