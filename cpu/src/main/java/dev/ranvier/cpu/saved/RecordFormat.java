package dev.ranvier.cpu.saved;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes, by their declarations: a record is its components in order, a value of a sealed interface the number
 * of its class and the value, a list its size and its elements, what may be null whether it is there. What is not declared
 * cannot be read, so that bytes of whoever wrote them make only what a program consists of.
 */
final class RecordFormat {
    private final Leaves leaves = new Leaves(this);
    private final Map<Class<?>, Codec> codecs = new HashMap<>();

    /** Looks at the declaration of a type, which else the first value of it does. */
    synchronized void prepare(Class<?> type) {
        codec(type);
    }

    /** The bytes of a value. */
    synchronized <T> byte[] write(Class<T> type, T value) {
        var output = new Output();
        codec(type).write(value, output);
        return output.toBytes();
    }

    /**
     * The value that {@link #write} wrote.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if the bytes are no such value
     */
    synchronized <T> T read(Class<T> type, Input input) {
        var value = codec(type).read(input);
        if (value == null) {
            throw Input.damaged("a value is missing");
        }
        return type.cast(value);
    }

    Codec codec(Class<?> type) {
        var leaf = leaves.codec(type);
        if (leaf != null) {
            return leaf;
        }
        var known = codecs.get(type);
        if (known != null) {
            return known;
        }
        if (type.isRecord()) {
            return new OfRecord(type);
        }
        if (type.isEnum()) {
            return new OfEnum(List.of(type.getEnumConstants()));
        }
        if (type.isSealed()) {
            return new OfSealed(type);
        }
        throw new IllegalStateException("values of " + type + " have no form as bytes");
    }

    private Codec codec(AnnotatedType type) {
        var codec = switch (type.getType()) {
            case Class<?> plain -> codec(plain);
            case ParameterizedType generic
            when generic.getRawType() == List.class ->
                new OfList(codec(((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0]));
            default -> throw new IllegalStateException("values of " + type + " have no form as bytes");
        };
        return type.isAnnotationPresent(Nullable.class) ? new OrNull(codec) : codec;
    }

    private record OrNull(Codec codec) implements Codec {
        @Override
        public void write(@Nullable Object value, Output output) {
            output.octet(value == null ? 0 : 1);
            if (value != null) {
                codec.write(value, output);
            }
        }

        @Override
        public @Nullable Object read(Input input) {
            return input.octet() == 0 ? null : codec.read(input);
        }
    }

    private record OfEnum(List<?> constants) implements Codec {
        @Override
        public void write(@Nullable Object value, Output output) {
            output.number(constants.indexOf(value));
        }

        @Override
        public Object read(Input input) {
            return at(constants, input.number());
        }
    }

    private static <T> T at(List<T> list, long index) {
        if (index < 0 || index >= list.size()) {
            throw Input.damaged("choice " + index + " of " + list.size());
        }
        return list.get((int) index);
    }

    private record OfList(Codec element) implements Codec {
        @Override
        public void write(@Nullable Object value, Output output) {
            var list = (List<?>) value;
            output.number(list == null ? 0 : list.size());
            if (list != null) {
                list.forEach(item -> element.write(item, output));
            }
        }

        @Override
        public Object read(Input input) {
            var list = new ArrayList<@Nullable Object>();
            for (int left = input.count(); left > 0; left--) {
                list.add(element.read(input));
            }
            return list;
        }
    }

    private final class OfSealed implements Codec {
        private final List<Class<?>> choices = new ArrayList<>();

        OfSealed(Class<?> type) {
            codecs.put(type, this);
            addChoices(type);
        }

        private void addChoices(Class<?> type) {
            for (var choice : type.getPermittedSubclasses()) {
                if (choice.isSealed() && choice.isInterface()) {
                    addChoices(choice);
                } else {
                    choices.add(choice);
                }
            }
        }

        @Override
        public void write(@Nullable Object value, Output output) {
            for (int i = 0; i < choices.size(); i++) {
                if (choices.get(i).isInstance(value)) {
                    output.number(i);
                    codec(choices.get(i)).write(value, output);
                    return;
                }
            }
            throw new IllegalStateException("no choice for " + value);
        }

        @Override
        public @Nullable Object read(Input input) {
            input.enter();
            var value = codec(at(choices, input.number())).read(input);
            input.leave();
            return value;
        }
    }

    private final class OfRecord implements Codec {
        private final Constructor<?> constructor;
        private final List<Method> accessors = new ArrayList<>();
        private final List<Codec> components = new ArrayList<>();

        OfRecord(Class<?> type) {
            codecs.put(type, this);
            var declared = type.getRecordComponents();
            var types = Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                constructor = type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a record has no constructor: " + type, e);
            }
            constructor.setAccessible(true);
            for (var component : declared) {
                component.getAccessor().setAccessible(true);
                accessors.add(component.getAccessor());
                components.add(codec(component.getAnnotatedType()));
            }
        }

        @Override
        public void write(@Nullable Object value, Output output) {
            try {
                for (int i = 0; i < components.size(); i++) {
                    components.get(i).write(accessors.get(i).invoke(value), output);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Object read(Input input) {
            var values = new @Nullable Object[components.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = components.get(i).read(input);
            }
            try {
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                throw Input.damaged(
                        "no " + constructor.getDeclaringClass().getSimpleName() + " is like this: " + e.getCause());
            }
        }
    }
}
