package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.Enumeration;
import dev.ranvier.stablehlo.StablehloAttribute.RaggedDotDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.ResultAccuracyMode;
import dev.ranvier.stablehlo.StablehloAttribute.SubAxisInfo;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TypeSpelling;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes attributes as {@link AttributeParser} reads them. */
final class AttributePrinter {
    private final String enumerationDialect;
    private final boolean elide;
    private final Map<String, DenseResource> resources;
    private final TypeSpelling types = new TypeSpelling(this::print);

    /**
     * A printer.
     *
     * @param enumerationDialect the dialect of enumerations, which StableHLO and CHLO each have for themselves
     * @param elide whether large constants are left out
     * @param resources takes the resources that are met, by key
     */
    AttributePrinter(String enumerationDialect, boolean elide, Map<String, DenseResource> resources) {
        this.enumerationDialect = enumerationDialect;
        this.elide = elide;
        this.resources = resources;
    }

    TypeSpelling types() {
        return types;
    }

    String print(Attribute attribute) {
        var coded = CodedEnumerations.encode(attribute);
        return switch (coded != null ? coded : attribute) {
            case BuiltinAttribute builtin -> builtin(builtin);
            case StablehloAttribute stablehlo -> stablehlo(stablehlo);
            case ShardyAttribute shardy -> "#sdy" + ShardyAttributePrinter.print(shardy);
            case Location location -> "loc(" + LocationPrinter.inPlace(location, this) + ")";
        };
    }

    private String builtin(BuiltinAttribute attribute) {
        return switch (attribute) {
            case BuiltinAttribute.Unit() -> "unit";
            case BuiltinAttribute.Bool(boolean value) -> Boolean.toString(value);
            case BuiltinAttribute.Int(long value, ScalarType type) ->
                type == ScalarType.I1 ? Boolean.toString(value != 0) : NumberLiteral.print(value, type) + " : " + type;
            case BuiltinAttribute.Real(long bits, ScalarType type) -> NumberLiteral.print(bits, type) + " : " + type;
            case BuiltinAttribute.Text text ->
                StringLiteral.encode(text.value()) + (text.type() == null ? "" : " : " + types.spell(text.type()));
            case BuiltinAttribute.TypeOf type -> types.spell(type.type());
            case BuiltinAttribute.Sequence(List<Attribute> elements) -> list(elements);
            case Dictionary dictionary -> dictionary(dictionary);
            case SymbolRef symbol -> symbol(symbol);
            case DenseElements elements -> DensePrinter.print(elements, elide) + " : " + types.spell(elements.type());
            case DenseResource resource -> resource(resource);
            case Int64Array array ->
                array("i64", array.stream().mapToObj(Long::toString).toList());
            case BuiltinAttribute.BoolArray(List<Boolean> values) ->
                array(
                        "i1",
                        values.stream().map(value -> Boolean.toString(value)).toList());
            case BuiltinAttribute.DenseArray(ScalarType type, List<Long> bits) ->
                array(
                        type.mlirName(),
                        bits.stream()
                                .map(value -> NumberLiteral.print(value, type))
                                .toList());
            case BuiltinAttribute.Opaque(String dialect, String text) -> "#" + dialect + "<" + text + ">";
        };
    }

    private static String array(String type, List<String> values) {
        return "array<" + type + (values.isEmpty() ? "" : ": " + String.join(", ", values)) + ">";
    }

    private String resource(DenseResource resource) {
        resources.put(resource.key(), resource);
        return "dense_resource<" + key(resource.key()) + "> : " + types.spell(resource.type());
    }

    /** {@code [a, b]}. */
    private String list(List<? extends Attribute> elements) {
        return elements.stream().map(this::print).collect(Collectors.joining(", ", "[", "]"));
    }

    /** <code>{a = 1, b}</code>. */
    String dictionary(Dictionary dictionary) {
        return dictionary.entries().entrySet().stream()
                .map(entry -> key(entry.getKey())
                        + (entry.getValue() instanceof BuiltinAttribute.Unit ? "" : " = " + print(entry.getValue())))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    static String key(String name) {
        return Lexer.isPlainName(name) ? name : StringLiteral.encode(name);
    }

    static String symbol(String name) {
        return "@" + key(name);
    }

    static String symbol(SymbolRef symbol) {
        return symbol(symbol.root())
                + symbol.nested().stream().map(name -> "::" + symbol(name)).collect(Collectors.joining());
    }

    /** {@code [1, ?]}. */
    static String sizes(Int64Array sizes) {
        return sizes.stream()
                .mapToObj(size -> size == Long.MIN_VALUE ? "?" : Long.toString(size))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String stablehlo(StablehloAttribute attribute) {
        return switch (attribute) {
            case ResultAccuracyMode mode -> "#stablehlo.result_accuracy_mode<" + mode.name() + ">";
            case Enumeration word -> "#" + enumerationDialect + "<" + word.mnemonic() + " " + word.name() + ">";
            case SubAxisInfo(long preSize, long size) -> "#stablehlo<sub_axis_info(" + preSize + ")" + size + ">";
            case RaggedDotDimensionNumbers numbers -> "#chlo.ragged_dot" + stripped(numbers);
            case ConvDimensionNumbers numbers -> "#stablehlo.conv" + convolution(numbers);
            case StablehloAttribute.DotDimensionNumbers record -> named(record);
            case StablehloAttribute.DotAlgorithm record -> named(record);
            case StablehloAttribute.GatherDimensionNumbers record -> named(record);
            case StablehloAttribute.ScatterDimensionNumbers record -> named(record);
            case StablehloAttribute.ChannelHandle record -> named(record);
            case StablehloAttribute.OutputOperandAlias record -> named(record);
            case StablehloAttribute.ResultAccuracy record -> named(record);
            case StablehloAttribute.MeshAxis record -> named(record);
            case StablehloAttribute.Mesh record -> named(record);
            case StablehloAttribute.AxisRef record -> named(record);
            case StablehloAttribute.ReplicaGroupMeshAxes record -> named(record);
        };
    }

    private String convolution(ConvDimensionNumbers numbers) {
        var text = ConvolutionForm.print(numbers);
        return text != null
                ? "<" + text + ">"
                : "<raw "
                        + new RecordForm(ConvDimensionNumbers.class, true)
                                .print(numbers, this)
                                .substring(1);
    }

    private String named(Record attribute) {
        return "#stablehlo." + DialectForms.mnemonic(attribute.getClass()) + stripped(attribute);
    }

    /** A record attribute without its name. */
    String stripped(Record attribute) {
        var mnemonic = DialectForms.mnemonic(attribute.getClass());
        @Nullable RecordForm form = mnemonic == null ? null : DialectForms.record(mnemonic);
        if (form == null) {
            throw new IllegalStateException("no form for " + attribute.getClass());
        }
        return form.print(attribute, this);
    }
}
