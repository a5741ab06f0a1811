package dev.ranvier.pjrt;

import dev.ranvier.runtime.Layout;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Consumer;

/** Where the elements of a tensor lie in memory, by {@code PJRT_Buffer_MemoryLayout}: one that need not be dense. */
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
        var order = Native.longs(BUFFER_MEMORY_LAYOUT_TILED_MINOR_TO_MAJOR.getLong(tiled), type.rank());
        return new HostLayout(type, new Layout(Int64Array.of(order)).byteStrides(type));
    }

    /** The same, row-major for null. */
    static HostLayout orRowMajor(long layout, TensorType type) {
        return layout == 0 ? new HostLayout(type, Layout.rowMajor(type.rank()).byteStrides(type)) : of(layout, type);
    }

    /**
     * The layout of the elements of a device's buffer.
     *
     * @throws RanvierException if they lie with gaps
     */
    Layout dense() {
        return Layout.ofByteStrides(type, byteStrides)
                .orElseThrow(() -> RanvierException.unimplemented("a buffer of type " + type
                        + " on the device with byte strides " + Arrays.toString(byteStrides)));
    }

    /** Where element i of a dimension lies, in bytes times i. */
    long[] byteStrides() {
        return byteStrides;
    }

    /** Copies elements that lie in {@code layout} to their places in {@code target}. */
    Consumer<MemorySegment> scatterTo(MemorySegment target, Layout layout) {
        var strides = layout.byteStrides(type);
        return Arrays.equals(strides, byteStrides)
                ? target::copyFrom
                : elements -> scatter(elements, strides, 0, target, 0, 0);
    }

    private void scatter(
            MemorySegment source, long[] strides, long from, MemorySegment target, long to, int dimension) {
        if (dimension == type.rank()) {
            MemorySegment.copy(source, from, target, to, type.elementType().byteWidth());
            return;
        }
        for (long i = 0; i < type.size(dimension); i++) {
            scatter(
                    source,
                    strides,
                    from + i * strides[dimension],
                    target,
                    to + i * byteStrides[dimension],
                    dimension + 1);
        }
    }
}
