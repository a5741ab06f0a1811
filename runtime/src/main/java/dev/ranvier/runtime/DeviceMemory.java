package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of one device: aligned blocks from the C library, counted and held to a limit. Off the Java heap, so that
 * native code and frameworks read it in place.
 */
@SuppressWarnings("restricted")
final class DeviceMemory {
    /** Bytes: a cache line, and what XLA and PyTorch align to. */
    static final long ALIGNMENT = 64;

    private static final MethodHandle ALIGNED_ALLOC = downcall(
            "aligned_alloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = downcall("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    private final long limit;
    private final AtomicLong inUse = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();
    private final AtomicLong allocations = new AtomicLong();
    private final AtomicLong largest = new AtomicLong();

    DeviceMemory(long limit) {
        this.limit = limit;
    }

    private static MethodHandle downcall(String name, FunctionDescriptor descriptor) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /**
     * A block of at least one byte that {@link #free} returns. Its contents are whatever was there.
     *
     * @throws RanvierException RESOURCE_EXHAUSTED if the limit or the machine does not allow it
     */
    MemorySegment allocate(long byteSize) {
        long size = blockSize(byteSize);
        long used = inUse.addAndGet(size);
        if (used > limit || used < 0) {
            inUse.addAndGet(-size);
            throw exhausted(byteSize, used - size);
        }
        var block = alignedAlloc(size);
        if (block.equals(MemorySegment.NULL)) {
            inUse.addAndGet(-size);
            throw exhausted(byteSize, used - size);
        }
        peak.accumulateAndGet(used, Math::max);
        allocations.incrementAndGet();
        largest.accumulateAndGet(size, Math::max);
        return block.reinterpret(byteSize);
    }

    void free(MemorySegment block) {
        try {
            FREE.invokeExact(block);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        inUse.addAndGet(-blockSize(block.byteSize()));
    }

    MemoryStatistics statistics() {
        return new MemoryStatistics(inUse.get(), peak.get(), allocations.get(), largest.get(), limit);
    }

    private static MemorySegment alignedAlloc(long size) {
        try {
            return (MemorySegment) ALIGNED_ALLOC.invokeExact(ALIGNMENT, size);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sizes are whole multiples of the alignment, as {@code aligned_alloc} asks for. */
    private static long blockSize(long byteSize) {
        return Math.max(1, Math.ceilDiv(byteSize, ALIGNMENT)) * ALIGNMENT;
    }

    private RanvierException exhausted(long byteSize, long used) {
        var message = "out of memory: " + gibibytes(byteSize) + " asked for, " + gibibytes(used)
                + (limit == Long.MAX_VALUE ? "" : " of " + gibibytes(limit)) + " in use";
        return new RanvierException(Diagnostic.of(Diagnostic.Code.RESOURCE_EXHAUSTED, message)
                .withHint(
                        limit == Long.MAX_VALUE
                                ? "the machine has no more: free arrays, or use a smaller batch"
                                : "free arrays, use a smaller batch, or raise RANVIER_DEVICE_MEMORY"));
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.3f GiB", bytes / (double) (1L << 30));
    }
}
