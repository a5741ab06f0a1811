package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Types in MLIR text. */
final class TypeParser {
    private static final String TYPE_EXTENSIONS = "#stablehlo.type_extensions";
    private static final Set<String> BOUNDS = Set.of("#stablehlo.bounds", TYPE_EXTENSIONS);

    private final Cursor cursor;
    private final Aliases aliases;
    private final AttributeParser attributes;
    private final Map<String, TensorType> plainTensors = new HashMap<>();

    TypeParser(Cursor cursor, Aliases aliases, AttributeParser attributes) {
        this.cursor = cursor;
        this.aliases = aliases;
        this.attributes = attributes;
    }

    /** Whether a type stands here. */
    boolean isHere() {
        return cursor.at(Kind.TYPE)
                || cursor.at("(")
                || (cursor.at(Kind.WORD)
                        && switch (cursor.spelling()) {
                            case "tensor", "memref", "tuple", "complex", "none", "vector" -> true;
                            default -> ScalarType.named(cursor.spelling()) != null;
                        });
    }

    Type parse() {
        if (cursor.at("(")) {
            return cursor.nested(this::function);
        }
        if (cursor.at(Kind.TYPE)) {
            return aliases.isHere() ? aliases.resolve(Type.class, this::parse) : cursor.nested(this::dialectType);
        }
        int offset = cursor.offset();
        if (!isHere()) {
            throw cursor.expected("a type");
        }
        var name = cursor.word();
        return switch (name) {
            case "tensor" -> tensor();
            case "memref" -> new Type.Buffer(tensor());
            case "tuple" -> new Type.Tuple(cursor.nested(() -> angleList()));
            case "complex" -> complex();
            case "none" -> new Type.None();
            case "vector" -> throw unsupported(offset, "vector types");
            default -> scalar(offset, name);
        };
    }

    /** Types separated by commas, at least one. */
    List<Type> list() {
        var types = new ArrayList<Type>(2);
        do {
            types.add(parse());
        } while (cursor.accept(","));
        return types;
    }

    /** The types in the brackets that are here. */
    List<Type> parenthesised() {
        cursor.expect("(");
        var types = new ArrayList<Type>(2);
        cursor.list(")", () -> types.add(parse()));
        return types;
    }

    /** {@code (inputs) -> results}. */
    Type.FunctionType function() {
        var inputs = parenthesised();
        cursor.expect("->");
        return new Type.FunctionType(inputs, cursor.at("(") ? parenthesised() : List.of(parse()));
    }

    private List<Type> angleList() {
        cursor.expect("<");
        var types = new ArrayList<Type>(2);
        cursor.list(">", () -> types.add(parse()));
        return types;
    }

    private Type dialectType() {
        int offset = cursor.offset();
        var name = cursor.take(Kind.TYPE, "a type");
        return switch (name) {
            case "!stablehlo.token" -> new Type.Token();
            case "!stablehlo.future" -> new Type.Future(angleList());
            case "!quant.uniform" -> new QuantizedTypeParser(cursor).parse();
            default -> throw unsupported(offset, "the type '" + name + "'");
        };
    }

    private ScalarType scalar(int offset, String name) {
        var scalar = ScalarType.named(name);
        if (scalar == null) {
            throw unsupported(offset, "the type '" + name + "'");
        }
        return scalar;
    }

    private RanvierException unsupported(int offset, String what) {
        return cursor.error(offset, what + " is not one of StableHLO's");
    }

    private ComplexType complex() {
        cursor.expect("<");
        int offset = cursor.offset();
        var part = scalar(offset, cursor.word());
        if (part != ScalarType.F32 && part != ScalarType.F64) {
            throw cursor.error(offset, "a complex number has parts of f32 or f64, not " + part);
        }
        cursor.expect(">");
        return part == ScalarType.F32 ? ComplexType.C64 : ComplexType.C128;
    }

