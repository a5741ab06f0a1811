package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as its components one after another. */
final class RecordFormat<R extends Record> implements Format<R> {
    private final Class<R> type;
    private final Format<@Nullable Object>[] components;
    private @Nullable Members members;

    /** What makes a record and reads its components: by reflection, since a program has few different ones. */
    private record Members(Constructor<?> constructor, List<Method> accessors) {
        static Members of(Class<?> type) {
            var parts = type.getRecordComponents();
            var types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                return new Members(
                        type.getDeclaredConstructor(types),
                        Arrays.stream(parts).map(RecordComponent::getAccessor).toList());
            } catch (NoSuchMethodException e) {
                throw new LinkageError("record " + type, e);
            }
        }
    }

    // A component's format reads and writes what the component holds.
    @SuppressWarnings("unchecked")
    RecordFormat(Class<R> type, Format<?>... components) {
        this.type = type;
        this.components = (Format<@Nullable Object>[]) components;
    }

    /** Found at the first use, since few of all formats are used in a program. */
    private Members members() {
        var found = members;
        if (found == null) {
            found = Members.of(type);
            if (found.accessors.size() != components.length) {
                throw new IllegalStateException(type + " has " + found.accessors.size() + " components");
            }
            members = found;
        }
        return found;
    }

    @Override
    public R read(Decoder in) {
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].read(in);
        }
        try {
            return type.cast(members().constructor.newInstance(values));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RanvierException refused) {
                throw refused;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw failure(e);
        } catch (ReflectiveOperationException e) {
            throw failure(e);
        }
    }

    @Override
    public void write(Encoder out, R value) {
        var accessors = members().accessors;
        try {
            for (int i = 0; i < components.length; i++) {
                components[i].write(out, accessors.get(i).invoke(value));
            }
        } catch (ReflectiveOperationException e) {
            throw failure(e);
        }
    }

    private IllegalStateException failure(ReflectiveOperationException e) {
        return new IllegalStateException(type.getName(), e);
    }
}
