package dev.ranvier.runtime;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Aligned memory of the C library. Of each small size some blocks that were given back are kept for the next that asks:
 * the C library cuts each aligned block out of a larger one, which takes longer than a small program runs. Of larger
 * ones the last are kept, and those lie on {@linkplain HugePages huge pages}.
 */
@SuppressWarnings("restricted")
final class NativeBlocks {
    /** Bytes: a cache line, and what XLA and PyTorch align to. */
    static final long ALIGNMENT = 64;

    /** Blocks of up to so many times the alignment are kept: half a megabyte at most in all. */
    private static final int KEPT_SIZES = 16;

    /** Blocks of each size that are kept. */
    private static final int KEPT_BLOCKS = 64;

    private static final MethodHandle ALIGNED_ALLOC = downcall(
            "aligned_alloc",
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = downcall("free", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    private static final NativeBlocks[] KEPT = new NativeBlocks[KEPT_SIZES];

    static {
        for (int i = 0; i < KEPT_SIZES; i++) {
            KEPT[i] = new NativeBlocks();
        }
    }

    /** Large blocks: an eighth of the memory at most. */
    private static final RecentBlocks RECENT = new RecentBlocks(MachineMemory.BYTES / 8);

    private final long[] addresses = new long[KEPT_BLOCKS];
    private int count;

    private NativeBlocks() {}

    private static MethodHandle downcall(String name, FunctionDescriptor descriptor) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /**
     * A block with whatever was in it; {@link MemorySegment#NULL} if there is no memory.
     *
     * @param size a multiple of {@link #ALIGNMENT}, not zero
     */
    static MemorySegment allocate(long size) {
        long address = isSmall(size) ? kept(size).take() : RECENT.take(size);
        if (address == 0) {
            address = alignedAlloc(size);
        }
        if (address == 0) {
            RECENT.clear();
            address = alignedAlloc(size);
        }
        return MemorySegment.ofAddress(address);
    }

    /** Gives back a block of {@code size} bytes. */
    static void free(MemorySegment block, long size) {
        long address = block.address();
        if (!isSmall(size)) {
            RECENT.keep(address, size);
        } else if (!kept(size).keep(address)) {
            release(address);
        }
    }

    private static boolean isSmall(long size) {
        return size <= KEPT_SIZES * ALIGNMENT;
    }

    private static NativeBlocks kept(long size) {
        return KEPT[(int) (size / ALIGNMENT) - 1];
    }

    private synchronized long take() {
        return count == 0 ? 0 : addresses[--count];
    }

    private synchronized boolean keep(long address) {
        if (count == KEPT_BLOCKS) {
            return false;
        }
        addresses[count++] = address;
        return true;
    }

    private static long alignedAlloc(long size) {
        try {
            if (size < HugePages.SIZE) {
                return (long) ALIGNED_ALLOC.invokeExact(ALIGNMENT, size);
            }
            long address = (long) ALIGNED_ALLOC.invokeExact(HugePages.SIZE, size);
            if (address != 0) {
                HugePages.advise(address, size);
            }
            return address;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a block to the C library. */
    static void release(long address) {
        try {
            FREE.invokeExact(address);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
