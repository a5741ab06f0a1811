package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.BuiltinAttribute.BoolArray;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values that VHLO holds as tensors and StableHLO as arrays. */
final class PortableValues {
    /** What stands for an absent part of a structure. */
    static final BuiltinAttribute.TypeOf NONE = new BuiltinAttribute.TypeOf(new Type.None());

    private static final int MAXIMUM_SPLAT = 1 << 12;

    private PortableValues() {}

    static DenseElements tensor(Int64Array array) {
        return DenseElements.ofI64(array.toArray());
    }

    static DenseElements tensor(BoolArray array) {
        var bits = array.values().stream().mapToLong(value -> value ? 1 : 0).toArray();
        return DenseElements.ofBits(TensorType.of(ScalarType.I1, bits.length), bits);
    }

    /** The array of a rank-1 tensor of {@code i64}, or null if it is not one. */
    static @Nullable Int64Array int64s(Object attribute) {
        return attribute instanceof Int64Array array
                ? array
                : attribute instanceof DenseElements tensor && isList(tensor, ScalarType.I64)
                        ? Int64Array.of(tensor.toLongs())
                        : null;
    }

    /** The array of a rank-1 tensor of {@code i1}, or null if it is not one. */
    static @Nullable BoolArray bools(Object attribute) {
        return attribute instanceof BoolArray array
                ? array
                : attribute instanceof DenseElements tensor && isList(tensor, ScalarType.I1)
                        ? new BoolArray(Arrays.stream(tensor.toLongs())
                                .mapToObj(value -> value != 0)
                                .toList())
                        : null;
    }

    // A splat longer than any list of dimensions is hostile, and must not become an array.
    private static boolean isList(DenseElements tensor, ScalarType type) {
        return tensor.type().rank() == 1
                && tensor.type().elementType() == type
                && (!tensor.isSplat() || tensor.elementCount() <= MAXIMUM_SPLAT);
    }

    /** Whether every element is {@code value}. */
    static boolean isFilledWith(DenseElements tensor, long value) {
        long stored = tensor.isSplat() ? 1 : tensor.elementCount();
        for (long i = 0; i < stored; i++) {
            if (tensor.getLong(i) != value) {
                return false;
            }
        }
        return true;
    }

    /** A tensor of {@code i64} or {@code i1} of which every element is {@code value}. */
    static DenseElements filled(long value, ScalarType type, long... shape) {
        var one = DenseElements.ofBits(TensorType.of(type), value);
        return new DenseElements(TensorType.of(type, shape), one.data(), true);
    }

    /** Whether the attribute is the type {@code none}, which stands for absence. */
    static boolean isNone(@Nullable Object attribute) {
        return attribute instanceof BuiltinAttribute.TypeOf type && type.equals(NONE);
    }
}
