package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** MLIR's {@code array<T: ...>}: the element type, the number of elements, and their bytes, a byte for {@code i1}. */
final class ArrayFormats {
    private ArrayFormats() {}

    /** The array of whichever class its element type asks for. */
    static Format<Attribute> any() {
        return Format.of(
                in -> {
                    var type = in.check(in.type(), ScalarType.class);
                    long count = in.varInt();
                    var bytes = in.bytes(in.varInt());
                    int width = type.byteWidth();
                    if (count < 0 || count > bytes.byteSize() || count * width != bytes.byteSize()) {
                        throw in.error(bytes.byteSize() + " bytes for an array of " + Long.toUnsignedString(count) + " "
                                + type);
                    }
                    return of(new DenseElements(TensorType.of(type, count), bytes, false).toLongs(), type);
                },
                (out, array) -> {
                    throw new IllegalArgumentException(array.toString());
                });
    }

    private static Attribute of(long[] values, ScalarType type) {
        return switch (type) {
            case I64 -> Int64Array.of(values);
            case I1 ->
                new BuiltinAttribute.BoolArray(
                        Arrays.stream(values).mapToObj(value -> value != 0).toList());
            default ->
                new BuiltinAttribute.DenseArray(
                        type, Arrays.stream(values).boxed().toList());
        };
    }

    static Format<Int64Array> int64s() {
        return writing(array -> array.stream().boxed().toList(), array -> ScalarType.I64);
    }

    static Format<BuiltinAttribute.BoolArray> bools() {
        return writing(
                array -> array.values().stream().map(value -> value ? 1L : 0L).toList(), array -> ScalarType.I1);
    }

    static Format<BuiltinAttribute.DenseArray> others() {
        return writing(BuiltinAttribute.DenseArray::bits, BuiltinAttribute.DenseArray::elementType);
    }

    private static <T> Format<T> writing(Function<T, List<Long>> values, Function<T, ScalarType> type) {
        return Format.of(
                in -> {
                    throw in.error("read by its element type");
                },
                (out, array) -> {
                    var list = new ArrayList<>(values.apply(array));
                    out.type(type.apply(array));
                    out.varInt(list.size());
                    out.blob(bytes(type.apply(array), list));
                });
    }

    private static MemorySegment bytes(ScalarType type, List<Long> values) {
        var bits = values.stream().mapToLong(Long::longValue).toArray();
        return DenseElements.ofBits(TensorType.of(type, bits.length), bits).data();
    }
}
