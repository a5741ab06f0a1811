package dev.ranvier.compiler;

import dev.ranvier.compiler.expand.Expand;
import dev.ranvier.compiler.partition.Partition;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.stablehlo.Module;
import java.util.List;

/** Passes, one after the other. */
public final class Pipeline {
    /** Sees what each pass leaves. */
    @FunctionalInterface
    public interface Observer {
        /** Takes what {@code pass} made, in so many nanoseconds. */
        void after(Pass pass, Module module, long nanoseconds);
    }

    private final List<Pass> passes;

    private Pipeline(List<Pass> passes) {
        this.passes = passes;
    }

    /**
     * What every device that compiles runs at the head: afterwards the module computes bit by bit what it computed before
     * but for the functions that {@link FrameworkOps} and {@link Recompose} give a device whole, with fewer ops; beside the entry function, one for each manual computation. The laws run twice, for the passes between them make new
     * places for them.
     *
     * @param partitions how many devices share the program, whose entry function is {@code entry}
     */
    public static Pipeline standard(EntryFunction entry, int partitions) {
        var simplify = new Pass("simplify", Simplify::run);
        return new Pipeline(List.of(
                new Pass("framework-ops", FrameworkOps::run),
                new Pass("inline", Inline::run),
                new Pass("recompose", Recompose::run),
                new Pass("local-calls", module -> LocalCalls.run(module, partitions)),
                new Pass("partition", module -> Partition.run(module, entry, partitions)),
                new Pass("global-view", module -> GlobalView.run(module, entry, partitions)),
                new Pass("expand", Expand::run),
                new Pass("loop-state", LoopState::run),
                simplify,
                new Pass("common", CommonOps::run),
                new Pass("hoist", Hoist::run),
                simplify,
                new Pass("barriers", Barriers::run),
                new Pass("constants", LocalConstants::run),
                new Pass("dead", DeadCode::run)));
    }

    public List<Pass> passes() {
        return passes;
    }

    public Module run(Module module) {
        return run(module, (_, _, _) -> {});
    }

    /** Runs all passes and shows {@code observer} what each one leaves. */
    public Module run(Module module, Observer observer) {
        var current = module;
        for (var pass : passes) {
            long start = System.nanoTime();
            current = pass.run(current);
            observer.after(pass, current, System.nanoTime() - start);
        }
        return current;
    }
}
