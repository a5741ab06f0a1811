package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A record as its components one after another. */
final class RecordFormat<R extends Record> implements Format<R> {
    private final Class<R> type;
    private final MethodHandle constructor;
    private final MethodHandle[] accessors;
    private final Format<@Nullable Object>[] components;

    // A component's format reads and writes what the component holds.
    @SuppressWarnings("unchecked")
    RecordFormat(Class<R> type, Format<?>... components) {
        this.type = type;
        this.components = (Format<@Nullable Object>[]) components;
        var parts = type.getRecordComponents();
        if (parts.length != components.length) {
            throw new IllegalArgumentException(type + " has " + parts.length + " components");
        }
        var types = Arrays.stream(parts).map(part -> part.getType()).toArray(Class<?>[]::new);
        var lookup = MethodHandles.lookup();
        accessors = new MethodHandle[parts.length];
        try {
            constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            for (int i = 0; i < parts.length; i++) {
                accessors[i] = lookup.unreflect(parts[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("record " + type, e);
        }
    }

    @Override
    public R read(Decoder in) {
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].read(in);
        }
        try {
            return type.cast(constructor.invokeExact(values));
        } catch (RanvierException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    @Override
    public void write(Encoder out, R value) {
        try {
            for (int i = 0; i < components.length; i++) {
                components[i].write(out, (Object) accessors[i].invokeExact((Object) value));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }
}
