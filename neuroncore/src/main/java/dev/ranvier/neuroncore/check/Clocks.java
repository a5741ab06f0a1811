package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.isa.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known to be complete when a processor goes on: happens-before as vector clocks, from the order of each
 * processor and from semaphores alone.
 */
final class Clocks {
    /** Where a semaphore has been raised to: by value, what was complete then. */
    private static final class History {
        private final TreeMap<Long, long[]> raised = new TreeMap<>();
        private final List<Repetition> repetitions = new ArrayList<>();
        private long value;
    }

    /**
     * Values after {@code from} that loops which were not unrolled raise the semaphore to: {@code count} times what the
     * last {@code gain} before {@code from} were, each time moved on by {@code period}.
     */
    private record Repetition(long from, long gain, long count, LoopPeriod period) {}

    private final long[][] known;
    private final Map<String, History> histories = new HashMap<>();

    Clocks(int processors, List<String> semaphores) {
        known = new long[processors][processors];
        semaphores.forEach(semaphore -> histories.put(semaphore, new History()));
    }

    private History history(String semaphore) {
        var history = histories.get(semaphore);
        if (history == null) {
            throw new AssertionError("semaphores are declared");
        }
        return history;
    }

    long value(String semaphore) {
        return history(semaphore).value;
    }

    /** The processor goes on when the semaphore was raised to {@code atLeast}; false if it never was. */
    boolean await(int processor, String semaphore, long atLeast) {
        var history = history(semaphore);
        if (atLeast > history.value) {
            return false;
        }
        if (atLeast > 0) {
            var complete = lookUp(history, atLeast);
            for (int i = 0; i < complete.length; i++) {
                known[processor][i] = Math.max(known[processor][i], complete[i]);
            }
        }
        return true;
    }

    private static long[] lookUp(History history, long value) {
        for (var repetition : history.repetitions) {
            long beyond = value - repetition.from;
            if (beyond > 0 && beyond <= repetition.gain * repetition.count) {
                long times = Math.ceilDiv(beyond, repetition.gain);
                return repetition.period.moved(lookUp(history, value - times * repetition.gain), times);
            }
        }
        return history.raised.ceilingEntry(value).getValue();
    }

    /** The processor's next step, by its number from 1 on. */
    long begin(int processor) {
        return known[processor][processor] + 1;
    }

    /** The step is complete, and gives its signals. */
    void complete(int processor, List<Node.Signal> signals) {
        known[processor][processor]++;
        for (var signal : signals) {
            var history = history(signal.semaphore());
            history.value += signal.amount();
            history.raised.put(history.value, known[processor].clone());
        }
    }

    /** Whether {@code earlier} is complete whenever {@code processor} goes on from here. */
    boolean isOrdered(Action.Run earlier, int processor) {
        int other = earlier.action().processor();
        return other == processor || known[processor][other] >= earlier.index();
    }

    /** How many steps each processor has completed. */
    long[] completed() {
        var completed = new long[known.length];
        for (int i = 0; i < completed.length; i++) {
            completed[i] = known[i][i];
        }
        return completed;
    }

    long[][] snapshot() {
        var copy = new long[known.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = known[i].clone();
        }
        return copy;
    }

    Map<String, Long> values() {
        var values = new HashMap<String, Long>();
        histories.forEach((semaphore, history) -> values.put(semaphore, history.value));
        return values;
    }

    /** What was complete when the semaphore was raised to values after {@code from}, up to {@code to}, counted from it. */
    Map<Long, long[]> raised(String semaphore, long from, long to) {
        var raised = new TreeMap<Long, long[]>();
        history(semaphore)
                .raised
                .subMap(from, false, to, true)
                .forEach((value, complete) -> raised.put(value - from, complete));
        return raised;
    }

    /** As if what raised semaphores from {@code before} on had happened {@code times} more. */
    void repeat(Map<String, Long> before, LoopPeriod period, long times) {
        for (var clock : known) {
            System.arraycopy(period.moved(clock, times), 0, clock, 0, clock.length);
        }
        histories.forEach((semaphore, history) -> {
            @Nullable Long from = before.get(semaphore);
            long gain = history.value - (from == null ? 0 : from);
            if (gain > 0) {
                history.repetitions.add(new Repetition(history.value, gain, times, period));
                history.value += gain * times;
            }
        });
    }
}
