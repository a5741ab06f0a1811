package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one device: aligned blocks, counted and held to a limit. Off the Java heap, so that
 * native code and frameworks read it in place.
 */
@SuppressWarnings("restricted")
public final class DeviceMemory {
    /**
     * The share of the limit that forms of tensors may take. The tensors that programs read take as much again, and what
     * is left must do for results and temporary tensors.
     */
    private static final int SHARE_OF_FORMS = 4;

    private final long limit;
    private final AtomicLong inUse = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();
    private final AtomicLong allocations = new AtomicLong();
    private final AtomicLong largest = new AtomicLong();
    private final AtomicLong formBytes = new AtomicLong();

    /** Those that may have forms here. */
    private final Set<KeptForms> keepers = new HashSet<>();

    DeviceMemory(long limit) {
        this.limit = limit;
    }

    /**
     * A block of at least one byte that {@link #free} returns. Its contents are whatever was there.
     *
     * @throws RanvierException RESOURCE_EXHAUSTED if the limit or the machine does not allow it, even without kept forms
     */
    public MemorySegment allocate(long byteSize) {
        var block = tryAllocate(byteSize);
        if (block == null && releaseForms()) {
            block = tryAllocate(byteSize);
        }
        if (block == null) {
            throw exhausted(byteSize, inUse.get());
        }
        return block;
    }

    private @Nullable MemorySegment tryAllocate(long byteSize) {
        long size = blockSize(byteSize);
        long used = inUse.addAndGet(size);
        var block = used > limit || used < 0 ? MemorySegment.NULL : NativeBlocks.allocate(size);
        if (block.equals(MemorySegment.NULL)) {
            inUse.addAndGet(-size);
            return null;
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

    /**
     * A block for a form of a tensor. Once forms have their share of the memory there is no more for others: to give up
     * older ones would, for tensors that are read in turn, make each form anew in each run.
     */
    @Nullable
    MemorySegment allocateForm(KeptForms keeper, long byteSize) {
        if (formBytes.addAndGet(byteSize) > limit / SHARE_OF_FORMS) {
            formBytes.addAndGet(-byteSize);
            return null;
        }
        var block = tryAllocate(byteSize);
        if (block == null) {
            formBytes.addAndGet(-byteSize);
            return null;
        }
        synchronized (keepers) {
            keepers.add(keeper);
        }
        return block;
    }

    void freeForm(MemorySegment form) {
        formBytes.addAndGet(-form.byteSize());
        free(form);
    }

    /** Says that a keeper has no forms, and will have none. */
    void forget(KeptForms keeper) {
        synchronized (keepers) {
            keepers.remove(keeper);
        }
    }

    /** Frees the forms that no run uses; whether there were any. */
    private boolean releaseForms() {
        long before = formBytes.get();
        List<KeptForms> all;
        synchronized (keepers) {
            all = List.copyOf(keepers);
        }
        all.forEach(KeptForms::releaseUnused);
        return formBytes.get() < before;
    }

    MemoryStatistics statistics() {
        return new MemoryStatistics(inUse.get(), peak.get(), allocations.get(), largest.get(), limit, formBytes.get());
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
