package dev.ranvier.neuroncore.timing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** When a semaphore was, and will be, raised to each value; of the past, only that it was. */
final class SemaphoreTimes {
    /** Of a value to which it has not been raised by any step that has begun. */
    static final long UNKNOWN = -1;

    private record Raise(long value, long time) {}

    private final Deque<Raise> pending = new ArrayDeque<>();
    private long settled;
    private long last;

    /** It will be raised by {@code amount} at {@code time}, which is not before the time of the raise before. */
    void raise(long amount, long time) {
        last += amount;
        pending.add(new Raise(last, time));
    }

    /** What all steps that have begun raise it to. */
    long last() {
        return last;
    }

    /** When it has been raised to {@code value}: 0 if that is past. */
    long time(long value) {
        if (value <= settled) {
            return 0;
        }
        for (var raise : pending) {
            if (raise.value >= value) {
                return raise.time;
            }
        }
        return UNKNOWN;
    }

    /** Forgets the times up to {@code now}. */
    void settle(long now) {
        for (var first = pending.peek(); first != null && first.time <= now; first = pending.peek()) {
            settled = first.value;
            pending.remove();
        }
    }

    /** What the future depends on, relative to {@code now} and the last value. */
    List<Object> describe(long now) {
        settle(now);
        var state = new ArrayList<Object>();
        state.add(settled - last);
        for (var raise : pending) {
            state.add(raise.value - last);
            state.add(raise.time - now);
        }
        return state;
    }

    void shift(long values, long time) {
        var moved = pending.stream()
                .map(raise -> new Raise(raise.value + values, raise.time + time))
                .toList();
        pending.clear();
        pending.addAll(moved);
        settled += values;
        last += values;
    }
}
