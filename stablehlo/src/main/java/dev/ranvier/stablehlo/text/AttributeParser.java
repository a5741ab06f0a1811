package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.Enumeration;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Attributes in MLIR text. */
final class AttributeParser {
    private final Cursor cursor;
    private final Aliases aliases;
    private final Resources resources;
    private final TypeParser types;
    private final LocationParser locations;
    private final DialectAttributeParser dialects;

    AttributeParser(Cursor cursor, Aliases aliases, Resources resources) {
        this.cursor = cursor;
        this.aliases = aliases;
        this.resources = resources;
        this.types = new TypeParser(cursor, aliases, this);
        this.locations = new LocationParser(cursor, aliases, this);
        this.dialects = new DialectAttributeParser(cursor, this);
    }

    TypeParser types() {
        return types;
    }

    LocationParser locations() {
        return locations;
    }

    ShardyAttributeParser shardy() {
        return dialects.shardy();
    }

    /** One of {@code words}. */
    Enumeration word(List<Enumeration> words) {
        return dialects.word(words);
    }

    Attribute parse() {
        return aliases.isHere() ? aliases.resolve(Attribute.class, this::parse) : cursor.nested(this::parseInPlace);
    }

    private Attribute parseInPlace() {
        return switch (cursor.kind()) {
            case ATTRIBUTE -> dialects.parse();
            case STRING -> text();
            case SYMBOL -> symbolRef();
            case INTEGER, FLOAT -> number();
            case PUNCTUATION ->
                switch (cursor.spelling()) {
                    case "[" -> new BuiltinAttribute.Sequence(sequence());
                    case "{" -> dictionary();
                    case "-" -> number();
                    default -> type();
                };
            case WORD -> word();
            case END, VALUE, TYPE, BLOCK -> type();
        };
    }

    private Attribute word() {
        return switch (cursor.spelling()) {
            case "true", "false" -> new BuiltinAttribute.Bool(cursor.bool());
            case "unit" -> {
                cursor.advance();
                yield new BuiltinAttribute.Unit();
            }
            case "loc" -> locations.parseEnclosed();
            case "array" -> array();
            case "dense" -> dense();
            case "dense_resource" -> denseResource();
            default -> type();
        };
    }

    private Attribute type() {
        if (!types.isHere()) {
            throw cursor.expected("an attribute");
        }
        return new BuiltinAttribute.TypeOf(types.parse());
    }

    private BuiltinAttribute.Text text() {
        var value = cursor.string();
        return cursor.accept(":") ? new BuiltinAttribute.Text(value, types.parse()) : new BuiltinAttribute.Text(value);
    }

    /** {@code @root::@nested}. */
    SymbolRef symbolRef() {
        var root = cursor.symbol();
        var nested = new ArrayList<String>();
        while (cursor.at(":")) {
            cursor.advance();
            cursor.expect(":");
            nested.add(cursor.symbol());
        }
        return new SymbolRef(root, nested);
    }

    private List<Attribute> sequence() {
        cursor.expect("[");
        var elements = new ArrayList<Attribute>();
        cursor.list("]", () -> elements.add(parse()));
        return elements;
    }

    /** <code>{name = value, ...}</code>; a name alone stands for the unit attribute. */
    Dictionary dictionary() {
        cursor.expect("{");
        var entries = new TreeMap<String, Attribute>();
        cursor.list("}", () -> {
            int offset = cursor.offset();
            var name = cursor.wordOrString();
            var value = cursor.accept("=") ? parse() : new BuiltinAttribute.Unit();
            if (entries.put(name, value) != null) {
                throw cursor.error(offset, "the attribute '" + name + "' is given twice");
            }
        });
        return Dictionary.of(entries);
    }

    /** A dictionary if one is here. */
    Dictionary optionalDictionary() {
        return cursor.at("{") ? dictionary() : Dictionary.EMPTY;
    }

    /** A number: its type follows it, so it is read once more when that is known. */
    private Attribute number() {
        int offset = cursor.offset();
        cursor.accept("-");
        var assumed = cursor.at(Kind.FLOAT) ? ScalarType.F64 : ScalarType.I64;
        if (!cursor.at(Kind.INTEGER) && !cursor.at(Kind.FLOAT)) {
            throw cursor.expected("a number");
        }
        cursor.advance();
        var type = assumed;
        if (cursor.accept(":")) {
            int typeOffset = cursor.offset();
            if (!(types.parse() instanceof ScalarType given)) {
                throw cursor.error(typeOffset, "a number must have an integer or floating-point type");
            }
            type = given;
        }
        int end = cursor.offset();
        cursor.seek(offset);
        long bits = NumberLiteral.parse(cursor, type);
        cursor.seek(end);
        return type.isFloat() ? new BuiltinAttribute.Real(bits, type) : new BuiltinAttribute.Int(bits, type);
    }

    /** {@code array<i64: 1, 2>}. */
    private Attribute array() {
        cursor.expect("array");
        cursor.expect("<");
        int offset = cursor.offset();
        if (!(types.parse() instanceof ScalarType type)) {
            throw cursor.error(offset, "an array has elements of an integer or floating-point type");
        }
        var values = new ArrayList<Long>();
        if (cursor.accept(":")) {
            cursor.list(">", () -> values.add(NumberLiteral.parse(cursor, type)));
        } else {
            cursor.expect(">");
        }
        if (type == ScalarType.I64) {
            return Int64Array.of(values);
        }
        return type == ScalarType.I1
                ? new BuiltinAttribute.BoolArray(
                        values.stream().map(value -> value != 0).toList())
                : new BuiltinAttribute.DenseArray(type, values);
    }

    private Attribute dense() {
        cursor.expect("dense");
        if (!cursor.at("<")) {
            throw cursor.expected("'<'");
        }
        var literal = new DenseLiteral(cursor);
        cursor.expect("<");
        literal.skip();
        cursor.expect(">");
        cursor.expect(":");
        int offset = cursor.offset();
        var type = tensorType();
        int end = cursor.offset();
        var elements = literal.parse(type, offset);
        cursor.seek(end);
        return elements;
    }

    private TensorType tensorType() {
        int offset = cursor.offset();
        Type type = types.parse();
        if (type instanceof TensorType tensor && tensor.isStatic()) {
            return tensor;
        }
        throw cursor.error(offset, "a constant must have a static tensor type, got " + type);
    }

    private DenseResource denseResource() {
        cursor.expect("dense_resource");
        cursor.expect("<");
        var key = cursor.wordOrString();
        cursor.expect(">");
        cursor.expect(":");
        int offset = cursor.offset();
        return resources.use(key, tensorType(), offset);
    }
}
