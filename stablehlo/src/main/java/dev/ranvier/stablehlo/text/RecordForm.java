package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.MeshAxis;
import dev.ranvier.stablehlo.StablehloAttribute.SubAxisInfo;
import dev.ranvier.stablehlo.Type;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of an attribute that is written as its record's components by name: {@code <offset_dims = [0], ...>}.
 *
 * @param type the record
 * @param sparse whether zeros and empty lists are left out
 */
record RecordForm(Class<? extends Record> type, boolean sparse) {

    /** Parses components in any order up to {@code >}; the bracket before them has been passed. */
    Attribute parse(Cursor cursor, AttributeParser attributes) {
        var components = type.getRecordComponents();
        var values = new @Nullable Object[components.length];
        int offset = cursor.offset();
        cursor.list(">", () -> {
            if (cursor.at(">")) {
                // MLIR takes a comma behind the last component.
                return;
            }
            int nameOffset = cursor.offset();
            var name = cursor.word();
            int index = indexOf(components, name);
            if (index < 0 || values[index] != null) {
                throw cursor.error(
                        nameOffset,
                        index < 0 ? "expected one of " + names(components) : "'" + name + "' is given twice");
            }
            cursor.expect("=");
            values[index] = parse(components[index].getType(), cursor, attributes);
        });
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = absent(components[i], cursor, offset);
            }
        }
        return create(values);
    }

    private Attribute create(@Nullable Object[] values) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return (Attribute) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + type, e);
        }
    }

    private static int indexOf(RecordComponent[] components, String name) {
        for (int i = 0; i < components.length; i++) {
            if (nameOf(components[i]).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String names(RecordComponent[] components) {
        return Arrays.stream(components)
                .map(component -> "'" + nameOf(component) + "'")
                .collect(Collectors.joining(", "));
    }

    private static String nameOf(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private @Nullable Object absent(RecordComponent component, Cursor cursor, int offset) {
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        var kind = component.getType();
        if (sparse && kind == Int64Array.class) {
            return Int64Array.of();
        }
        if (sparse && kind == long.class) {
            return 0L;
        }
        if (sparse && kind == double.class) {
            return 0.0;
        }
        throw cursor.error(offset, "'" + nameOf(component) + "' is missing");
    }

    private static Object parse(Class<?> kind, Cursor cursor, AttributeParser attributes) {
        if (kind == long.class) {
            return cursor.integer();
        }
        if (kind == double.class) {
            return Double.longBitsToDouble(NumberLiteral.parse(cursor, ScalarType.F64));
        }
        if (kind == boolean.class) {
            return cursor.bool();
        }
        if (kind == String.class) {
            return cursor.string();
        }
        if (kind == Int64Array.class) {
            return sizes(cursor);
        }
        if (kind == Type.class) {
            return attributes.types().parse();
        }
        if (kind == List.class) {
            return meshAxes(cursor, attributes);
        }
        if (kind == SubAxisInfo.class && cursor.at("(")) {
            return subAxisInfo(cursor);
        }
        int offset = cursor.offset();
        var value = attributes.parse();
        if (!kind.isInstance(value)) {
            throw cursor.error(offset, "expected " + kind.getSimpleName());
        }
        return value;
    }

    private static List<MeshAxis> meshAxes(Cursor cursor, AttributeParser attributes) {
        var axes = new ArrayList<MeshAxis>();
        cursor.expect("[");
        cursor.list("]", () -> {
            if (cursor.accept("<")) {
                axes.add((MeshAxis) new RecordForm(MeshAxis.class, false).parse(cursor, attributes));
            } else {
                axes.add((MeshAxis) parse(MeshAxis.class, cursor, attributes));
            }
        });
        return axes;
    }

    /** {@code (1)2}. */
    static SubAxisInfo subAxisInfo(Cursor cursor) {
        cursor.expect("(");
        long preSize = cursor.integer();
        cursor.expect(")");
        return new SubAxisInfo(preSize, cursor.integer());
    }

    /** {@code [1, 2]}; {@code ?} is MLIR's number for a size that is not known. */
    static Int64Array sizes(Cursor cursor) {
        var values = new ArrayList<Long>(0);
        cursor.expect("[");
        cursor.list("]", () -> values.add(cursor.accept("?") ? Long.MIN_VALUE : cursor.integer()));
        return Int64Array.of(values);
    }

    /** The components in brackets, as {@link #parse} takes them. */
    String print(Record value, AttributePrinter printer) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> printComponent(component, value, printer))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private String printComponent(RecordComponent component, Record owner, AttributePrinter printer) {
        Object value;
        try {
            value = component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + type, e);
        }
        boolean zero = (value instanceof Number number && number.doubleValue() == 0)
                || (value instanceof Int64Array array && array.isEmpty());
        return value == null || (sparse && zero) ? "" : nameOf(component) + " = " + print(value, printer);
    }

    private static String print(Object value, AttributePrinter printer) {
        return switch (value) {
            case Double real -> NumberLiteral.print(Double.doubleToRawLongBits(real), ScalarType.F64);
            case String text -> StringLiteral.encode(text);
            case Int64Array sizes -> AttributePrinter.sizes(sizes);
            case Type type -> printer.types().spell(type);
            case List<?> axes ->
                axes.stream()
                        .map(axis -> new RecordForm(MeshAxis.class, false).print((Record) axis, printer))
                        .collect(Collectors.joining(", ", "[", "]"));
            case SubAxisInfo(long preSize, long size) -> "(" + preSize + ")" + size;
            case Attribute attribute -> printer.print(attribute);
            default -> value.toString();
        };
    }
}
