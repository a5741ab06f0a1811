package dev.ranvier.stablehlo.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The attributes, or the types, that one dialect encodes: a number says which of them follows. */
final class Variants {
    private final String name;
    private final Map<Integer, Format<?>> byCode = new HashMap<>();
    private final Map<Class<?>, List<Variant<?>>> byClass = new HashMap<>();

    private record Variant<T>(int code, Predicate<T> applies, Format<T> format) {}

    /** @param name what the variants are, such as "builtin type" */
    Variants(String name) {
        this.name = name;
    }

    /** Adds the variant for values of a class. */
    <T> Variants with(int code, Class<T> type, Format<T> format) {
        return with(code, type, value -> true, format);
    }

    /** Adds the variant for those values of a class of which {@code applies} holds and that no earlier one took. */
    <T> Variants with(int code, Class<T> type, Predicate<T> applies, Format<T> format) {
        byCode.put(code, format);
        byClass.computeIfAbsent(type, key -> new ArrayList<>()).add(new Variant<>(code, applies, format));
        return this;
    }

    /** Adds a variant that is one value. */
    Variants with(int code, Object value) {
        return withValue(code, value.getClass(), value);
    }

    private <T> Variants withValue(int code, Class<T> type, Object value) {
        return with(code, type, value::equals, Format.constant(type.cast(value)));
    }

    /** Adds a variant that is read but never written. */
    Variants reading(int code, Format<?> format) {
        byCode.put(code, format);
        return this;
    }

    Object read(Decoder in) {
        long code = in.varInt();
        var format = code == (int) code ? byCode.get((int) code) : null;
        if (format == null) {
            throw in.error("there is no " + name + " of code " + Long.toUnsignedString(code));
        }
        return format.read(in);
    }

    /** Whether {@code value} has an encoding here. */
    boolean accepts(Object value) {
        return find(value) != null;
    }

    /** Writes a value that this {@link #accepts}. */
    void write(Encoder out, Object value) {
        var variant = find(value);
        if (variant == null) {
            throw new IllegalArgumentException("no " + name + " for " + value);
        }
        write(out, variant, value);
    }

    private static <T> void write(Encoder out, Variant<T> variant, Object value) {
        out.varInt(variant.code);
        variant.format.write(out, Variants.<T>unchecked(value));
    }

    private @Nullable Variant<?> find(Object value) {
        for (var variant : byClass.getOrDefault(value.getClass(), List.of())) {
            if (applies(variant, value)) {
                return variant;
            }
        }
        return null;
    }

    private static <T> boolean applies(Variant<T> variant, Object value) {
        return variant.applies.test(Variants.<T>unchecked(value));
    }

    // A variant is found by the class of the value.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T unchecked(Object value) {
        return (T) value;
    }
}
