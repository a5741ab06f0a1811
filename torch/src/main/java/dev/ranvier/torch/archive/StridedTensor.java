package dev.ranvier.torch.archive;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.torch.graph.SizeExpression;
import dev.ranvier.torch.graph.TensorMeta;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** A tensor by sizes, strides and an offset into a storage, as row-major elements without gaps. */
final class StridedTensor {
    private final String name;
    private final TensorMeta meta;
    private final MemorySegment storage;
    private final long[] sizes;
    private final long[] strides;
    private final long offset;
    private final int width;

    private StridedTensor(String name, TensorMeta meta, MemorySegment storage) {
        this.name = name;
        this.meta = meta;
        this.storage = storage;
        this.sizes = constants(meta.sizes());
        this.strides = constants(meta.strides());
        this.offset = constant(meta.storageOffset());
        this.width = meta.elementType().byteWidth();
    }

    /**
     * The elements of a tensor: a slice of {@code storage} where they lie in order there, else a copy.
     *
     * @throws RanvierException if they do not lie inside the storage
     */
    static DenseElements read(String name, TensorMeta meta, MemorySegment storage) {
        var tensor = new StridedTensor(name, meta, storage);
        try {
            long count = tensor.checkedCount();
            var contents = tensor.isRowMajor()
                    ? storage.asSlice(tensor.offset * tensor.width, count * tensor.width)
                    : tensor.copy(count);
            return new DenseElements(
                    meta.type(), meta.elementType() == ScalarType.I1 ? truthValues(contents) : contents, false);
        } catch (ArithmeticException e) {
            throw tensor.outside();
        }
    }

    private long[] constants(List<SizeExpression> expressions) {
        return expressions.stream().mapToLong(this::constant).toArray();
    }

    private long constant(SizeExpression expression) {
        if (expression instanceof SizeExpression.Constant(long value) && value >= 0) {
            return value;
        }
        throw RanvierException.invalid("'" + name + "' has a size, stride or offset of " + expression);
    }

    /** The number of elements, all of which are inside the storage. */
    private long checkedCount() {
        long count = 1;
        long last = offset;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == 0) {
                return 0;
            }
            count = Math.multiplyExact(count, sizes[i]);
            last = Math.addExact(last, Math.multiplyExact(sizes[i] - 1, strides[i]));
        }
        // A stride of zero lets few bytes pass for many elements; no model needs more than its storage holds.
        boolean isInside = Math.multiplyExact(Math.addExact(last, 1), width) <= storage.byteSize();
        boolean isCopyable = isRowMajor() || Math.multiplyExact(count, width) <= Integer.MAX_VALUE;
        if (!isInside || !isCopyable) {
            throw outside();
        }
        return count;
    }

    private RanvierException outside() {
        return RanvierException.invalid("'" + name + "' of type " + meta.type() + ", strides " + meta.strides()
                + " and offset " + offset + " does not lie in its " + storage.byteSize() + " bytes");
    }

    private boolean isRowMajor() {
        long expected = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            if (sizes[i] != 1 && strides[i] != expected) {
                return false;
            }
            expected *= sizes[i];
        }
        return true;
    }

    private MemorySegment copy(long count) {
        var copy = MemorySegment.ofArray(new byte[Math.toIntExact(count * width)]);
        var index = new long[sizes.length];
        long position = offset;
        for (long i = 0; i < count; i++) {
            MemorySegment.copy(storage, position * width, copy, i * width, width);
            int dimension = sizes.length - 1;
            while (dimension >= 0 && ++index[dimension] == sizes[dimension]) {
                position -= strides[dimension] * (sizes[dimension] - 1);
                index[dimension--] = 0;
            }
            position += dimension >= 0 ? strides[dimension] : 0;
        }
        return copy;
    }

    /** PyTorch reads every byte but 0 as true; a constant has 0 or 1. */
    private static MemorySegment truthValues(MemorySegment bytes) {
        var values = bytes.toArray(ValueLayout.JAVA_BYTE);
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (values[i] == 0 ? 0 : 1);
        }
        return MemorySegment.ofArray(values);
    }
}
