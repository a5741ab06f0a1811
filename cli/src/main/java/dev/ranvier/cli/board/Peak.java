package dev.ranvier.cli.board;

import dev.ranvier.llvm.Compiler;
import dev.ranvier.llvm.NativeCode;
import dev.ranvier.llvm.Target;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What a number of threads of this machine can do at best, measured by kernels that do nothing else. */
@SuppressWarnings("restricted")
final class Peak {
    /** What is measured. */
    enum Kind {
        /** Operations on f32; a fused multiply-add is two. */
        F32(1 << 18),
        /** Operations on bf16 with f32 sums; those on f32 where the processor has no instruction for it. */
        BF16(1 << 18),
        /** Bytes read from memory, of a region that no cache holds. */
        READ((1L << 28) / PeakKernels.BLOCK_BYTES);

        private final long count;

        Kind(long count) {
            this.count = count;
        }

        static Kind of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /** As f32 and as bf16 about 3/4, so that sums neither grow nor vanish. */
    private static final byte FILL = 0x3F;

    private static final MethodHandle CALL =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));

    private final int threads;
    private final PeakKernels kernels = PeakKernels.of(Target.host());
    private final NativeCode code = NativeCode.load(
            List.of(new Compiler(1).compile(kernels.text(), Target.host(), Compiler.PASSES)), NativeCode.C_SYMBOLS);
    private final Map<Kind, List<MemorySegment>> regions = new EnumMap<>(Kind.class);

    Peak(int threads) {
        this.threads = threads;
    }

    /** Operations or bytes in a second, the best of as many tries as {@code seconds} have room for. */
    double measure(Kind kind, double seconds) throws InterruptedException {
        var memory = regions.computeIfAbsent(kind, this::allocate);
        double best = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            best = Math.max(best, threads * kind.count * kernels.work(kind) * 1e9 / nanos(kind, memory));
        } while (System.nanoTime() < end);
        return best;
    }

    private List<MemorySegment> allocate(Kind kind) {
        long bytes = kind == Kind.READ ? kind.count * PeakKernels.BLOCK_BYTES : PeakKernels.BLOCK_BYTES * 2;
        var memory = new MemorySegment[threads];
        Arrays.setAll(memory, _ -> Arena.ofAuto().allocate(bytes, PeakKernels.BLOCK_BYTES));
        for (var region : memory) {
            region.fill(FILL);
        }
        return List.of(memory);
    }

    /** The time from the first thread's start to the last one's end. */
    private long nanos(Kind kind, List<MemorySegment> memory) throws InterruptedException {
        var kernel = MemorySegment.ofAddress(code.address(PeakKernels.name(kind)));
        var ready = new AtomicInteger();
        var starts = new long[threads];
        var ends = new long[threads];
        var running = new Thread[threads];
        Arrays.setAll(
                running,
                i -> Thread.ofPlatform().start(() -> {
                    ready.incrementAndGet();
                    while (ready.get() < threads) {
                        Thread.onSpinWait();
                    }
                    starts[i] = System.nanoTime();
                    call(kernel, memory.get(i), kind.count);
                    ends[i] = System.nanoTime();
                }));
        for (var thread : running) {
            thread.join();
        }
        return Arrays.stream(ends).max().orElseThrow()
                - Arrays.stream(starts).min().orElseThrow();
    }

    private static void call(MemorySegment kernel, MemorySegment memory, long count) {
        try {
            CALL.invokeExact(kernel, memory, count);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
