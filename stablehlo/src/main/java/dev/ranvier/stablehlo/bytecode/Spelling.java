package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute.Opaque;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.text.TextParser;
import dev.ranvier.stablehlo.text.TextPrinter;

/** Attributes and types as the text that stands for them where their dialect has no encoding. */
final class Spelling {
    private Spelling() {}

    /** The dialect of a value that is spelled out. */
    static String dialect(Object value) {
        return switch (value) {
            case Opaque opaque -> opaque.dialect();
            case StablehloAttribute attribute -> DialectFormats.CHLO.name();
            default -> DialectFormats.BUILTIN.name();
        };
    }

    static String of(Object value) {
        return switch (value) {
            case Attribute attribute -> TextPrinter.print(attribute, DialectFormats.CHLO.name());
            case Type type -> type.toString();
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    /** The attribute or type that stands as text in a file. */
    static Object parse(String text, boolean isAttribute, long offset) {
        try {
            var name = "offset " + offset;
            return isAttribute ? TextParser.parseAttribute(text, name) : TextParser.parseType(text, name);
        } catch (RanvierException e) {
            throw new RanvierException(e.diagnostics().getFirst().at("offset " + offset), e);
        }
    }
}
