package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.StablehloAttribute.Enumeration;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The encodings of the VHLO dialect. Its attributes and types are read as those of StableHLO and of MLIR that they are
 * versions of; the ops that hold an {@code array<i64>} or a symbol in StableHLO ask for it in {@link PortableOp}.
 */
final class VhloFormats {
    private VhloFormats() {}

    static Variants attributes() {
        var all = new Variants("VHLO attribute")
                .with(
                        1,
                        BuiltinAttribute.Sequence.class,
                        Format.record(BuiltinAttribute.Sequence.class, Format.list(Format.attribute(Attribute.class))))
                .with(2, BuiltinAttribute.Bool.class, bool())
                .with(6, Dictionary.class, BuiltinFormats.dictionary(Format.text()))
                .with(8, BuiltinAttribute.Real.class, NumberFormats.real())
                .with(9, BuiltinAttribute.Int.class, NumberFormats.integer())
                .with(
                        10,
                        StablehloAttribute.OutputOperandAlias.class,
                        Format.record(
                                StablehloAttribute.OutputOperandAlias.class,
                                Format.integers(),
                                Format.signed(),
                                Format.integers()))
                .with(
                        14,
                        BuiltinAttribute.Text.class,
                        text -> text.type() == null,
                        Format.string().map(BuiltinAttribute.Text::new, BuiltinAttribute.Text::value))
                .with(
                        14,
                        SymbolRef.class,
                        symbol -> symbol.nested().isEmpty(),
                        Format.string().map(SymbolRef::new, SymbolRef::root))
                .reading(14, Format.string().map(BuiltinAttribute.Text::new, BuiltinAttribute.Text::value))
                .with(15, Int64Array.class, array(PortableValues::tensor))
                .with(15, BuiltinAttribute.BoolArray.class, array(PortableValues::tensor))
                .with(15, DenseElements.class, new ElementsFormat())
                .with(17, BuiltinAttribute.TypeOf.class, Format.record(BuiltinAttribute.TypeOf.class, Format.type()))
                .with(18, TypeFormats.Bounds.class, Format.record(TypeFormats.Bounds.class, Format.integers()));
        enumerations(all);
        structures(all);
        return all;
    }

    private static <T> Format<T> array(Function<T, DenseElements> tensor) {
        return Format.of(
                in -> {
                    throw in.error("read as a tensor");
                },
                (out, value) -> new ElementsFormat().write(out, tensor.apply(value)));
    }

    private static Format<BuiltinAttribute.Bool> bool() {
        return Format.of(
                in -> new BuiltinAttribute.Bool(in.index("truth value", 2) == 1),
                (out, bool) -> out.varInt(bool.value() ? 1 : 0));
    }

    private static void enumerations(Variants all) {
        addEnumeration(all, 3, StablehloAttribute.ComparisonDirection.values());
        addEnumeration(all, 4, StablehloAttribute.ComparisonType.values());
        addEnumeration(all, 5, StablehloAttribute.CustomCallApiVersion.values());
        addEnumeration(all, 7, StablehloAttribute.FftType.values());
        addEnumeration(all, 11, StablehloAttribute.Precision.values());
        addEnumeration(all, 12, StablehloAttribute.RngAlgorithm.values());
        addEnumeration(all, 13, StablehloAttribute.RngDistribution.values());
        addEnumeration(all, 16, StablehloAttribute.Transpose.values());
        addEnumeration(all, 19, StablehloAttribute.ResultAccuracyMode.values());
    }

    @SuppressWarnings("unchecked") // the class of the values of an enumeration is that of the array's components
    static <E extends Enumeration> void addEnumeration(Variants all, int code, E[] values) {
        all.with(code, (Class<E>) values.getClass().getComponentType(), enumeration(values));
    }

    private static <E extends Enumeration> Format<E> enumeration(E[] values) {
        var byCode = new HashMap<Long, E>();
        Arrays.stream(values).forEach(value -> byCode.put((long) value.code(), value));
        var name = values[0].mnemonic();
        return Format.of(
                in -> {
                    long code = in.varInt();
                    var value = byCode.get(code);
                    if (value == null) {
                        throw in.error("there is no " + name + " " + Long.toUnsignedString(code));
                    }
                    return value;
                },
                (out, value) -> out.varInt(value.code()));
    }

    private static void structures(Variants all) {
        var axes = Format.attribute(BuiltinAttribute.Sequence.class);
        all.with(
                        20,
                        StablehloAttribute.ResultAccuracy.class,
                        Format.record(
                                StablehloAttribute.ResultAccuracy.class,
                                Format.real(),
                                Format.real(),
                                Format.signed(),
                                Format.attribute(StablehloAttribute.ResultAccuracyMode.class)))
                .with(
                        21,
                        StablehloAttribute.SubAxisInfo.class,
                        Format.record(StablehloAttribute.SubAxisInfo.class, Format.signed(), Format.signed()))
                .with(22, StablehloAttribute.AxisRef.class, axisRef())
                .with(23, StablehloAttribute.ReplicaGroupMeshAxes.class, replicaGroups())
                .with(
                        24,
                        StablehloAttribute.MeshAxis.class,
                        Format.record(StablehloAttribute.MeshAxis.class, Format.text(), Format.signed()))
                .with(
                        25,
                        StablehloAttribute.Mesh.class,
                        Format.record(
                                StablehloAttribute.Mesh.class,
                                sequence(axes, StablehloAttribute.MeshAxis.class),
                                Format.optional(DenseElements.class)));
    }

