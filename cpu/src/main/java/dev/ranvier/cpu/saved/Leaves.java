package dev.ranvier.cpu.saved;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Utf8;
import dev.ranvier.stablehlo.Value;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that are not records: numbers, text, and the classes of the program form. */
final class Leaves {
    private record Leaf<T>(Class<T> type, BiConsumer<T, Output> writer, Function<Input, T> reader) implements Codec {
        @Override
        public void write(@Nullable Object value, Output output) {
            writer.accept(type.cast(value), output);
        }

        @Override
        public T read(Input input) {
            return reader.apply(input);
        }
    }

    private final Map<Class<?>, Codec> codecs = new HashMap<>();

    Leaves(RecordFormat format) {
        add(Integer.class, (value, out) -> out.number(value), in -> Math.toIntExact(in.number()));
        add(Long.class, (value, out) -> out.number(value), Input::number);
        add(Boolean.class, (value, out) -> out.octet(value ? 1 : 0), in -> in.octet() != 0);
        add(
                Double.class,
                (value, out) -> out.number(Double.doubleToRawLongBits(value)),
                in -> Double.longBitsToDouble(in.number()));
        add(
                String.class,
                (value, out) -> out.segment(MemorySegment.ofArray(value.getBytes(StandardCharsets.UTF_8))),
                in -> Utf8.decode(in.segment().toArray(ValueLayout.JAVA_BYTE)));
        add(MemorySegment.class, (value, out) -> out.segment(value), Input::segment);
        add(Int64Array.class, Leaves::write, Leaves::integers);
        add(
                DenseElements.class,
                (value, out) -> {
                    format.codec(TensorType.class).write(value.type(), out);
                    out.octet(value.isSplat() ? 1 : 0);
                    out.segment(value.data());
                },
                in -> {
                    var type = format.read(TensorType.class, in);
                    boolean isSplat = in.octet() != 0;
                    return new DenseElements(type, in.segment(), isSplat);
                });
        add(
                Dictionary.class,
                (value, out) -> {
                    out.number(value.size());
                    value.entries().forEach((name, attribute) -> {
                        format.codec(String.class).write(name, out);
                        format.codec(Attribute.class).write(attribute, out);
                    });
                },
                in -> {
                    var dictionary = Dictionary.EMPTY;
                    for (int left = in.count(); left > 0; left--) {
                        dictionary = dictionary.with(format.read(String.class, in), format.read(Attribute.class, in));
                    }
                    return dictionary;
                });
        // Of the values that an op stands on, and gives, the types remain.
        add(
                Value.class,
                (value, out) -> format.codec(Type.class).write(value.type(), out),
                in -> new BlockArgument(format.read(Type.class, in)));
        add(
                OpResult.class,
                (value, out) -> format.codec(Type.class).write(value.type(), out),
                in -> new OpResult(format.read(Type.class, in)));
    }

    private <T> void add(Class<T> type, BiConsumer<T, Output> writer, Function<Input, T> reader) {
        codecs.put(type, new Leaf<>(type, writer, reader));
    }

    private static void write(Int64Array value, Output out) {
        out.number(value.size());
        for (int i = 0; i < value.size(); i++) {
            out.number(value.get(i));
        }
    }

    private static Int64Array integers(Input in) {
        var numbers = new long[in.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.number();
        }
        return Int64Array.of(numbers);
    }

    @Nullable
    Codec codec(Class<?> type) {
        return codecs.get(boxed(type));
    }

    private static Class<?> boxed(Class<?> type) {
        return type == int.class
                ? Integer.class
                : type == long.class
                        ? Long.class
                        : type == boolean.class ? Boolean.class : type == double.class ? Double.class : type;
    }
}
