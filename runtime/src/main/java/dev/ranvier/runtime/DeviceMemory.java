package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of one device: aligned blocks, counted and held to a limit. Off the Java heap, so that
 * native code and frameworks read it in place.
 */
@SuppressWarnings("restricted")
public final class DeviceMemory {
    private final long limit;
    private final AtomicLong inUse = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();
    private final AtomicLong allocations = new AtomicLong();
    private final AtomicLong largest = new AtomicLong();

    DeviceMemory(long limit) {
        this.limit = limit;
    }

    /**
     * A block of at least one byte that {@link #free} returns. Its contents are whatever was there.
     *
     * @throws RanvierException RESOURCE_EXHAUSTED if the limit or the machine does not allow it
     */
    public MemorySegment allocate(long byteSize) {
        long size = blockSize(byteSize);
        long used = inUse.addAndGet(size);
        if (used > limit || used < 0) {
            inUse.addAndGet(-size);
            throw exhausted(byteSize, used - size);
        }
        var block = NativeBlocks.allocate(size);
        if (block.equals(MemorySegment.NULL)) {
            inUse.addAndGet(-size);
            throw exhausted(byteSize, used - size);
        }
        peak.accumulateAndGet(used, Math::max);
        allocations.incrementAndGet();
        largest.accumulateAndGet(size, Math::max);
        return block.reinterpret(byteSize);
    }

    /** Returns a block. */
    public void free(MemorySegment block) {
        long size = blockSize(block.byteSize());
        NativeBlocks.free(block, size);
        inUse.addAndGet(-size);
    }

    MemoryStatistics statistics() {
        return new MemoryStatistics(inUse.get(), peak.get(), allocations.get(), largest.get(), limit);
    }

    /** Sizes are whole multiples of the alignment, as {@link NativeBlocks} asks for. */
    private static long blockSize(long byteSize) {
        return Math.max(1, Math.ceilDiv(byteSize, NativeBlocks.ALIGNMENT)) * NativeBlocks.ALIGNMENT;
    }

    private RanvierException exhausted(long byteSize, long used) {
        var message = "out of memory: " + gibibytes(byteSize) + " asked for, " + gibibytes(used) + " of "
                + gibibytes(limit) + " in use";
        return new RanvierException(Diagnostic.of(Diagnostic.Code.RESOURCE_EXHAUSTED, message)
                .withHint("free arrays, use a smaller batch, or raise RANVIER_DEVICE_MEMORY"));
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.3f GiB", bytes / (double) (1L << 30));
    }
}