    /** A tensor; those of digits and letters only are kept, because programs repeat them. */
    private TensorType tensor() {
        int end = plainEnd();
        if (end < 0) {
            return cursor.nested(this::anyTensor);
        }
        var spelling = cursor.part(cursor.offset(), end);
        var known = plainTensors.get(spelling);
        if (known == null) {
            known = cursor.nested(this::anyTensor);
            plainTensors.put(spelling, known);
        } else {
            cursor.seek(end);
        }
        return known;
    }

    /** The offset behind brackets around digits, letters and {@code ?} only, or -1 if something else is here. */
    private int plainEnd() {
        var text = cursor.text();
        int at = cursor.offset();
        if (!cursor.at("<")) {
            return -1;
        }
        do {
            at++;
        } while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '?'));
        return text.startsWith(">", at) ? at + 1 : -1;
    }

    private TensorType anyTensor() {
        if (!cursor.at("<")) {
            throw cursor.expected("'<'");
        }
        var sizes = dimensions();
        int offset = cursor.offset();
        if (cursor.at("*")) {
            throw unsupported(offset, "an unranked tensor");
        }
        if (!(parse() instanceof ElementType element)) {
            throw cursor.error(offset, "a tensor cannot have elements of this type");
        }
        Attribute encoding = null;
        if (cursor.accept(",")) {
            if (cursor.at(Kind.ATTRIBUTE) && BOUNDS.contains(cursor.spelling())) {
                sizes = bounded(offset, sizes);
            } else {
                encoding = attributes.parse();
            }
        }
        cursor.expect(">");
        return new TensorType(sizes, element, encoding);
    }

    /** {@code sizes} with the bounds that are here: {@code ?} where a dimension has none. */
    private List<Dimension> bounded(int offset, List<Dimension> sizes) {
        boolean words = cursor.spelling().equals(TYPE_EXTENSIONS);
        cursor.advance();
        cursor.expect("<");
        if (words) {
            cursor.expect("bounds");
            cursor.expect("=");
            cursor.expect("[");
        }
        var dimensions = new ArrayList<Dimension>(sizes.size());
        cursor.list(words ? "]" : ">", () -> dimensions.add(bound(offset, sizes, dimensions.size())));
        if (words) {
            cursor.expect(">");
        }
        if (dimensions.size() != sizes.size()) {
            throw cursor.error(offset, dimensions.size() + " bounds for a tensor of rank " + sizes.size());
        }
        return dimensions;
    }

    private Dimension bound(int offset, List<Dimension> sizes, int index) {
        if (index >= sizes.size()) {
            throw cursor.error(offset, "more bounds than the tensor's rank " + sizes.size());
        }
        if (cursor.accept("?")) {
            return sizes.get(index);
        }
        long bound = cursor.integer();
        if (bound < 0 || sizes.get(index).isStatic()) {
            throw cursor.error(offset, "dimension " + index + " cannot have the bound " + bound);
        }
        return new Dimension.Bounded(bound);
    }

    /**
     * Passes the current token, which is {@code <}, and {@code 2x?x3x}. Tokens do not help here: {@code 2x3xf32} would be
     * the number 2 and the word {@code x3xf32}.
     */
    private List<Dimension> dimensions() {
        var text = cursor.text();
        var sizes = new ArrayList<Dimension>(4);
        int at = cursor.offset() + 1;
        while (true) {
            int size = skipSpace(text, at);
            int behind = size;
            while (behind < text.length() && Lexer.isDigit(text.charAt(behind))) {
                behind++;
            }
            boolean unknown = behind == size && text.startsWith("?", size);
            int cross = skipSpace(text, unknown ? size + 1 : behind);
            if ((behind == size && !unknown) || !text.startsWith("x", cross)) {
                cursor.seek(size);
                return sizes;
            }
            sizes.add(unknown ? Dimension.unknown() : dimension(size, text.substring(size, behind)));
            at = cross + 1;
        }
    }

    private Dimension dimension(int offset, String digits) {
        var size = NumberLiteral.unsigned(digits);
        if (size == null || size < 0) {
            throw cursor.error(offset, "the dimension size " + digits + " does not fit in 64 bits");
        }
        return Dimension.of(size);
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
