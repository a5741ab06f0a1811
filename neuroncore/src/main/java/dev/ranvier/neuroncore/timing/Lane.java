package dev.ranvier.neuroncore.timing;

import dev.ranvier.neuroncore.isa.Cursor;
import dev.ranvier.neuroncore.isa.EngineInstruction;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.isa.Transfer;
import java.util.List;
import java.util.function.Function;

/** One processor on its way through the program. */
final class Lane {
    final Cursor cursor;
    private final CostModel costs;
    private final TransferEngines engines;
    private final Function<String, SemaphoreTimes> semaphores;
    /** From when on the next step may begin. */
    private long free;
    /** When the bytes of a queue's last transfer have moved. */
    private long moved;

    private long steps;
    private long busy;
    private long waited;
    private long ready = SemaphoreTimes.UNKNOWN;

    Lane(
            Processor processor,
            List<Node> body,
            CostModel costs,
            TransferEngines engines,
            Function<String, SemaphoreTimes> semaphores) {
        this.cursor = new Cursor(processor, body);
        this.costs = costs;
        this.engines = engines;
        this.semaphores = semaphores;
    }

    boolean isDone() {
        return cursor.step() == null;
    }

    private Node.Step next() {
        var step = cursor.step();
        if (step == null) {
            throw new AssertionError("a processor that is done has no next step");
        }
        return step;
    }

    /** When the next step begins; unknown while a step that it waits for has not begun. */
    long ready() {
        if (ready == SemaphoreTimes.UNKNOWN) {
            long begin = free;
            for (var wait : next().waits()) {
                long time =
                        semaphores.apply(wait.semaphore()).time(wait.atLeast().at(cursor::value));
                if (time == SemaphoreTimes.UNKNOWN) {
                    return time;
                }
                begin = Math.max(begin, time);
            }
            ready = begin;
        }
        return ready;
    }

    /** Runs the next step, whose begin is known, and goes to the one after it. */
    void run(Observer observer) {
        var step = next();
        long begin = ready();
        waited += begin - free;
        switch (step.instruction()) {
            case EngineInstruction instruction -> compute(step, instruction, begin, observer);
            case Transfer transfer -> transfer(step, transfer, begin, observer);
        }
        steps++;
        ready = SemaphoreTimes.UNKNOWN;
        cursor.advance();
    }

    private void compute(Node.Step step, EngineInstruction instruction, long begin, Observer observer) {
        if (!(step.processor() instanceof Processor.Compute(var engine))) {
            throw new AssertionError("the checker lets instructions of engines on engines only");
        }
        long duration = costs.instruction(instruction, engine);
        free = begin + duration;
        busy += duration;
        observer.ran(step, begin, free);
        raise(step, free + costs.signal(engine));
    }

    /** The next transfer is made ready while the bytes of this one move, and no earlier: queues share the engines alike. */
    private void transfer(Node.Step step, Transfer transfer, long begin, Observer observer) {
        var span = engines.serve(transfer, begin + CostModel.ISSUE);
        long end = Math.max(span.end(), moved);
        busy += end - Math.max(span.begin(), moved);
        observer.ran(step, Math.max(span.begin(), moved), end);
        moved = end;
        free = span.begin();
        raise(step, end + CostModel.TRANSFER_SIGNAL);
    }

    private void raise(Node.Step step, long time) {
        for (var signal : step.signals()) {
            semaphores.apply(signal.semaphore()).raise(signal.amount(), time);
        }
    }

    /** When all that it has begun is done. */
    long end() {
        return Math.max(free, moved);
    }

    /** Adds what the future depends on, times relative to {@code now}. */
    void describe(long now, List<Object> state) {
        state.add(cursor.place());
        state.add(Math.max(0, free - now));
        state.add(Math.max(0, moved - now));
        state.add(ready == SemaphoreTimes.UNKNOWN ? ready : ready - now);
    }

    void shift(long time) {
        free += time;
        moved += time;
        if (ready != SemaphoreTimes.UNKNOWN) {
            ready += time;
        }
    }

    long[] counts() {
        return new long[] {steps, busy, waited};
    }

    /** Counts {@code times} more what came since {@code before}. */
    void repeat(long[] before, long times) {
        steps += times * (steps - before[0]);
        busy += times * (busy - before[1]);
        waited += times * (waited - before[2]);
    }

    Timing.Usage usage() {
        return new Timing.Usage(steps, busy, waited);
    }
}
