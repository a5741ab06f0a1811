package dev.ranvier.stablehlo;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How types are written in MLIR text; {@code toString} of every type, and what the printer uses. */
public final class TypeSpelling {
    private final Function<Attribute, String> attributeSpelling;

    /**
     * A spelling of types.
     *
     * @param attributeSpelling writes the encoding of a tensor type that is not StableHLO's bounds
     */
    public TypeSpelling(Function<Attribute, String> attributeSpelling) {
        this.attributeSpelling = attributeSpelling;
    }

    static String of(Type type) {
        return new TypeSpelling(Attribute::toString).spell(type);
    }

    public String spell(Type type) {
        return switch (type) {
            case ScalarType scalar -> scalar.mlirName();
            case ComplexType(ScalarType part) -> "complex<" + part.mlirName() + ">";
            case QuantizedType quantized -> quantized(quantized);
            case TensorType tensor -> "tensor<" + contents(tensor) + ">";
            case Type.Buffer(TensorType contents) -> "memref<" + contents(contents) + ">";
            case Type.Tuple(List<Type> elements) -> "tuple<" + list(elements) + ">";
            case Type.Token() -> "!stablehlo.token";
            case Type.Future(List<Type> results) -> "!stablehlo.future<" + list(results) + ">";
            case Type.FunctionType(List<Type> inputs, List<Type> results) ->
                "(" + list(inputs) + ") -> " + results(results);
            case Type.None() -> "none";
        };
    }

    /** The types separated by commas. */
    public String list(List<? extends Type> types) {
        return types.stream().map(this::spell).collect(Collectors.joining(", "));
    }

    /** The results of a function: parentheses are left out around a single type that is not a function. */
    public String results(List<? extends Type> types) {
        return types.size() == 1 && !(types.getFirst() instanceof Type.FunctionType)
                ? spell(types.getFirst())
                : "(" + list(types) + ")";
    }

    private String contents(TensorType tensor) {
        var text = new StringBuilder();
        for (var dimension : tensor.dimensions()) {
            text.append(dimension instanceof Dimension.Static(long size) ? Long.toString(size) : "?")
                    .append('x');
        }
        text.append(spell(tensor.elementType()));
        if (tensor.dimensions().stream().anyMatch(Dimension.Bounded.class::isInstance)) {
            text.append(", #stablehlo.bounds<")
                    .append(tensor.dimensions().stream()
                            .map(dimension ->
                                    dimension instanceof Dimension.Bounded(long bound) ? Long.toString(bound) : "?")
                            .collect(Collectors.joining(", ")))
                    .append('>');
        } else if (tensor.encoding() != null) {
            text.append(", ").append(attributeSpelling.apply(tensor.encoding()));
        }
        return text.toString();
    }

    private static String quantized(QuantizedType type) {
        var text = new StringBuilder("!quant.uniform<").append(storage(type)).append(':');
        text.append(type.expressed().mlirName());
        if (type.axis() == null) {
            return text.append(", ").append(parameters(type, 0)).append('>').toString();
        }
        text.append(':').append(type.axis()).append(", {");
        for (int i = 0; i < type.scales().size(); i++) {
            text.append(i == 0 ? "" : ",").append(parameters(type, i));
        }
        return text.append("}>").toString();
    }

    private static String storage(QuantizedType type) {
        var storage = type.storage();
        boolean signed = storage.kind() == ScalarType.Kind.SIGNED;
        int bits = storage.bitWidth();
        long least = signed ? -(1L << (bits - 1)) : 0;
        long greatest = (1L << (signed ? bits - 1 : bits)) - 1;
        // The quant dialect writes unsigned storage as u8, not ui8.
        var name = (signed ? "i" : "u") + bits;
        return type.storageMin() == least && type.storageMax() == greatest
                ? name
                : name + "<" + type.storageMin() + ":" + type.storageMax() + ">";
    }

    private static String parameters(QuantizedType type, int index) {
        long zeroPoint = type.zeroPoints().get(index);
        return scientific(type.scales().get(index)) + (zeroPoint == 0 ? "" : ":" + zeroPoint);
    }

    /** A finite number as MLIR writes one: in scientific form, with as many digits as tell it from its neighbours. */
    private static String scientific(double value) {
        var text = String.format(Locale.ROOT, "%.6e", value);
        return Double.parseDouble(text) == value ? text : Double.toString(value);
    }
}
