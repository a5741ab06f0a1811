package dev.ranvier.cpu;

import dev.ranvier.cpu.lower.CpuCompiler;
import dev.ranvier.cpu.schedule.ComputePool;
import dev.ranvier.llvm.Compiler;
import dev.ranvier.llvm.KernelStore;
import dev.ranvier.llvm.LlvmException;
import dev.ranvier.llvm.ObjectCache;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.DeviceBackend;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;

/** The compiler, the kernels and the threads of the devices of one client. */
final class CpuBackend implements DeviceBackend {
    private final Target target = Target.host();
    private final KernelStore kernels =
            new KernelStore(new Compiler(Runtime.getRuntime().availableProcessors()), ObjectCache.ofUser(), target);
    private final ComputePool pool;
    private final CustomCalls customCalls;

    CpuBackend(ClientOptions options, CustomCalls customCalls) {
        this.customCalls = customCalls;
        this.pool = new ComputePool(options.threads());
    }

    @Override
    public CpuProgram compile(Module module, CompileOptions options) {
        var compiled = CpuCompiler.compile(module, options, target);
        try {
            return new CpuProgram(module, compiled, kernels.load(compiled.kernels()), pool, customCalls);
        } catch (LlvmException e) {
            throw new RanvierException(Diagnostic.of(Diagnostic.Code.INTERNAL, String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    public CpuProgram load(MemorySegment serialized, CompileOptions options) {
        throw RanvierException.unimplemented("saved programs of the cpu device");
    }

    @Override
    public void close() {
        pool.close();
    }
}
