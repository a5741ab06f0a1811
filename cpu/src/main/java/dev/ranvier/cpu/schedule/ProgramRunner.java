package dev.ranvier.cpu.schedule;

import dev.ranvier.llvm.KernelStore;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Runs a program, any number of times at once; memory of past runs is kept for the next. */
public final class ProgramRunner {
    private final CompiledProgram program;
    private final ComputePool pool;
    private final List<MemorySegment> kernels;
    private final MemorySegment constants;
    private final int mostArguments;
    private final ConcurrentLinkedQueue<Frame> frames = new ConcurrentLinkedQueue<>();

    public ProgramRunner(CompiledProgram program, KernelStore.Kernels kernels, ComputePool pool) {
        this.program = program;
        this.pool = pool;
        var addresses = kernels.addresses();
        this.kernels = program.kernels().keySet().stream()
                .map(name -> MemorySegment.ofAddress(addresses.getOrDefault(name, 0L)))
                .toList();
        this.constants = Arena.ofAuto().allocate(Math.max(program.constants().byteSize(), 1), BufferPlan.ALIGNMENT);
        constants.copyFrom(program.constants());
        this.mostArguments = mostArguments(program.steps());
    }

    private static int mostArguments(List<Step> steps) {
        int most = 0;
        for (var step : steps) {
            most = Math.max(
                    most,
                    switch (step) {
                        case Step.Launch launch ->
                            launch.buffers().size() + launch.sizes().size();
                        case Step.Copy _ -> 0;
                        case Step.While loop -> Math.max(mostArguments(loop.condition()), mostArguments(loop.body()));
                        case Step.If branch ->
                            Math.max(mostArguments(branch.onTrue()), mostArguments(branch.onFalse()));
                        case Step.Case branch ->
                            branch.branches().stream()
                                    .mapToInt(ProgramRunner::mostArguments)
                                    .max()
                                    .orElse(0);
                    });
        }
        return most;
    }

    /** Runs the program on tensors in memory and returns when the outputs are written. */
    public void run(List<MemorySegment> inputs, List<MemorySegment> outputs) {
        var kept = frames.poll();
        var frame = kept != null ? kept : new Frame(program.buffers(), mostArguments, constants.address());
        frame.bind(inputs, outputs);
        new Executor(pool, kernels, frame).run(program.steps());
        frames.add(frame);
    }
}
