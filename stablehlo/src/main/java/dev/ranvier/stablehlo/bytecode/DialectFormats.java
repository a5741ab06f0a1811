package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dialects that encode attributes and types; what a dialect does not encode is written as text. */
record DialectFormats(String name, Variants attributes, Variants types) {
    static final DialectFormats BUILTIN =
            new DialectFormats("builtin", BuiltinFormats.attributes(), BuiltinFormats.types());
    static final DialectFormats VHLO = new DialectFormats("vhlo", VhloFormats.attributes(), VhloFormats.types());
    static final DialectFormats SHARDY =
            new DialectFormats("sdy", ShardyFormats.attributes(), new Variants("sdy type"));
    static final DialectFormats STABLEHLO = new DialectFormats(
            "stablehlo",
            new Variants("StableHLO attribute")
                    .with(13, TypeFormats.Bounds.class, Format.record(TypeFormats.Bounds.class, Format.integers())),
            new Variants("StableHLO type").with(0, new Type.Token()).with(1, Type.Future.class, TypeFormats.future()));
    static final DialectFormats CHLO = new DialectFormats("chlo", chloAttributes(), new Variants("CHLO type"));

    static final DialectFormats QUANT = new DialectFormats(
            "quant",
            new Variants("quant attribute"),
            new Variants("quant type")
                    .with(4, QuantizedType.class, type -> type.axis() == null, TypeFormats.quantized())
                    .with(5, QuantizedType.class, TypeFormats.quantizedPerAxis()));

    /** The dialects other than VHLO, in the order in which one is chosen for a value that several have. */
    static final List<DialectFormats> PLAIN = List.of(BUILTIN, SHARDY, STABLEHLO, CHLO, QUANT);

    private static final Map<String, DialectFormats> BY_NAME = Stream.concat(Stream.of(VHLO), PLAIN.stream())
            .collect(Collectors.toUnmodifiableMap(DialectFormats::name, Function.identity()));

    private static Variants chloAttributes() {
        var all = new Variants("CHLO attribute");
        VhloFormats.addEnumeration(all, 0, StablehloAttribute.ComparisonDirection.values());
        VhloFormats.addEnumeration(all, 1, StablehloAttribute.ComparisonType.values());
        return all;
    }

    static @Nullable DialectFormats named(String name) {
        return BY_NAME.get(name);
    }
}