    /** A list that is written as one attribute. */
    private static <T extends Attribute> Format<List<T>> sequence(
            Format<BuiltinAttribute.Sequence> format, Class<T> element) {
        return Format.of(
                in -> format.read(in).elements().stream()
                        .map(value -> in.check(value, element))
                        .toList(),
                (out, list) -> format.write(out, new BuiltinAttribute.Sequence(List.copyOf(list))));
    }

    /** The name, whether a part of the axis is meant, and which. */
    private static Format<StablehloAttribute.AxisRef> axisRef() {
        return Format.of(
                in -> {
                    var name = Format.text().read(in);
                    boolean part = in.varInt() != 0;
                    return new StablehloAttribute.AxisRef(
                            name, part ? in.entry(StablehloAttribute.SubAxisInfo.class) : null);
                },
                (out, axis) -> {
                    Format.text().write(out, axis.name());
                    out.varInt(axis.subAxisInfo() == null ? 0 : 1);
                    if (axis.subAxisInfo() != null) {
                        out.entry(axis.subAxisInfo());
                    }
                });
    }

    /** The mesh or its name, and the axes; a name is written as a string. */
    private static Format<StablehloAttribute.ReplicaGroupMeshAxes> replicaGroups() {
        return Format.record(
                StablehloAttribute.ReplicaGroupMeshAxes.class,
                Format.attribute(Attribute.class)
                        .map(
                                mesh -> mesh instanceof BuiltinAttribute.Text text ? new SymbolRef(text.value()) : mesh,
                                mesh -> mesh),
                Format.attribute(BuiltinAttribute.Sequence.class));
    }

    static Variants types() {
        var all = new Variants("VHLO type");
        SCALARS.forEach(all::with);
        return all.with(1, ComplexType.class, TypeFormats.complex())
                .with(8, Type.FunctionType.class, TypeFormats.function())
                .with(20, TensorType.class, type -> !TypeFormats.isEncoded(type), TypeFormats.tensor())
                .with(21, TensorType.class, TypeFormats.encodedTensor())
                .with(22, new Type.Token())
                .with(23, Type.Tuple.class, TypeFormats.tuple())
                .with(24, QuantizedType.class, type -> type.axis() == null, TypeFormats.quantized())
                .reading(25, TypeFormats.unranked())
                .reading(26, TypeFormats.unranked())
                .with(30, QuantizedType.class, TypeFormats.quantizedPerAxis())
                .with(33, new Type.None())
                .with(41, Type.Buffer.class, TypeFormats.buffer())
                .with(42, Type.Future.class, TypeFormats.future());
    }

    private static final Map<Integer, ScalarType> SCALARS = Map.ofEntries(
            Map.entry(0, ScalarType.I1),
            Map.entry(2, ScalarType.BF16),
            Map.entry(3, ScalarType.F16),
            Map.entry(4, ScalarType.F32),
            Map.entry(5, ScalarType.F64),
            Map.entry(6, ScalarType.F8E4M3FN),
            Map.entry(7, ScalarType.F8E5M2),
            Map.entry(9, ScalarType.INDEX),
            Map.entry(10, ScalarType.I4),
            Map.entry(11, ScalarType.I8),
            Map.entry(12, ScalarType.I16),
            Map.entry(13, ScalarType.I32),
            Map.entry(14, ScalarType.I64),
            Map.entry(15, ScalarType.UI4),
            Map.entry(16, ScalarType.UI8),
            Map.entry(17, ScalarType.UI16),
            Map.entry(18, ScalarType.UI32),
            Map.entry(19, ScalarType.UI64),
            Map.entry(27, ScalarType.F8E4M3FNUZ),
            Map.entry(28, ScalarType.F8E5M2FNUZ),
            Map.entry(29, ScalarType.F8E4M3B11FNUZ),
            Map.entry(31, ScalarType.I2),
            Map.entry(32, ScalarType.UI2),
            Map.entry(34, ScalarType.TF32),
            Map.entry(35, ScalarType.F8E4M3),
            Map.entry(36, ScalarType.F8E3M4),
            Map.entry(37, ScalarType.F4E2M1FN),
            Map.entry(38, ScalarType.F6E2M3FN),
            Map.entry(39, ScalarType.F6E3M2FN),
            Map.entry(40, ScalarType.F8E8M0FNU));
}
