package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.text.CodedEnumerations;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The attributes of an op of a file: those of its properties and those of its dictionary, translated together. */
final class OpAttributes {
    /** From this version of the format on, properties hold the sizes of operand groups as a list of integers. */
    private static final int NATIVE_SEGMENTS = 6;

    private final int version;
    private final PropertyTable properties;
    private final Map<Key, Dictionary> known = new HashMap<>();

    /** Ops of one name, properties and dictionary have the same attributes. */
    private record Key(int name, int properties, long dictionary) {}

    OpAttributes(PropertyTable properties, int version) {
        this.properties = properties;
        this.version = version;
    }

    /**
     * The attributes of an op.
     *
     * @param in what the indices come from
     * @param schema what the op is here
     * @param property the index of its properties, or -1
     * @param dictionary the index of its dictionary, or -1
     */
    Dictionary of(Decoder in, OpNameTable.Name name, OpSchema schema, int property, long dictionary) {
        var key = new Key(name.index(), property, dictionary);
        var attributes = known.get(key);
        if (attributes == null) {
            attributes = translate(in, name, schema, property, dictionary);
            known.put(key, attributes);
        }
        return attributes;
    }

    private Dictionary translate(Decoder in, OpNameTable.Name name, OpSchema schema, int property, long dictionary) {
        var all = new TreeMap<String, Attribute>();
        if (dictionary >= 0) {
            var value = in.tables().entries().attribute(in, dictionary);
            all.putAll(in.check(value, Dictionary.class).entries());
        }
        if (property >= 0) {
            readProperties(properties.get(property), name, schema, all);
        }
        if (name.portable() != null) {
            return name.portable().read(all);
        }
        return CodedEnumerations.decode(schema, Dictionary.of(all));
    }

    private void readProperties(Decoder in, OpNameTable.Name name, OpSchema schema, Map<String, Attribute> all) {
        if (name.portable() != null) {
            for (var property : name.portable().properties()) {
                all.put(property, in.attribute());
            }
        } else {
            readProperties(in, schema, all);
        }
        in.requireEnd("the properties of " + name);
    }

    private void readProperties(Decoder in, OpSchema schema, Map<String, Attribute> all) {
        if (schema.isSegmented() && version < NATIVE_SEGMENTS) {
            all.put(OpSchema.OPERAND_SEGMENTS, in.attribute());
            all.put(OpSchema.RESULT_SEGMENTS, in.attribute());
        }
        for (var field : byName(schema)) {
            var value = field.arity() == OpField.Arity.OPTIONAL
                    ? Format.optional(Attribute.class).read(in)
                    : in.attribute();
            if (value != null) {
                all.put(field.name(), value);
            }
        }
        if (schema.isSegmented() && version >= NATIVE_SEGMENTS) {
            all.put(OpSchema.OPERAND_SEGMENTS, segments(in));
            all.put(OpSchema.RESULT_SEGMENTS, segments(in));
        }
    }

    /** The attributes of an op of another dialect than VHLO in the order in which properties hold them. */
    static List<OpField> byName(OpSchema schema) {
        return schema.fields(OpField.Kind.ATTRIBUTE).stream()
                .sorted(Comparator.comparing(OpField::name))
                .toList();
    }

    private static Attribute segments(Decoder in) {
        return new BuiltinAttribute.DenseArray(
                ScalarType.I32, SparseArray.format().read(in));
    }
}
