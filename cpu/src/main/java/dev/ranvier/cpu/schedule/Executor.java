package dev.ranvier.cpu.schedule;

import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.parallel.ProcessGrid;
import dev.ranvier.runtime.parallel.ProcessId;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** Runs steps for one process. */
@SuppressWarnings("restricted")
final class Executor {
    /** Bytes that one thread copies at once: enough that the JVM writes them past the caches, without reading them first. */
    private static final long COPIED = 4 << 20;

    private static final MethodHandle KERNEL = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.ofVoid(
                    ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

    private final ProgramRunner runner;
    private final Frame frame;
    private final RunProcess process;

    Executor(ProgramRunner runner, Frame frame, RunProcess process) {
        this.runner = runner;
        this.frame = frame;
        this.process = process;
    }

    Frame frame() {
        return frame;
    }

    RunProcess process() {
        return process;
    }

    /** Runs steps; fails before the next one once the run is interrupted or another process has failed. */
    void run(List<Step> steps) {
        for (var step : steps) {
            process.grid().checkFailure();
            switch (step) {
                case Step.Launch launch -> launch(launch);
                case Step.Chain chain -> new ChainRun(runner, frame, chain).run();
                case Step.Prepare prepare -> run(prepare(prepare) ? prepare.kept() : prepare.otherwise());
                case Step.Copy(int from, int to, long bytes) -> copy(frame.address(from), frame.address(to), bytes);
                case Step.While loop -> loop(loop);
                case Step.Case(int selector, List<List<Step>> branches) -> {
                    int index = Frame.MEMORY.get(ValueLayout.JAVA_INT_UNALIGNED, frame.address(selector));
                    run(index < 0 || index >= branches.size() ? branches.getLast() : branches.get(index));
                }
                case Step.If(int predicate, List<Step> onTrue, List<Step> onFalse) ->
                    run(isTrue(predicate) ? onTrue : onFalse);
                case Step.HostCall call -> call(call);
                case Step.ProcessNumber(boolean isPartition, int result) ->
                    Frame.MEMORY.set(
                            ValueLayout.JAVA_INT_UNALIGNED,
                            frame.address(result),
                            isPartition
                                    ? process.id().partition()
                                    : process.id().replica());
                case Step.Collective collective -> new Meeting(this, collective).hold();
                case Step.Send send -> Transfers.send(send, frame, process);
                case Step.Receive receive -> Transfers.receive(receive, frame, process);
                case Step.Grid grid -> run(grid);
            }
        }
    }

    /** Nothing where a result has the memory of the argument that it is made from. */
    private void copy(long from, long to, long bytes) {
        if (from != to) {
            runner.pool().run(Math.ceilDiv(bytes, COPIED), (_, begin, end) -> {
                long start = begin * COPIED;
                long length = Math.min(end * COPIED, bytes) - start;
                MemorySegment.copy(Frame.MEMORY, from + start, Frame.MEMORY, to + start, length);
            });
        }
    }

    private void loop(Step.While loop) {
        run(loop.condition());
        while (isTrue(loop.predicate())) {
            process.grid().checkFailure();
            run(loop.body());
            run(loop.condition());
        }
    }

    private boolean isTrue(int buffer) {
        return Frame.MEMORY.get(ValueLayout.JAVA_BYTE, frame.address(buffer)) != 0;
    }

    private void launch(Step.Launch launch) {
        var arguments = frame.arguments();
        var buffers = launch.buffers();
        for (int i = 0; i < buffers.size(); i++) {
            arguments.setAtIndex(ValueLayout.JAVA_LONG, i, frame.address(buffers.get(i)));
        }
        setSizes(launch.sizes(), buffers.size());
        launch(launch.kernel(), launch.tasks(), launch.work());
    }

    /** Hands a kernel the sizes behind its addresses. */
    private void setSizes(List<Long> sizes, int addresses) {
        for (int i = 0; i < sizes.size(); i++) {
            frame.arguments().setAtIndex(ValueLayout.JAVA_LONG, addresses + i, sizes.get(i));
        }
    }

    /** Points a buffer at the form that it is to hold, if that is kept. */
    private boolean prepare(Step.Prepare step) {
        var maker = step.maker();
        int source = maker.buffers().get(0);
        int target = maker.buffers().get(1);
        frame.takeBack(target);
        var forms = frame.forms(source);
        if (forms == null) {
            return false;
        }
        var key = new FormKey(runner.kernelName(maker.kernel()), maker.sizes(), frame.constantOffset(source));
        var form = forms.use(key, step.bytes(), memory -> {
            frame.lend(target, memory);
            launch(maker);
        });
        if (form == null) {
            return false;
        }
        frame.lend(target, form);
        return true;
    }

    /**
     * All that a form depends on beside the tensor.
     *
     * @param kernel its name, which stands for its code
     * @param constant the place of the tensor among constants, which have their forms together; else 0
     */
    private record FormKey(String kernel, List<Long> sizes, long constant) {}

    /** Combines the tensor at one address with that at another, in the memory of the first. */
    void combine(Exchange.Combine combine, long address, long other) {
        var arguments = frame.arguments();
        arguments.setAtIndex(ValueLayout.JAVA_LONG, 0, address);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, 1, other);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, 2, address);
        setSizes(combine.sizes(), 3);
        launch(combine.kernel(), combine.tasks(), combine.work());
    }

    private void launch(int number, long tasks, long work) {
        var kernel = runner.kernel(number);
        var arguments = frame.arguments();
        if (tasks > 1 && runner.pool().isWorthSharing(tasks * work)) {
            runner.pool()
                    .run(tasks, (thread, begin, end) -> call(kernel, arguments, begin, end, frame.scratch(thread)));
        } else {
            call(kernel, arguments, 0, tasks, frame.scratch(0));
        }
    }

    static void call(MemorySegment kernel, MemorySegment arguments, long begin, long end, long scratch) {
        try {
            KERNEL.invokeExact(kernel, arguments, begin, end, scratch);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void call(Step.HostCall step) {
        var call = step.call();
        var target = call.callTargetName();
        try {
            var handler = runner.customCalls().find(target).orElseThrow(() -> CustomCalls.unknown(target));
            handler.call(call, segments(step.inputs(), call.inputs()), segments(step.outputs(), call.results()));
        } catch (RanvierException e) {
            throw located(e, call);
        }
    }

    private static RanvierException located(RanvierException e, HostOp.CustomCall call) {
        var first = e.diagnostics().getFirst();
        return first.op().isEmpty()
                ? new RanvierException(
                        call.diagnostic(first.code(), first.message()).withHint(first.hint()), e)
                : e;
    }

    /** The memory of the values that are tensors, which {@code buffers} hold. */
    private List<MemorySegment> segments(List<Integer> buffers, List<? extends Value> values) {
        var segments = new ArrayList<MemorySegment>(buffers.size());
        for (var value : values) {
            if (value.type() instanceof TensorType type) {
                segments.add(frame.segment(buffers.get(segments.size()), bytes(type)));
            }
        }
        return segments;
    }

    static long bytes(TensorType type) {
        return type.elementCount() * type.elementType().byteWidth();
    }

    private void run(Step.Grid step) {
        var members = step.processes().stream().flatMap(List::stream).toList();
        var grid = new ProcessGrid<List<MemorySegment>>(
                1, step.limit(), id -> id.replica() == 0 && members.contains(id.partition()));
        var row = step.processes().stream()
                .filter(candidate -> step.processes().size() == 1
                        || candidate.getFirst() == process.id().partition())
                .findFirst()
                .orElseThrow();
        grid.run(row.stream().map(partition -> new ProcessId(0, partition)).toList(), id -> {
            int place = row.indexOf(id.partition());
            runner.run(
                    step.body(),
                    new RunProcess(grid, id),
                    ofPlace(step.inputs(), place, row.size()).stream()
                            .map(frame::input)
                            .toList(),
                    ofPlace(step.outputs(), place, row.size()).stream()
                            .map(buffer -> MemorySegment.ofAddress(frame.address(buffer)))
                            .toList(),
                    frame.memory());
            return id;
        });
    }

    private static List<Integer> ofPlace(List<Integer> buffers, int place, int places) {
        int count = buffers.size() / places;
        return buffers.subList(place * count, (place + 1) * count);
    }
}
