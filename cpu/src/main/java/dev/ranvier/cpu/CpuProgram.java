package dev.ranvier.cpu;

import dev.ranvier.cpu.saved.SavedProgram;
import dev.ranvier.cpu.schedule.CompiledProgram;
import dev.ranvier.cpu.schedule.ComputePool;
import dev.ranvier.cpu.schedule.ProgramRunner;
import dev.ranvier.llvm.KernelStore;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.Program;
import dev.ranvier.runtime.ProgramSource;
import dev.ranvier.runtime.Signature;
import dev.ranvier.stablehlo.Module;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;

/** A compiled program with its kernels. */
final class CpuProgram implements Program {
    private static final Cleaner CLEANER = Cleaner.create();

    private final ProgramSource source;
    private final Target target;
    private final KernelStore.Kernels kernels;
    private final CompiledProgram compiled;
    private final ProgramRunner runner;

    CpuProgram(
            ProgramSource source,
            Target target,
            CompiledProgram compiled,
            KernelStore.Kernels kernels,
            ComputePool pool,
            CustomCalls customCalls) {
        this.source = source;
        this.target = target;
        this.kernels = kernels;
        this.compiled = compiled;
        this.runner = new ProgramRunner(compiled, kernels, pool, customCalls);
        var run = runner;
        CLEANER.register(this, () -> {
            run.close();
            kernels.close();
        });
    }

    @Override
    public Signature signature() {
        return compiled.signature();
    }

    @Override
    public String name() {
        return compiled.name();
    }

    @Override
    public boolean isBrief() {
        return compiled.isBrief();
    }

    @Override
    public boolean callsHost() {
        return compiled.callsHost();
    }

    @Override
    public long temporaryBytes() {
        return runner.temporaryBytes();
    }

    @Override
    public long packedBytes() {
        return compiled.schedule().packedBytes();
    }

    @Override
    public void run(List<Launch> launches) {
        try {
            runner.run(launches);
        } finally {
            // The kernels stay loaded as long as this can be reached.
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public Module module() {
        return source.module();
    }

    @Override
    public byte[] serialize() {
        return saved(source.mlir()).toBytes();
    }

    /** The program as it is saved, with {@code mlir} as what it was compiled from. */
    SavedProgram saved(byte[] mlir) {
        return SavedProgram.of(target, compiled, kernels.objects(), mlir);
    }
}
