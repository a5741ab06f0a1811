package dev.ranvier.cpu.schedule;

import dev.ranvier.llvm.KernelStore;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.DeviceMemory;
import dev.ranvier.runtime.Program;
import dev.ranvier.runtime.parallel.ProcessGrid;
import dev.ranvier.runtime.parallel.ProcessId;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs a program, any number of times at once. */
public final class ProgramRunner implements AutoCloseable {
    private final CompiledProgram program;
    private final List<String> kernelNames;
    private final List<MemorySegment> kernels;
    private final Map<Schedule, Frames> frames;
    private final ComputePool pool;
    private final CustomCalls customCalls;
    private final List<ProcessId> processes;

    public ProgramRunner(
            CompiledProgram program, KernelStore.Kernels kernels, ComputePool pool, CustomCalls customCalls) {
        this.program = program;
        var addresses = kernels.addresses();
        this.kernelNames = List.copyOf(program.kernels().keySet());
        this.kernels = kernelNames.stream()
                .map(name -> MemorySegment.ofAddress(addresses.getOrDefault(name, 0L)))
                .toList();
        this.frames = Frames.of(program.schedule(), pool.threads());
        this.pool = pool;
        this.customCalls = customCalls;
        this.processes = IntStream.range(0, program.replicas() * program.processes())
                .mapToObj(number -> new ProcessId(number / program.processes(), number % program.processes()))
                .toList();
    }

    /**
     * Runs the program and returns when the outputs are written.
     *
     * @param launches one for each partition of each replica, replica-major
     */
    public void run(List<Program.Launch> launches) {
        var grid = new ProcessGrid<List<MemorySegment>>(program.replicas(), program.processes());
        int devices = program.partitions() / program.processes();
        grid.run(processes, process -> {
            int first = (process.replica() * program.processes() + process.partition()) * devices;
            run(new RunProcess(grid, process), launches.subList(first, first + devices));
            return process;
        });
    }

    private void run(RunProcess process, List<Program.Launch> partitions) {
        var first = partitions.getFirst();
        if (partitions.size() == 1) {
            run(program.schedule(), process, first.inputs(), first.outputs(), first.memory());
        } else {
            var inputs = new ArrayList<Program.Input>();
            var outputs = new ArrayList<MemorySegment>();
            for (var partition : partitions) {
                inputs.addAll(partition.inputs());
                outputs.addAll(partition.outputs());
            }
            run(program.schedule(), process, inputs, outputs, first.memory());
        }
    }

    /** Runs a schedule as one process, on memory of its own for temporary tensors. */
    void run(
            Schedule schedule,
            RunProcess process,
            List<Program.Input> inputs,
            List<MemorySegment> outputs,
            DeviceMemory memory) {
        var kept = frames.get(schedule);
        if (kept == null) {
            throw new IllegalStateException("no such part of the program");
        }
        var frame = kept.take(memory);
        try {
            frame.begin(inputs, outputs, memory);
            new Executor(this, frame, process).run(schedule.steps());
        } finally {
            frame.end();
            kept.giveBack(frame);
        }
    }

    /** Bytes of the memory of one run, but for packed copies. */
    public long temporaryBytes() {
        var schedule = program.schedule();
        return schedule.buffers().arenaBytes()
                - schedule.buffers().packedBytes()
                + Windows.of(schedule.steps(), pool.threads()).allBytes();
    }

    String kernelName(int number) {
        return kernelNames.get(number);
    }

    MemorySegment kernel(int number) {
        return kernels.get(number);
    }

    /** Frees what is kept from run to run, after the last one. */
    @Override
    public void close() {
        frames.values().forEach(Frames::close);
    }

    ComputePool pool() {
        return pool;
    }

    CustomCalls customCalls() {
        return customCalls;
    }
}
