package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.Pipeline;
import dev.ranvier.compiler.partition.Partition;
import dev.ranvier.cpu.schedule.CompiledProgram;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.runtime.parallel.Meshes;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.refine.ShapeRefinement;
import dev.ranvier.stablehlo.sharding.GspmdImport;
import java.util.HashMap;
import java.util.function.Consumer;

/** The way from a module to a program for this machine's processor. */
public final class CpuCompiler {
    private CpuCompiler() {}

    /**
     * Compiles a verified module.
     *
     * @param written is given the text of each native function's module, as soon as that is known, by several threads
     * @throws dev.ranvier.stablehlo.RanvierException that names all ops that the device has no code for
     */
    public static CompiledProgram compile(
            Module module, CompileOptions options, Target target, Consumer<String> written) {
        var imported = options.partitions() == 1 ? module : GspmdImport.run(module, options.partitions());
        var entry = new EntryFunction(imported, options);
        var signature = entry.signature();
        var pipeline = Pipeline.standard(entry, options.partitions());
        var expanded = pipeline.run(staticShapes(imported));
        Support.check(expanded);
        var arranged =
                Recompute.run(SplitProducts.run(ArrangeProducts.run(SplitReductions.run(ChannelsLast.run(expanded)))));
        var name = module.symName();
        try (var kernels = new Kernels(vectorLanes(target), written)) {
            var outlined = KernelOutliner.outline(arranged, kernels::begin);
            var functions = new HashMap<String, Func>();
            outlined.functions().forEach(function -> functions.put(function.symName(), function));
            boolean isPerDevice = Partition.isPerDevice(expanded);
            var donated = Donated.of(signature, isPerDevice ? 1 : options.partitions());
            var schedule =
                    new Lowering(functions, kernels, target, Meshes.of(imported)).function(outlined.entry(), donated);
            return new CompiledProgram(
                    name == null ? module.entry().symName() : name,
                    options.replicas(),
                    options.partitions(),
                    isPerDevice,
                    signature,
                    kernels.modules(),
                    schedule);
        }
    }

    /** The module with shapes that are only written as open, and follow from the arguments', made static. */
    private static Module staticShapes(Module module) {
        if (ShapeRefinement.isStatic(module)) {
            return module;
        }
        var inputs = module.entry().body().arguments().stream().map(Value::type).toList();
        return ShapeRefinement.refine(module, inputs);
    }

    private static int vectorLanes(Target target) {
        return target.has("avx512f") ? 16 : target.has("avx2") ? 8 : 4;
    }
}
