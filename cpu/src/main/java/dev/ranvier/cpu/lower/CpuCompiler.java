package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.Pipeline;
import dev.ranvier.cpu.schedule.CompiledProgram;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.refine.ShapeRefinement;
import java.util.HashMap;
import java.util.HashSet;

/** The way from a module to a program for this machine's processor. */
public final class CpuCompiler {
    private CpuCompiler() {}

    /**
     * Compiles a verified module.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if the device has no code for an op
     */
    public static CompiledProgram compile(Module module, CompileOptions options, Target target) {
        var signature = new EntryFunction(module, options).signature();
        var outlined = KernelOutliner.outline(Pipeline.standard().run(staticShapes(module)));
        var functions = new HashMap<String, Func>();
        outlined.functions().forEach(function -> functions.put(function.symName(), function));
        var aliased = new HashSet<Integer>();
        for (int i = 0; i < signature.results().size(); i++) {
            if (signature.results().get(i).alias() != null) {
                aliased.add(i);
            }
        }
        var lowering = new Lowering(functions, new Kernels(vectorLanes(target)), target);
        var entry = outlined.entry();
        var steps = lowering.entry(entry, aliased);
        var name = module.symName();
        return new CompiledProgram(
                name == null ? entry.symName() : name,
                signature,
                lowering.kernels().modules(),
                steps,
                lowering.buffers().plan(),
                lowering.buffers().constantBytes());
    }

    /** The module with shapes that are only written as open, and follow from the arguments', made static. */
    private static Module staticShapes(Module module) {
        var inputs = module.entry().body().arguments().stream().map(Value::type).toList();
        return ShapeRefinement.refine(module, inputs);
    }

    private static int vectorLanes(Target target) {
        return target.has("avx512f") ? 16 : target.has("avx2") ? 8 : 4;
    }
}
