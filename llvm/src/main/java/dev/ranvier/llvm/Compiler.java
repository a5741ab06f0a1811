package dev.ranvier.llvm;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Makes machine code of LLVM IR text, on threads of its own that end when they have been idle for a minute. libLLVM is
 * loaded at the first compile. Safe for use by many threads.
 *
 * <p>Code is position-independent, and made in the small code model at LLVM's default level of code generation. Whatever
 * LLVM refuses is an {@link LlvmException} with LLVM's words; nothing is printed, and no input ends the process.
 */
public final class Compiler {
    /**
     * The passes for IR whose loops are written out as vectors with their state in allocas: what takes the allocas away,
     * moves invariants out, and simplifies. The standard pipelines cost more time and make code that is no faster, or
     * slower (measured on GEMM, softmax, layer norm and GEMV kernels).
     */
    public static final String PASSES = "sroa,early-cse<memssa>,simplifycfg,loop-simplify,lcssa,"
            + "loop-mssa(loop-rotate,licm),instcombine<no-verify-fixpoint>,loop-reduce";

    private final ThreadPoolExecutor threads;

    /** A compiler that works on at most {@code parallelism} modules at a time. */
    public Compiler(int parallelism) {
        threads = new ThreadPoolExecutor(
                parallelism,
                Integer.MAX_VALUE,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                work -> new CompileThread(work, this::replaceLostThread));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Compiles a module to a relocatable ELF object.
     *
     * @param passes in the syntax of LLVM's {@code opt -passes=}, such as {@link #PASSES}
     * @throws LlvmException where the module is not valid or has what the target cannot do, with LLVM's message and the
     *     line of IR; where there is no libLLVM
     */
    public byte[] compile(String ir, Target target, String passes) {
        return join(start(ir, target, passes));
    }

    /** The assembly text of what {@link #compile} makes. */
    public String assembly(String ir, Target target, String passes) {
        return join(start(target, compilation -> {
            compilation.parse(HalfFloats.complete(ir, target));
            compilation.optimize(passes);
            return new String(compilation.emit(Compilation.FileType.ASSEMBLY), StandardCharsets.UTF_8);
        }));
    }

    /** The module as IR text after its passes. */
    public String optimized(String ir, Target target, String passes) {
        return join(start(target, compilation -> {
            compilation.parse(HalfFloats.complete(ir, target));
            compilation.optimize(passes);
            return compilation.text();
        }));
    }

    /** Begins to {@link #compile}. */
    CompletableFuture<byte[]> start(String ir, Target target, String passes) {
        return start(target, compilation -> {
            compilation.parse(HalfFloats.complete(ir, target));
            compilation.optimize(passes);
            return compilation.emit(Compilation.FileType.OBJECT);
        });
    }

    /** What a compilation makes, once it has. */
    static <T> T join(CompletableFuture<T> job) {
        try {
            return job.join();
        } catch (CompletionException e) {
            // A new exception, so that its stack says who asked.
            throw e.getCause() instanceof LlvmException refused ? new LlvmException(refused) : e;
        }
    }

    private <T> CompletableFuture<T> start(Target target, Function<Compilation, T> work) {
        var job = new CompletableFuture<T>();
        threads.execute(() -> CompileThread.run(job, target, work));
        return job;
    }

    private synchronized void replaceLostThread() {
        threads.setCorePoolSize(threads.getCorePoolSize() + 1);
    }
}
