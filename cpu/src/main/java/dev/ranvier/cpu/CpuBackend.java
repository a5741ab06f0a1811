package dev.ranvier.cpu;

import dev.ranvier.cpu.lower.CpuCompiler;
import dev.ranvier.cpu.saved.SavedProgram;
import dev.ranvier.cpu.schedule.CompiledProgram;
import dev.ranvier.cpu.schedule.ComputePool;
import dev.ranvier.llvm.Compiler;
import dev.ranvier.llvm.KernelStore;
import dev.ranvier.llvm.LlvmException;
import dev.ranvier.llvm.LlvmLibrary;
import dev.ranvier.llvm.ObjectCache;
import dev.ranvier.llvm.Target;
import dev.ranvier.reference.ReferenceProvider;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.DeviceBackend;
import dev.ranvier.runtime.Program;
import dev.ranvier.runtime.ProgramSource;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/** The compiler, the kernels and the threads of the devices of one client. */
final class CpuBackend implements DeviceBackend {
    private static final System.Logger LOGGER = System.getLogger(CpuBackend.class.getPackageName());

    private final Target target = Target.host();
    private final KernelStore kernels =
            new KernelStore(new Compiler(Runtime.getRuntime().availableProcessors()), ObjectCache.ofUser(), target);
    private final ProgramCache cache = new ProgramCache(target);
    private final Rehearsal rehearsal = new Rehearsal(target);
    private final ComputePool pool;
    private final CustomCalls customCalls;
    private final DeviceBackend interpreter;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    CpuBackend(ClientOptions options, CustomCalls customCalls) {
        this.customCalls = customCalls;
        this.pool = new ComputePool(options.threads());
        this.interpreter = new ReferenceProvider().open(options, customCalls);
        // While the framework traces the first program.
        Thread.ofPlatform().daemon().name("ranvier-prepare").start(this::prepare);
    }

    private void prepare() {
        cache.prepare();
        rehearsal.once();
    }

    @Override
    public Program compile(ProgramSource source, CompileOptions options) {
        rehearsal.compiling();
        try {
            return compiled(source, options);
        } finally {
            rehearsal.compiled();
        }
    }

    private Program compiled(ProgramSource source, CompileOptions options) {
        var key = cache.key(source, options);
        var kept = cache.find(key);
        if (kept.isPresent()) {
            try {
                return program(source, kept.get());
            } catch (LlvmException e) {
                LOGGER.log(System.Logger.Level.DEBUG, "a kept program cannot be loaded: {0}", e);
            }
        }
        try {
            var modules = kernels.batch();
            var compiled = CpuCompiler.compile(source.module(), options, target, modules::add);
            var program =
                    program(source, compiled, modules.load(compiled.kernels().keySet()));
            if (!compiled.callsHost()) {
                cache.put(key, program);
            }
            return program;
        } catch (LlvmException e) {
            return withoutCompiler(e, source, options);
        }
    }

    /** The program of the interpreter if LLVM is not there; else LLVM's words on the program. */
    private Program withoutCompiler(LlvmException failure, ProgramSource source, CompileOptions options) {
        try {
            LlvmLibrary.get();
        } catch (LlvmException e) {
            if (!hasWarned.getAndSet(true)) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "the cpu device cannot compile, and interprets programs, which is many times slower: {0}",
                        e.getMessage());
            }
            return interpreter.compile(source, options);
        }
        throw new RanvierException(
                Diagnostic.of(Diagnostic.Code.INTERNAL, String.valueOf(failure.getMessage())), failure);
    }

    private CpuProgram program(ProgramSource source, SavedProgram saved) {
        return program(source, saved.program(), kernels.load(saved.objectBytes(), saved.kernels()));
    }

    private CpuProgram program(ProgramSource source, CompiledProgram compiled, KernelStore.Kernels loaded) {
        return new CpuProgram(source, target, compiled, loaded, pool, customCalls);
    }

    @Override
    public Program load(MemorySegment serialized, CompileOptions options) {
        var saved = SavedProgram.read(serialized, target);
        if (saved.replicas() != options.replicas() || saved.partitions() != options.partitions()) {
            throw RanvierException.invalid("the saved executable is for " + saved.replicas() + " replicas of "
                    + saved.partitions() + " partitions, not for " + options.replicas() + " of "
                    + options.partitions());
        }
        try {
            return program(ProgramSource.of(Client.MLIR, saved.source()), saved);
        } catch (LlvmException e) {
            throw new RanvierException(
                    Diagnostic.of(
                                    Diagnostic.Code.FAILED_PRECONDITION,
                                    "the code of the saved executable cannot be loaded: " + e.getMessage())
                            .withHint("compile it again"),
                    e);
        }
    }

    @Override
    public void close() {
        pool.close();
        interpreter.close();
    }
}
