package dev.ranvier.cpu.schedule;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** Runs steps. */
@SuppressWarnings("restricted")
final class Executor {
    /** Operations that are worth waking another thread for: about ten microseconds. */
    private static final long WORTH_SHARING = 1 << 17;

    private static final MethodHandle KERNEL = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

    private final ComputePool pool;
    private final List<MemorySegment> kernels;
    private final Frame frame;

    Executor(ComputePool pool, List<MemorySegment> kernels, Frame frame) {
        this.pool = pool;
        this.kernels = kernels;
        this.frame = frame;
    }

    void run(List<Step> steps) {
        for (var step : steps) {
            switch (step) {
                case Step.Launch launch -> launch(launch);
                case Step.Copy(int from, int to, long bytes) ->
                    MemorySegment.copy(Frame.MEMORY, frame.address(from), Frame.MEMORY, frame.address(to), bytes);
                case Step.While(List<Step> condition, int predicate, List<Step> body) -> {
                    run(condition);
                    while (isTrue(predicate)) {
                        run(body);
                        run(condition);
                    }
                }
                case Step.Case(int selector, List<List<Step>> branches) -> {
                    int index = Frame.MEMORY.get(ValueLayout.JAVA_INT_UNALIGNED, frame.address(selector));
                    run(index < 0 || index >= branches.size() ? branches.getLast() : branches.get(index));
                }
                case Step.If(int predicate, List<Step> onTrue, List<Step> onFalse) ->
                    run(isTrue(predicate) ? onTrue : onFalse);
            }
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
        var sizes = launch.sizes();
        for (int i = 0; i < sizes.size(); i++) {
            arguments.setAtIndex(ValueLayout.JAVA_LONG, buffers.size() + i, sizes.get(i));
        }
        var kernel = kernels.get(launch.kernel());
        if (launch.tasks() > 1 && launch.tasks() * launch.work() >= WORTH_SHARING) {
            pool.run(launch.tasks(), (begin, end) -> call(kernel, arguments, begin, end));
        } else {
            call(kernel, arguments, 0, launch.tasks());
        }
    }

    private static void call(MemorySegment kernel, MemorySegment arguments, long begin, long end) {
        try {
            KERNEL.invokeExact(kernel, arguments, begin, end);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
