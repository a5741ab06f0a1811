package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Type;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A structure of which artifacts hold each component as an attribute of the op, under the component's name.
 *
 * @param name the attribute in StableHLO
 * @param optional whether it may be absent; the type {@code none} then stands in place of each component
 * @param type the record of the structure
 */
record PortableStructure(String name, boolean optional, Class<?> type) implements PortableField {
    @Override
    public List<String> names() {
        return Arrays.stream(type.getRecordComponents())
                .map(PortableStructure::nameOf)
                .toList();
    }

    private static String nameOf(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable Attribute read(Map<String, Attribute> portable) {
        var components = type.getRecordComponents();
        if (optional && isAbsent(portable.get(nameOf(components[0])))) {
            return null;
        }
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(component -> component(component, portable.get(nameOf(component))))
                .toArray();
        try {
            return (Attribute) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("record " + type, e);
        }
    }

    private static boolean isAbsent(@Nullable Attribute value) {
        return value == null || PortableValues.isNone(value);
    }

    private Object component(RecordComponent component, @Nullable Attribute value) {
        var kind = component.getType();
        if (kind == Int64Array.class) {
            // Older versions of an op have fewer lists of dimensions; those it lacks are empty.
            var array = value == null ? Int64Array.of() : PortableValues.int64s(value);
            if (array != null) {
                return array;
            }
        } else if (kind == long.class && value instanceof BuiltinAttribute.Int number) {
            return number.value();
        } else if (kind == boolean.class && value instanceof BuiltinAttribute.Bool bool) {
            return bool.value();
        } else if (kind == Type.class && value instanceof BuiltinAttribute.TypeOf typeOf) {
            return typeOf.type();
        }
        throw RanvierException.invalid(
                "attribute '" + nameOf(component) + "' is missing or not of kind " + kind.getSimpleName());
    }

    @Override
    public void write(Op op, @Nullable Attribute value, Map<String, Attribute> portable) {
        for (var component : type.getRecordComponents()) {
            portable.put(nameOf(component), value == null ? PortableValues.NONE : attribute(component, value));
        }
    }

    private static Attribute attribute(RecordComponent component, Attribute structure) {
        try {
            return switch (component.getAccessor().invoke(structure)) {
                case Long number -> BuiltinAttribute.i64(number);
                case Boolean bool -> new BuiltinAttribute.Bool(bool);
                case Type typeValue -> new BuiltinAttribute.TypeOf(typeValue);
                case Attribute array -> array;
                case null, default -> throw new IllegalStateException("component " + component);
            };
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("component " + component, e);
        }
    }
}
