package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * <code>{attributes} value</code>; the result has the type of the value. Where it has another, such as a quantized type,
 * MLIR writes the generic form without its name, which is read here too.
 */
record ConstantDirective() implements Directive {
    private static final String VALUE = "value";

    @Override
    public void parse(OpParser parser, OpDraft draft) {
        var cursor = parser.cursor();
        if (cursor.accept("(")) {
            parseGeneric(parser, draft);
            return;
        }
        draft.putAll(parser.attributes().optionalDictionary());
        int offset = cursor.offset();
        var value = parser.attributes().parse();
        var type = typeOf(value);
        if (type == null) {
            throw cursor.error(offset, "expected 'dense<...>' or 'dense_resource<...>'");
        }
        draft.put(VALUE, value);
        draft.resultTypes().add(type);
    }

    private static void parseGeneric(OpParser parser, OpDraft draft) {
        var cursor = parser.cursor();
        cursor.expect(")");
        if (cursor.accept("<")) {
            draft.putAll(parser.attributes().dictionary());
            cursor.expect(">");
        }
        draft.putAll(parser.attributes().optionalDictionary());
        cursor.expect(":");
        parser.functional(draft);
    }

    private static @Nullable Type typeOf(@Nullable Attribute value) {
        return switch (value) {
            case DenseElements elements -> elements.type();
            case DenseResource resource -> resource.type();
            case null, default -> null;
        };
    }

    @Override
    public void print(OpPrinter printer, Op op) {
        var rest = printer.remaining(op, Set.of(VALUE));
        var value = op.attributes().get(VALUE);
        if (!rest.isEmpty()) {
            printer.append(" ").append(printer.attributes(op).dictionary(rest));
        }
        if (value != null) {
            printer.append(" ").append(printer.attributes(op).print(value));
        }
    }

    @Override
    public boolean canPrint(Op op) {
        var type = typeOf(op.attributes().get(VALUE));
        return type != null && type.equals(op.results().getFirst().type());
    }
}
