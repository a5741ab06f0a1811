package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** One device of a client, and the memory it has. */
public final class Device {
    private final String kind;
    private final int id;
    private final DeviceMemory memory;

    Device(String kind, int id, DeviceMemory memory) {
        this.kind = kind;
        this.id = id;
        this.memory = memory;
    }

    /** The kind, such as {@code reference}. */
    public String kind() {
        return kind;
    }

    /** The number among the client's devices, from 0. */
    public int id() {
        return id;
    }

    DeviceMemory memory() {
        return memory;
    }

    public MemoryStatistics memoryStatistics() {
        return memory.statistics();
    }

    /**
     * A row-major buffer with a copy of {@code source}, which is row-major and without gaps.
     *
     * @throws RanvierException if the shape is not static, the size is wrong, or memory is exhausted
     */
    public Buffer copyOf(TensorType type, MemorySegment source) {
        requireStatic(type);
        var layout = Layout.rowMajor(type.rank());
        return copyOf(type, layout, source, 0, layout.byteStrides(type));
    }

    /**
     * A buffer in {@code layout} with a copy of the elements that lie {@code byteStrides} apart in {@code source},
     * beginning at byte {@code offset}. Strides may be zero or negative.
     *
     * @throws RanvierException if the shape is not static, elements lie outside {@code source}, or memory is exhausted
     */
    public Buffer copyOf(TensorType type, Layout layout, MemorySegment source, long offset, long[] byteStrides) {
        requireStatic(type);
        var strides = new Strides(type, offset, byteStrides);
        strides.check(source);
        var storage = allocate(type);
        strides.copyTo(source, storage.segment(), layout);
        return new Buffer(this, type, layout, storage, Event.ready());
    }

    /**
     * A buffer here, in the same layout, with the elements of {@code source}, copied once they are there.
     *
     * @throws RanvierException if {@code source} is closed or memory is exhausted
     */
    public Buffer copyOf(Buffer source) {
        var storage = allocate(source.type());
        var copy = new Buffer(this, source.type(), source.layout(), storage, Event.pending());
        try {
            var hold = copy.hold();
            source.whenReady(elements -> storage.segment().copyFrom(elements)).onReady(error -> {
                hold.close();
                copy.ready().end(error);
            });
        } catch (RanvierException e) {
            copy.close();
            throw e;
        }
        return copy;
    }

    /** A buffer whose elements the caller writes, through a {@linkplain Buffer#hold() hold}, before {@code ready} ends. */
    public Buffer uninitialized(TensorType type, Layout layout, Event ready) {
        return new Buffer(this, type, layout, allocate(type), ready);
    }

    /** A buffer of {@code f32} elements. */
    public Buffer copyOf(TensorType type, float... elements) {
        return copyOf(type, MemorySegment.ofArray(elements));
    }

    /**
     * A buffer that reads {@code source}, which lies in {@code layout}, in place, without a copy. {@code source} must not
     * change until {@code released} has been called, once, when the buffer and all that holds it are gone.
     *
     * @throws RanvierException if the shape is not static, or {@code source} has the wrong size
     */
    public Buffer viewOf(TensorType type, Layout layout, MemorySegment source, Runnable released) {
        if (source.byteSize() != byteSize(type)) {
            throw RanvierException.invalid(
                    "a tensor of type " + type + " needs " + byteSize(type) + " bytes, got " + source.byteSize());
        }
        return new Buffer(this, type, layout, new Storage(memory, source, false, released), Event.ready());
    }

    /** Memory for a tensor, with whatever was there. */
    Storage allocate(TensorType type) {
        var block = memory.allocate(byteSize(type));
        return new Storage(memory, block, true, () -> memory.free(block));
    }

    private static void requireStatic(TensorType type) {
        if (!type.isStatic()) {
            throw RanvierException.invalid("a buffer needs a static shape, got " + type);
        }
    }

    /** Bytes of a tensor, row-major without gaps. */
    static long byteSize(TensorType type) {
        requireStatic(type);
        try {
            return Math.multiplyExact(
                    type.elementCount(), (long) type.elementType().byteWidth());
        } catch (ArithmeticException e) {
            throw new RanvierException(
                    Diagnostic.of(
                            Diagnostic.Code.RESOURCE_EXHAUSTED,
                            "a tensor of type " + type + " has more bytes than can be counted, shape "
                                    + Arrays.toString(type.shape())),
                    e);
        }
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
