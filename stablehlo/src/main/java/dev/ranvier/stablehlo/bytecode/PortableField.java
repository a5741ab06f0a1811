package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.StablehloAttribute.ChannelHandle;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.DotAlgorithm;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.GatherDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.ScatterDimensionNumbers;
import dev.ranvier.stablehlo.SymbolRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one attribute of an op is held in artifacts: as one attribute of VHLO, or as several. */
sealed interface PortableField permits PortableField.Single, PortableField.Channel, PortableStructure {
    /** Structures that VHLO flattens into their components. */
    Set<Class<?>> STRUCTURES = Set.of(
            ConvDimensionNumbers.class,
            DotAlgorithm.class,
            DotDimensionNumbers.class,
            GatherDimensionNumbers.class,
            ScatterDimensionNumbers.class);

    /** The name in StableHLO. */
    String name();

    /** The names in VHLO. */
    List<String> names();

    /** The attribute from those of the artifact, or null if it is absent. */
    @Nullable
    Attribute read(Map<String, Attribute> portable);

    /** Puts what stands for the attribute, or for its absence, into {@code portable}. */
    void write(Op op, @Nullable Attribute value, Map<String, Attribute> portable);

    static PortableField of(OpSchema schema, OpField field) {
        var type = field.elementType();
        if (type == ChannelHandle.class) {
            return new Channel(field.arity() == OpField.Arity.ONE);
        }
        if (STRUCTURES.contains(type)) {
            return new PortableStructure(field.name(), field.arity() == OpField.Arity.OPTIONAL, type);
        }
        var absent = field.arity() == OpField.Arity.OPTIONAL && !isAlwaysPresent(schema, field)
                ? PortableDefault.of(field.name())
                : null;
        return new Single(field.name(), type, absent);
    }

    // Optional in StableHLO by an old mistake; VHLO requires it.
    private static boolean isAlwaysPresent(OpSchema schema, OpField field) {
        return schema.name().equals("stablehlo.select_and_scatter")
                && field.name().equals("window_dimensions");
    }

    /** One attribute under the same name. */
    record Single(String name, Class<?> type, @Nullable PortableDefault absent) implements PortableField {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public @Nullable Attribute read(Map<String, Attribute> portable) {
            var value = portable.get(name);
            return value == null || (absent != null && absent.matches().test(value)) ? null : fromPortable(value);
        }

        // What does not fit stays as it is; the op then says what it expects.
        private Attribute fromPortable(Attribute value) {
            if (type == Int64Array.class) {
                var array = PortableValues.int64s(value);
                return array == null ? value : array;
            }
            if (type == BuiltinAttribute.BoolArray.class) {
                var array = PortableValues.bools(value);
                return array == null ? value : array;
            }
            if (type == BuiltinAttribute.Unit.class && value instanceof BuiltinAttribute.Bool) {
                return new BuiltinAttribute.Unit();
            }
            return type == SymbolRef.class ? symbols(value) : value;
        }

        private static Attribute symbols(Attribute value) {
            return switch (value) {
                case BuiltinAttribute.Text text -> new SymbolRef(text.value());
                case BuiltinAttribute.Sequence list ->
                    new BuiltinAttribute.Sequence(
                            list.elements().stream().map(Single::symbols).toList());
                default -> value;
            };
        }

        @Override
        public void write(Op op, @Nullable Attribute value, Map<String, Attribute> portable) {
            if (value instanceof BuiltinAttribute.Unit) {
                portable.put(name, new BuiltinAttribute.Bool(true));
            } else if (value != null) {
                portable.put(name, value);
            } else if (absent != null) {
                portable.put(name, absent.value().apply(op));
            }
        }
    }

    /** A channel: its number, and for transfers its type too. */
    record Channel(boolean typed) implements PortableField {
        @Override
        public String name() {
            return "channel_handle";
        }

        @Override
        public List<String> names() {
            return typed ? List.of("channel_id", "channel_type") : List.of("channel_id");
        }

        @Override
        public @Nullable Attribute read(Map<String, Attribute> portable) {
            long id = number(portable, "channel_id");
            return typed
                    ? new ChannelHandle(id, number(portable, "channel_type"))
                    : id == 0 ? null : new ChannelHandle(id, 0);
        }

        private static long number(Map<String, Attribute> portable, String name) {
            return portable.get(name) instanceof BuiltinAttribute.Int number ? number.value() : 0;
        }

        @Override
        public void write(Op op, @Nullable Attribute value, Map<String, Attribute> portable) {
            var channel = value instanceof ChannelHandle handle ? handle : new ChannelHandle(0, 0);
            portable.put("channel_id", BuiltinAttribute.i64(channel.handle()));
            if (typed) {
                portable.put("channel_type", BuiltinAttribute.i64(channel.type()));
            }
        }
    }
}
