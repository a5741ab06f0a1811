package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute.Opaque;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.Type;
import org.jspecify.annotations.Nullable;

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
            case Opaque opaque -> "#" + opaque.dialect() + opaque.text();
            case Type type -> type.toString();
            default -> throw RanvierException.unimplemented("bytecode has no form for the attribute " + value);
        };
    }

    /** The type that is spelled so, or null. */
    static @Nullable Type type(String text) {
        return ScalarType.named(text);
    }

    /** The attribute that is spelled so. */
    static Attribute attribute(String dialect, String text) {
        var prefix = "#" + dialect;
        return new Opaque(dialect, text.startsWith(prefix) ? text.substring(prefix.length()) : text);
    }
}
