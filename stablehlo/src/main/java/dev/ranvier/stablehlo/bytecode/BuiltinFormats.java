package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.Map;
import java.util.TreeMap;

/** The encodings of MLIR's builtin dialect (its {@code BuiltinDialectBytecode.td}). */
final class BuiltinFormats {
    /** The sign of an integer type, in the two low bits of its encoding. */
    private static final int SIGNLESS = 0;

    private static final int UNSIGNED = 2;

    private BuiltinFormats() {}

    static Variants attributes() {
        var all = new Variants("builtin attribute")
                .with(
                        0,
                        BuiltinAttribute.Sequence.class,
                        Format.record(BuiltinAttribute.Sequence.class, Format.list(Format.attribute(Attribute.class))))
                .with(1, Dictionary.class, dictionary(key()))
                .with(1, Entry.PortableDictionary.class, portableDictionary())
                .reading(1, dictionary(key()))
                .with(
                        2,
                        BuiltinAttribute.Text.class,
                        text -> text.type() == null,
                        Format.string().map(BuiltinAttribute.Text::new, BuiltinAttribute.Text::value))
                .with(
                        3,
                        BuiltinAttribute.Text.class,
                        Format.record(BuiltinAttribute.Text.class, Format.string(), Format.type()))
                .with(4, SymbolRef.class, symbol -> symbol.nested().isEmpty(), flatSymbol())
                .with(
                        5,
                        SymbolRef.class,
                        Format.record(
                                SymbolRef.class,
                                Format.text(),
                                Format.list(Format.attribute(SymbolRef.class).map(SymbolRef::root, SymbolRef::new))))
                .with(6, BuiltinAttribute.TypeOf.class, Format.record(BuiltinAttribute.TypeOf.class, Format.type()))
                .with(7, new BuiltinAttribute.Unit())
                .with(8, BuiltinAttribute.Bool.class, bool())
                .with(8, BuiltinAttribute.Int.class, NumberFormats.integer())
                .reading(8, NumberFormats.integer().map(BuiltinFormats::boolOrInt, number -> {
                    throw new IllegalArgumentException(number.toString());
                }))
                .with(9, BuiltinAttribute.Real.class, NumberFormats.real())
                .with(16, DenseResource.class, ResourceTable.format())
                .with(17, Int64Array.class, ArrayFormats.int64s())
                .with(17, BuiltinAttribute.BoolArray.class, ArrayFormats.bools())
                .with(17, BuiltinAttribute.DenseArray.class, ArrayFormats.others())
                .reading(17, ArrayFormats.any())
                .with(18, DenseElements.class, new ElementsFormat());
        LocationFormats.addTo(all);
        return all;
    }

    private static Attribute boolOrInt(BuiltinAttribute.Int number) {
        return number.type() == ScalarType.I1 ? new BuiltinAttribute.Bool(number.value() != 0) : number;
    }

    private static Format<BuiltinAttribute.Bool> bool() {
        return NumberFormats.integer()
                .map(
                        number -> new BuiltinAttribute.Bool(number.value() != 0),
                        bool -> new BuiltinAttribute.Int(bool.value() ? 1 : 0, ScalarType.I1));
    }

    private static Format<SymbolRef> flatSymbol() {
        return Format.text().map(SymbolRef::new, SymbolRef::root);
    }

    private static Format<String> key() {
        return Format.of(Format.text()::read, Encoder::key);
    }

    private static Format<Entry.PortableDictionary> portableDictionary() {
        return dictionary(key()).map(Entry.PortableDictionary::new, Entry.PortableDictionary::dictionary);
    }

    /** A number of pairs of name and value. */
    static Format<Dictionary> dictionary(Format<String> name) {
        return Format.of(
                in -> {
                    int count = in.count("attributes");
                    var entries = new TreeMap<String, Attribute>();
                    for (int i = 0; i < count; i++) {
                        var key = name.read(in);
                        if (entries.put(key, in.attribute()) != null) {
                            throw in.error("a second attribute '" + key + "'");
                        }
                    }
                    return Dictionary.of(entries);
                },
                (out, dictionary) -> {
                    out.varInt(dictionary.entries().size());
                    dictionary.entries().forEach((key, value) -> {
                        name.write(out, key);
                        out.entry(value);
                    });
                });
    }

    static Variants types() {
        return scalars(new Variants("builtin type"))
                .with(2, Type.FunctionType.class, TypeFormats.function())
                .with(9, ComplexType.class, TypeFormats.complex())
                .with(12, new Type.None())
                .with(13, TensorType.class, type -> !TypeFormats.isEncoded(type), TypeFormats.tensor())
                .with(14, TensorType.class, TypeFormats.encodedTensor())
                .with(15, Type.Tuple.class, TypeFormats.tuple())
                .reading(18, TypeFormats.unranked());
    }

    private static Variants scalars(Variants types) {
        var floats = Map.of(3, ScalarType.BF16, 4, ScalarType.F16, 5, ScalarType.F32, 6, ScalarType.F64);
        floats.forEach(types::with);
        return types.with(1, ScalarType.INDEX)
                .with(0, ScalarType.class, type -> type.kind() != ScalarType.Kind.FLOAT, integer());
    }

    private static Format<ScalarType> integer() {
        return Format.of(
                in -> {
                    long code = in.varInt();
                    var name = (code & 3) == SIGNLESS ? "i" : (code & 3) == UNSIGNED ? "ui" : "si";
                    var type = ScalarType.named(name + (code >>> 2));
                    if (type == null) {
                        throw in.error("StableHLO has no integer type " + name + (code >>> 2));
                    }
                    return type;
                },
                (out, type) -> out.varInt(((long) type.bitWidth() << 2)
                        | (type.kind() == ScalarType.Kind.UNSIGNED ? UNSIGNED : SIGNLESS)));
    }
}
