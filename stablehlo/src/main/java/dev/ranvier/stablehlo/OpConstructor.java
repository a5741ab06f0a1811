package dev.ranvier.stablehlo;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What makes ops of one kind of their components. */
final class OpConstructor {
    /**
     * Calls by reflection after which a method handle is made. That is faster to call, but takes as long to make as about
     * so many calls: what is compiled first in a process would wait for the handles of most ops.
     */
    static final int CALLS_WORTH_A_HANDLE = 1 << 10;

    private final Constructor<?> constructor;
    private @Nullable MethodHandle handle;
    private int calls;

    OpConstructor(Class<?> type, RecordComponent[] components) {
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("op record " + type, e);
        }
    }

    /** An op with components in their order. */
    Op make(@Nullable Object[] components) {
        var made = handle;
        try {
            if (made == null) {
                return makeByReflection(components);
            }
            return (Op) made.invokeExact(components);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Op makeByReflection(@Nullable Object[] components) throws Throwable {
        if (++calls == CALLS_WORTH_A_HANDLE) {
            handle = MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Op.class, Object[].class));
        }
        try {
            return (Op) constructor.newInstance(components);
        } catch (InvocationTargetException e) {
            throw requireNonNull(e.getCause());
        }
    }
}
