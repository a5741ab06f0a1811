package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the waits, signals and accesses of a program in text order, without any data, and finds what is not the same in
 * every legal order.
 */
final class OrderChecker {
    /** Runs of steps that are looked at one by one before a program is refused as too large for that. */
    private static final long MOST_RUNS = 50_000_000;

    private final Findings findings;
    private final IdentityHashMap<Node.Step, Action> actions = new IdentityHashMap<>();
    private final Map<String, Long> values = new LinkedHashMap<>();
    private final Deque<SteadyState> watched = new ArrayDeque<>();
    private final Clocks clocks;
    private final MemoryOrder memory;
    private long runs;

    private OrderChecker(Program program, Findings findings) {
        this.findings = findings;
        var processors = new LinkedHashMap<Processor, Integer>();
        prepare(program.body(), processors, new ArrayList<>());
        this.clocks = new Clocks(processors.size(), program.semaphores());
        this.memory = new MemoryOrder(clocks, findings, tracked(program));
    }

    static void check(Program program, Findings findings) {
        new OrderChecker(program, findings).nodes(program.body());
    }

    private void prepare(List<Node> nodes, Map<Processor, Integer> processors, List<String> variables) {
        for (var node : nodes) {
            switch (node) {
                case Node.Step step -> {
                    int processor = processors.computeIfAbsent(step.processor(), _ -> processors.size());
                    actions.put(step, Action.of(step, actions.size() + 1, processor, variables));
                }
                case Node.Loop loop -> {
                    variables.add(loop.variable());
                    prepare(loop.body(), processors, variables);
                    variables.removeLast();
                }
            }
        }
    }

    /** SBUF, PSUM, and each tensor that is written and not only by one processor that never reads it. */
    private Set<Object> tracked(Program program) {
        var tracked = new HashSet<Object>(EnumSet.allOf(Buffer.Tile.Space.class));
        var readers = new HashMap<Object, Set<Integer>>();
        var writers = new HashMap<Object, Set<Integer>>();
        for (var action : actions.values()) {
            action.reads()
                    .forEach(read -> readers.computeIfAbsent(read.memory(), _ -> new HashSet<>())
                            .add(action.processor()));
            action.writes()
                    .forEach(write -> writers.computeIfAbsent(write.memory(), _ -> new HashSet<>())
                            .add(action.processor()));
        }
        for (var buffer : program.buffers()) {
            if (buffer instanceof Buffer.Tensor tensor && tensor.role() != Buffer.Tensor.Role.INPUT) {
                boolean alone = !readers.containsKey(tensor)
                        && writers.getOrDefault(tensor, Set.of()).size() <= 1;
                if (!alone) {
                    tracked.add(tensor);
                }
            }
        }
        return tracked;
    }

    private void nodes(List<Node> nodes) {
        for (var node : nodes) {
            switch (node) {
                case Node.Step step -> step(step);
                case Node.Loop loop -> loop(loop);
            }
        }
    }

    private long value(String variable) {
        return values.getOrDefault(variable, 0L);
    }

    private void step(Node.Step step) {
        var action = actions.get(step);
        if (action == null) {
            throw new AssertionError("every step was prepared");
        }
        if (++runs > MOST_RUNS) {
            throw new RanvierException(Diagnostic.of(
                            Diagnostic.Code.RESOURCE_EXHAUSTED,
                            "more than " + MOST_RUNS + " steps have to be looked at one by one")
                    .withHint("a loop whose accesses beside the engines stay at their places is not unrolled"));
        }
        var run = new Action.Run(action, clocks.begin(action.processor()), List.copyOf(values.values()));
        for (var wait : step.waits()) {
            long atLeast = wait.atLeast().at(this::value);
            watched.forEach(loop -> loop.waits(wait, atLeast));
            if (!clocks.await(action.processor(), wait.semaphore(), atLeast)) {
                findings.add(
                        run,
                        0,
                        "wait",
                        "waits for @" + wait.semaphore() + " >= " + atLeast + ", which the steps before it raise to "
                                + clocks.value(wait.semaphore()) + " only",
                        "the text order has to be a legal order");
            }
        }
        memory.run(run, this::value);
        clocks.complete(action.processor(), step.signals());
    }

    private void loop(Node.Loop loop) {
        var state = loop.count() > 3 && staysInPlace(loop.body(), loop.variable())
                ? new SteadyState(loop, clocks, memory)
                : null;
        for (long i = 0; i < loop.count(); i++) {
            values.put(loop.variable(), i);
            if (state == null || !state.isHopeful()) {
                nodes(loop.body());
                continue;
            }
            watched.push(state);
            nodes(loop.body());
            watched.pop();
            var period = state.period();
            if (period != null) {
                long times = loop.count() - 1 - i;
                clocks.repeat(state.valuesBefore(), period, times);
                var moved = new IdentityHashMap<Action.Run, Action.Run>();
                memory.replaceRuns(run -> moved.computeIfAbsent(run, _ -> state.moved(period, run, times)));
                break;
            }
        }
        values.remove(loop.variable());
    }

    /** Whether nothing in memory that is looked at moves with the variable. */
    private boolean staysInPlace(List<Node> nodes, String variable) {
        for (var node : nodes) {
            boolean stays = switch (node) {
                case Node.Loop loop -> staysInPlace(loop.body(), variable);
                case Node.Step step -> {
                    var action = actions.get(step);
                    yield action != null
                            && action.reads().stream().noneMatch(read -> moves(read, variable))
                            && action.writes().stream().noneMatch(write -> moves(write, variable));
                }
            };
            if (!stays) {
                return false;
            }
        }
        return true;
    }

    private boolean moves(Footprint footprint, String variable) {
        return memory.isTracked(footprint) && footprint.offset().coefficient(variable) != 0;
    }
}
