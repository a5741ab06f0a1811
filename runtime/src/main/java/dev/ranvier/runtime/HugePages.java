package dev.ranvier.runtime;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Pages of two megabytes for large blocks, where the system gives them to those who ask (Linux's
 * Documentation/admin-guide/mm/transhuge.rst, "madvise"). What reads or writes a block from end to end then takes about a
 * fifth less time, and the first time, when the system clears the pages, a third of it.
 */
@SuppressWarnings("restricted")
final class HugePages {
    /** Bytes of a page, and what a block has to be aligned to. */
    static final long SIZE = 2 << 20;

    /** Linux's {@code MADV_HUGEPAGE}. */
    private static final int ADVICE = 14;

    private static final MethodHandle MADVISE = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("madvise"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));

    private HugePages() {}

    /** Asks for them; a system that has none says so, and nothing changes. */
    static void advise(long address, long bytes) {
        try {
            int _ = (int) MADVISE.invokeExact(address, bytes, ADVICE);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
