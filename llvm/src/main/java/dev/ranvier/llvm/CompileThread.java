package dev.ranvier.llvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A thread that compiles. LLVM's target machines belong to one thread each, and its deep recursions need more stack than
 * a caller may have.
 *
 * <p>After a fatal error, such as an instruction that LLVM cannot select for the target, LLVM aborts the process when its
 * handler returns. So the handler does not return: it fails the job and parks this thread for good.
 */
final class CompileThread extends Thread {
    private static final long STACK_BYTES = 64 << 20;
    private static final int SEVERITY_ERROR = 0;

    private final Map<Target, TargetMachine> machines = new HashMap<>();
    private final List<String> errors = new ArrayList<>();
    private final Runnable whenLost;
    private @Nullable CompletableFuture<?> job;

    CompileThread(Runnable work, Runnable whenLost) {
        super(null, work, "ranvier-compile", STACK_BYTES);
        this.whenLost = whenLost;
        setDaemon(true);
    }

    /** Does a job on the current thread, which is one of this class, and completes {@code job} with what it makes. */
    static <T> void run(CompletableFuture<T> job, Target target, Function<Compilation, T> work) {
        var thread = (CompileThread) Thread.currentThread();
        thread.job = job;
        thread.errors.clear();
        try {
            var machine = thread.machines.computeIfAbsent(target, TargetMachine::create);
            try (var compilation = new Compilation(LlvmLibrary.get(), machine, thread.errors)) {
                job.complete(work.apply(compilation));
            }
        } catch (RuntimeException | Error e) {
            job.completeExceptionally(e);
        }
    }

    @Override
    public void run() {
        super.run();
        machines.values().forEach(TargetMachine::dispose);
    }

    /** LLVM's {@code LLVMDiagnosticHandler}: {@code void (LLVMDiagnosticInfoRef, void *)}. */
    static void reportDiagnostic(long diagnostic, long unused) {
        var llvm = LlvmLibrary.get();
        if ((int) llvm.call("LLVMGetDiagInfoSeverity", diagnostic) == SEVERITY_ERROR
                && Thread.currentThread() instanceof CompileThread thread) {
            thread.errors.add(llvm.take(llvm.call("LLVMGetDiagInfoDescription", diagnostic)));
        }
    }

    /** LLVM's {@code LLVMFatalErrorHandler}: {@code void (const char *)}, which leaves the second argument undefined. */
    static void reportFatalError(long reason, long undefined) {
        if (Thread.currentThread() instanceof CompileThread thread && thread.job != null) {
            thread.whenLost.run();
            thread.job.completeExceptionally(
                    new LlvmException("LLVM cannot make code of this module: " + NativeCall.text(reason)));
            while (true) {
                LockSupport.park();
            }
        }
    }
}
