package dev.ranvier.pjrt;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Where the elements of a tensor lie in a host buffer: {@code PJRT_Buffer_MemoryLayout}. */
final class HostLayout {
    private static final Field BUFFER_MEMORY_LAYOUT_TYPE = Layouts.field("PJRT_Buffer_MemoryLayout.type");
    private static final Field BUFFER_MEMORY_LAYOUT_STRIDES = Layouts.field("PJRT_Buffer_MemoryLayout.strides");
    private static final Field BUFFER_MEMORY_LAYOUT_STRIDES_BYTE_STRIDES =
            Layouts.field("PJRT_Buffer_MemoryLayout_Strides.byte_strides");
    private static final Field BUFFER_MEMORY_LAYOUT_TILED = Layouts.field("PJRT_Buffer_MemoryLayout.tiled");
    private static final Field BUFFER_MEMORY_LAYOUT_TILED_NUM_TILES =
            Layouts.field("PJRT_Buffer_MemoryLayout_Tiled.num_tiles");
    private static final Field BUFFER_MEMORY_LAYOUT_TILED_MINOR_TO_MAJOR =
            Layouts.field("PJRT_Buffer_MemoryLayout_Tiled.minor_to_major");

    /** {@code PJRT_Buffer_MemoryLayout_Type_Strides}; the other is tiled. */
    private static final int STRIDES = 1;

    private final TensorType type;
    private final long[] byteStrides;

    private HostLayout(TensorType type, long[] byteStrides) {
        this.type = type;
        this.byteStrides = byteStrides;
    }

    /** Reads the struct at {@code layout}, which need not outlive the call. */
    static HostLayout of(long layout, TensorType type) {
        if (BUFFER_MEMORY_LAYOUT_TYPE.getInt(layout) == STRIDES) {
            long strides = BUFFER_MEMORY_LAYOUT_STRIDES.in(layout);
            return new HostLayout(
                    type, Native.longs(BUFFER_MEMORY_LAYOUT_STRIDES_BYTE_STRIDES.getLong(strides), type.rank()));
        }
        long tiled = BUFFER_MEMORY_LAYOUT_TILED.in(layout);
        if (BUFFER_MEMORY_LAYOUT_TILED_NUM_TILES.getLong(tiled) != 0) {
            throw RanvierException.unimplemented("a host buffer in tiles");
        }
        return dense(type, Native.longs(BUFFER_MEMORY_LAYOUT_TILED_MINOR_TO_MAJOR.getLong(tiled), type.rank()));
    }

    static HostLayout rowMajor(TensorType type) {
        return dense(
                type,
                LongStream.range(0, type.rank()).map(i -> type.rank() - 1 - i).toArray());
    }

    private static HostLayout dense(TensorType type, long[] minorToMajor) {
        var strides = new long[type.rank()];
        long stride = type.elementType().byteWidth();
        for (long dimension : minorToMajor) {
            strides[(int) dimension] = stride;
            stride *= type.size((int) dimension);
        }
        return new HostLayout(type, strides);
    }

    /** Where element i of a dimension lies, in bytes times i. */
    long[] byteStrides() {
        return byteStrides;
    }

    /** Copies row-major elements to their places in {@code target}. */
    Consumer<MemorySegment> scatterTo(MemorySegment target) {
        return rowMajor -> scatter(rowMajor, 0, target, 0, 0);
    }

    private long scatter(MemorySegment source, long from, MemorySegment target, long to, int dimension) {
        int width = type.elementType().byteWidth();
        if (dimension == type.rank()) {
            MemorySegment.copy(source, from, target, to, width);
            return from + width;
        }
        long next = from;
        for (long i = 0; i < type.size(dimension); i++) {
            next = scatter(source, next, target, to + i * byteStrides[dimension], dimension + 1);
        }
        return next;
    }
}
