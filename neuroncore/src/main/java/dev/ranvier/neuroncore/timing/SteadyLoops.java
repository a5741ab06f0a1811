package dev.ranvier.neuroncore.timing;

import dev.ranvier.neuroncore.isa.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds loops that have come to repeat themselves, and does as if most of what is left of them had been run.
 *
 * <p>What happens from some time on depends on where each processor stands, for how long it, the DMA engines and the
 * memory are still occupied, and on the raises of semaphores that are still to come, all relative to that time. If that
 * is what it was some iterations before, and each wait in the loop grows by what its semaphore is raised in an
 * iteration, then the next iterations take as long as those between, and so on while every processor stays in the loop.
 * Times are whole numbers, so nothing is lost: the result is that of all iterations one by one.
 */
final class SteadyLoops {
    /** Iterations back to which one is compared. */
    private static final int MOST_KEPT = 16;

    /** Iterations of a loop after which it is given up. */
    private static final int MOST_TRIES = 64;

    /** The end of an iteration. */
    private record Snapshot(
            long iteration, long time, List<Object> state, Map<String, Long> raised, List<long[]> counts) {}

    /** A loop that is being watched, from one entry to the next. */
    private static final class Watch {
        private final Lane lead;
        private final List<Long> around;
        private final Deque<Snapshot> snapshots = new ArrayDeque<>();
        private int tries;

        private Watch(Lane lead, List<Long> around) {
            this.lead = lead;
            this.around = around;
        }
    }

    private final List<Lane> lanes;
    private final TransferEngines engines;
    private final Map<String, SemaphoreTimes> semaphores;
    private final Observer observer;
    private final IdentityHashMap<Node.Loop, Watch> watches = new IdentityHashMap<>();
    private final IdentityHashMap<Node.Loop, Boolean> regular = new IdentityHashMap<>();

    SteadyLoops(List<Lane> lanes, TransferEngines engines, Map<String, SemaphoreTimes> semaphores, Observer observer) {
        this.lanes = lanes;
        this.engines = engines;
        this.semaphores = semaphores;
        this.observer = observer;
    }

    /** A processor has run a step that began at {@code now}. */
    void stepped(Lane lane, long now) {
        var loop = lane.cursor.repeated();
        if (loop == null || !regular.computeIfAbsent(loop, SteadyLoops::isRegular)) {
            return;
        }
        var around = around(lane, loop);
        var watch = watches.get(loop);
        if (watch == null || (watch.lead == lane && !watch.around.equals(around))) {
            watch = new Watch(lane, around);
            watches.put(loop, watch);
        }
        if (watch.lead == lane && watch.tries < MOST_TRIES) {
            watch.tries++;
            compare(loop, watch, now);
        }
    }

    /** Whether each wait in the loop grows by as much as its semaphore does in an iteration. */
    private static boolean isRegular(Node.Loop loop) {
        var gains = new HashMap<String, Long>();
        addGains(loop.body(), 1, gains);
        return isRegular(loop.body(), loop.variable(), gains);
    }

    private static void addGains(List<Node> nodes, long times, Map<String, Long> gains) {
        for (var node : nodes) {
            switch (node) {
                case Node.Step step ->
                    step.signals()
                            .forEach(signal -> gains.merge(signal.semaphore(), times * signal.amount(), Long::sum));
                case Node.Loop inner -> addGains(inner.body(), times * inner.count(), gains);
            }
        }
    }

    private static boolean isRegular(List<Node> nodes, String variable, Map<String, Long> gains) {
        return nodes.stream().allMatch(node -> switch (node) {
            case Node.Step step ->
                step.waits().stream()
                        .allMatch(wait ->
                                wait.atLeast().coefficient(variable) == gains.getOrDefault(wait.semaphore(), 0L));
            case Node.Loop inner -> isRegular(inner.body(), variable, gains);
        });
    }

    /** The values of the variables of the loops around {@code loop}, as the processor sees them. */
    private static List<Long> around(Lane lane, Node.Loop loop) {
        var values = new ArrayList<Long>();
        for (var entry : lane.cursor.loops()) {
            if (isSame(entry.getKey(), loop)) {
                break;
            }
            values.add(entry.getValue());
        }
        return values;
    }

    /** Loops that are written alike are not the same one. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Node.Loop one, Node.Loop other) {
        return one == other;
    }

    private void compare(Node.Loop loop, Watch watch, long now) {
        var snapshot = snapshot(loop, watch, now);
        if (snapshot == null) {
            return;
        }
        for (var before : watch.snapshots) {
            if (before.state.equals(snapshot.state)) {
                skip(loop, before, snapshot);
                watch.tries = MOST_TRIES;
                return;
            }
        }
        watch.snapshots.addFirst(snapshot);
        if (watch.snapshots.size() > MOST_KEPT) {
            watch.snapshots.removeLast();
        }
    }

    /** Null unless every processor that is not done is in this run of the loop. */
    private @Nullable Snapshot snapshot(Node.Loop loop, Watch watch, long now) {
        long iteration = watch.lead.cursor.value(loop.variable());
        var state = new ArrayList<Object>();
        var counts = new ArrayList<long[]>();
        for (var lane : lanes) {
            counts.add(lane.counts());
            if (lane.isDone()) {
                continue;
            }
            boolean inside = false;
            for (var entry : lane.cursor.loops()) {
                boolean same = isSame(entry.getKey(), loop);
                inside |= same;
                state.add(same ? entry.getValue() - iteration : entry.getValue());
            }
            if (!inside || !around(lane, loop).equals(watch.around)) {
                return null;
            }
            lane.describe(now, state);
        }
        engines.describe(now, state);
        counts.add(engines.counts());
        var raised = new HashMap<String, Long>();
        semaphores.forEach((name, semaphore) -> {
            state.add(semaphore.describe(now));
            raised.put(name, semaphore.last());
        });
        return new Snapshot(iteration, now, state, raised, counts);
    }

    private void skip(Node.Loop loop, Snapshot before, Snapshot now) {
        long period = now.iteration - before.iteration;
        long furthest = lanes.stream()
                .filter(lane -> !lane.isDone())
                .mapToLong(lane -> lane.cursor.value(loop.variable()))
                .max()
                .orElseThrow();
        long times = (loop.count() - 1 - furthest) / period;
        if (times < 1) {
            return;
        }
        long time = times * (now.time - before.time);
        for (int i = 0; i < lanes.size(); i++) {
            var lane = lanes.get(i);
            lane.repeat(before.counts.get(i), times);
            if (!lane.isDone()) {
                lane.cursor.skip(loop, times * period);
                lane.shift(time);
            }
        }
        engines.repeat(before.counts.getLast(), times);
        engines.shift(time);
        semaphores.forEach((name, semaphore) ->
                semaphore.shift(times * (semaphore.last() - before.raised.getOrDefault(name, 0L)), time));
        observer.skipped(loop, times * period, now.time, now.time + time);
    }
}
