package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How values of one kind are laid out in bytes: one description for reading and for writing. */
interface Format<T extends @Nullable Object> {
    T read(Decoder in);

    void write(Encoder out, T value);

    static <T extends @Nullable Object> Format<T> of(Function<Decoder, T> read, BiConsumer<Encoder, T> write) {
        return new Format<>() {
            @Override
            public T read(Decoder in) {
                return read.apply(in);
            }

            @Override
            public void write(Encoder out, T value) {
                write.accept(out, value);
            }
        };
    }

    /** A signed integer. */
    static Format<Long> signed() {
        return of(Decoder::signedVarInt, Encoder::signedVarInt);
    }

    /** The bits of a 64-bit float. */
    static Format<Double> real() {
        return of(
                in -> Double.longBitsToDouble(in.signedVarInt()),
                (out, value) -> out.signedVarInt(Double.doubleToRawLongBits(value)));
    }

    /** A byte that is 0 or 1. */
    static Format<Boolean> bool() {
        return of(in -> in.readByte() != 0, (out, value) -> out.single(value ? 1 : 0));
    }

    /** The index of a string. */
    static Format<String> string() {
        return of(Decoder::string, Encoder::string);
    }

    /** The index of a type. */
    static Format<Type> type() {
        return of(Decoder::type, Encoder::type);
    }

    /** The index of an attribute of one class. */
    static <T> Format<T> attribute(Class<T> kind) {
        return of(in -> in.entry(kind), Encoder::entry);
    }

    /** The index of a string attribute. */
    static Format<String> text() {
        return of(
                in -> in.entry(BuiltinAttribute.Text.class).value(),
                (out, value) -> out.entry(new BuiltinAttribute.Text(value)));
    }

    /** Zero, or the index of an attribute and a low bit of one. */
    static <T> Format<@Nullable T> optional(Class<T> kind) {
        return of(
                in -> {
                    long index = in.varInt();
                    return (index & 1) == 0
                            ? null
                            : in.check(in.tables().entries().attribute(in, index >>> 1), kind);
                },
                (out, value) -> {
                    if (value == null) {
                        out.varInt(0);
                    } else {
                        out.presentEntry(value);
                    }
                });
    }

    /** A number of values and then the values. */
    static <T> Format<List<T>> list(Format<T> element) {
        return of(
                in -> {
                    int count = in.count("elements");
                    var list = new ArrayList<T>(count);
                    for (int i = 0; i < count; i++) {
                        list.add(element.read(in));
                    }
                    return list;
                },
                (out, list) -> {
                    out.varInt(list.size());
                    list.forEach(value -> element.write(out, value));
                });
    }

    /** A list of signed integers. */
    static Format<Int64Array> integers() {
        return of(
                in -> {
                    var values = new long[in.count("integers")];
                    Arrays.setAll(values, i -> in.signedVarInt());
                    return Int64Array.of(values);
                },
                (out, array) -> {
                    out.varInt(array.size());
                    array.stream().forEach(out::signedVarInt);
                });
    }

    /** Nothing: the value is always the same. */
    static <T> Format<T> constant(T value) {
        return of(in -> value, (out, same) -> {});
    }

    /** This format for values that stand for others. */
    default <U> Format<U> map(Function<T, U> reading, Function<U, T> writing) {
        return of(in -> reading.apply(read(in)), (out, value) -> write(out, writing.apply(value)));
    }

    /** The components of a record in their order. */
    static <R extends Record> Format<R> record(Class<R> type, Format<?>... components) {
        return new RecordFormat<>(type, components);
    }
}
