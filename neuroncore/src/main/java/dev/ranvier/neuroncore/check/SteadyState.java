package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether one more iteration of a loop does what the last one did, moved on; then all further ones do, and
 * need not be run. SEMANTICS.md, "Loops in the checker", has the proof.
 */
final class SteadyState {
    /** Tries that are worth their copies: a pipeline is full after as many iterations as it has stages. */
    private static final int MOST_TRIES = 12;

    /** The state after an iteration. */
    private static final class State {
        private final long[] completed;
        private final long[][] known;
        private final Map<String, Long> values;
        private final Map<Object, Map<Long, Shadow.Segment>> memory;

        private State(Clocks clocks, MemoryOrder memory) {
            this.completed = clocks.completed();
            this.known = clocks.snapshot();
            this.values = clocks.values();
            this.memory = memory.snapshot();
        }
    }

    private record Range(long least, long greatest) {
        Range and(Range other) {
            return new Range(Math.min(least, other.least), Math.max(greatest, other.greatest));
        }
    }

    private final Node.Loop loop;
    private final Clocks clocks;
    private final MemoryOrder memory;
    private final Set<String> inside = new HashSet<>();
    /** After each iteration, from before the first on. */
    private final List<State> states = new ArrayList<>();
    /** What the last iteration waited for. */
    private final Map<Node.Wait, Range> waits = new HashMap<>();

    SteadyState(Node.Loop loop, Clocks clocks, MemoryOrder memory) {
        this.loop = loop;
        this.clocks = clocks;
        this.memory = memory;
        addVariables(loop.body());
        states.add(new State(clocks, memory));
    }

    private void addVariables(List<Node> nodes) {
        for (var node : nodes) {
            if (node instanceof Node.Loop inner) {
                inside.add(inner.variable());
                addVariables(inner.body());
            }
        }
    }

    /** A step of the iteration waits. */
    void waits(Node.Wait wait, long atLeast) {
        waits.merge(wait, new Range(atLeast, atLeast), Range::and);
    }

    /** Whether it is still worth watching. */
    boolean isHopeful() {
        return states.size() <= MOST_TRIES;
    }

    /** The period of the loop if it has one; to be asked after each iteration. */
    @Nullable
    LoopPeriod period() {
        states.add(new State(clocks, memory));
        var period = compare();
        waits.clear();
        return period;
    }

    /** The values of semaphores before the last iteration. */
    Map<String, Long> valuesBefore() {
        return states.get(states.size() - 2).values;
    }

    private @Nullable LoopPeriod compare() {
        int last = states.size() - 1;
        if (last < 2) {
            return null;
        }
        var period = new LoopPeriod(states.getFirst().completed, difference(last));
        if (!clocksMoved(period) || !memoryMoved(period)) {
            return null;
        }
        int alike = 0;
        while (last - alike >= 2 && signalsMoved(period, last - alike)) {
            alike++;
        }
        return alike > 0 && waitsMove(last - alike) ? period : null;
    }

    private long[] difference(int iteration) {
        var difference = states.get(iteration).completed.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= states.get(iteration - 1).completed[i];
        }
        return difference;
    }

    private boolean clocksMoved(LoopPeriod period) {
        var before = states.get(states.size() - 2).known;
        var now = states.getLast().known;
        for (int i = 0; i < now.length; i++) {
            if (!Arrays.equals(now[i], period.moved(before[i], 1))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the iteration raised semaphores as the one before it did, moved on. */
    private boolean signalsMoved(LoopPeriod period, int iteration) {
        var start = states.get(iteration - 2).values;
        var middle = states.get(iteration - 1).values;
        var end = states.get(iteration).values;
        for (var semaphore : end.keySet()) {
            long first = value(start, semaphore);
            long second = value(middle, semaphore);
            var before = clocks.raised(semaphore, first, second);
            var now = clocks.raised(semaphore, second, value(end, semaphore));
            if (!before.keySet().equals(now.keySet())) {
                return false;
            }
            for (var raised : before.entrySet()) {
                if (!Arrays.equals(now.get(raised.getKey()), period.moved(raised.getValue(), 1))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether all waits were for signals of iterations from {@code first} on, and move as those do, or do not move. */
    private boolean waitsMove(int first) {
        var start = states.getFirst().values;
        var oldest = states.get(first - 1).values;
        for (var wait : waits.entrySet()) {
            var semaphore = wait.getKey().semaphore();
            Affine atLeast = wait.getKey().atLeast();
            long gain = value(states.getLast().values, semaphore) - value(valuesBefore(), semaphore);
            boolean moves = atLeast.coefficient(loop.variable()) == gain
                    && (gain == 0 || wait.getValue().least > value(oldest, semaphore));
            boolean stays = atLeast.coefficient(loop.variable()) == 0
                    && atLeast.coefficients().keySet().stream().noneMatch(inside::contains)
                    && wait.getValue().greatest <= value(start, semaphore);
            if (!moves && !stays) {
                return false;
            }
        }
        return true;
    }

    private static long value(Map<String, Long> values, String semaphore) {
        return values.getOrDefault(semaphore, 0L);
    }

    private boolean memoryMoved(LoopPeriod period) {
        var before = states.get(states.size() - 2).memory;
        for (var entry : states.getLast().memory.entrySet()) {
            var now = entry.getValue();
            var old = before.getOrDefault(entry.getKey(), Map.of());
            if (!now.keySet().equals(old.keySet())) {
                return false;
            }
            for (var segment : now.entrySet()) {
                var previous = old.get(segment.getKey());
                if (previous == null || !moved(period, previous, segment.getValue())) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean moved(LoopPeriod period, Shadow.Segment before, Shadow.Segment now) {
        if (before.end() != now.end() || before.cells().size() != now.cells().size()) {
            return false;
        }
        for (int i = 0; i < now.cells().size(); i++) {
            var old = before.cells().get(i);
            var cell = now.cells().get(i);
            boolean same = old.partitions().equals(cell.partitions())
                    && moved(period, old.writer(), cell.writer())
                    && old.readers().size() == cell.readers().size();
            for (int reader = 0; same && reader < cell.readers().size(); reader++) {
                same = moved(period, old.readers().get(reader), cell.readers().get(reader));
            }
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private boolean moved(LoopPeriod period, Action.@Nullable Run before, Action.@Nullable Run now) {
        if (before == null || now == null) {
            return before == now;
        }
        return before.action().number() == now.action().number()
                && period.moved(before.action().processor(), before.index(), 1) == now.index();
    }

    /** The run of a step after {@code times} more iterations. */
    Action.Run moved(LoopPeriod period, Action.Run run, long times) {
        int processor = run.action().processor();
        if (period.isBefore(processor, run.index())) {
            return run;
        }
        var values = new ArrayList<>(run.values());
        int variable = run.action().variables().indexOf(loop.variable());
        if (variable >= 0) {
            values.set(variable, values.get(variable) + times);
        }
        return new Action.Run(run.action(), period.moved(processor, run.index(), times), List.copyOf(values));
    }
}
