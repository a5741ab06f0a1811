package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as its components one after another. */
final class RecordFormat<R extends Record> implements Format<R> {
    private final Class<R> type;
    private final Format<@Nullable Object>[] components;
    private @Nullable Handles handles;

    /** What makes a record and reads its components. */
    private record Handles(MethodHandle constructor, List<MethodHandle> accessors) {
        static Handles of(Class<?> type) {
            var parts = type.getRecordComponents();
            var types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var lookup = MethodHandles.lookup();
            try {
                var constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                        .asSpreader(Object[].class, types.length)
                        .asType(MethodType.methodType(Object.class, Object[].class));
                var accessors = new ArrayList<MethodHandle>(parts.length);
                for (var part : parts) {
                    accessors.add(lookup.unreflect(part.getAccessor())
                            .asType(MethodType.methodType(Object.class, Object.class)));
                }
                return new Handles(constructor, accessors);
            } catch (ReflectiveOperationException e) {
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

    /** Made at the first use, since few of all formats are used in a program. */
    private Handles handles() {
        var made = handles;
        if (made == null) {
            made = Handles.of(type);
            if (made.accessors.size() != components.length) {
                throw new IllegalStateException(type + " has " + made.accessors.size() + " components");
            }
            handles = made;
        }
        return made;
    }

    @Override
    public R read(Decoder in) {
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].read(in);
        }
        try {
            return type.cast(handles().constructor.invokeExact(values));
        } catch (RanvierException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    @Override
    public void write(Encoder out, R value) {
        var accessors = handles().accessors;
        try {
            for (int i = 0; i < components.length; i++) {
                components[i].write(out, (Object) accessors.get(i).invokeExact((Object) value));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }
}
