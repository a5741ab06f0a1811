package dev.ranvier.runtime.parallel;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a run, {@code replicas} by {@code partitions}, each a virtual thread, and the places where they wait
 * for one another. A process that waits for what cannot come any more, because all others have ended or wait too, fails
 * and says who waited for what; when a process fails, all others end.
 *
 * @param <T> what they exchange
 */
public final class ProcessGrid<T> {
    private final int replicas;
    private final int partitions;
    private final Predicate<ProcessId> members;
    private final Map<MeetingPoint, Meeting<T>> meetings = new HashMap<>();
    private final Map<Channel, Queue<T>> channels = new HashMap<>();
    private final Map<ProcessId, Waiting> waiting = new LinkedHashMap<>();
    private final AtomicReference<@Nullable RanvierException> failure = new AtomicReference<>();
    private int running;

    /** Where the processes of a group meet: the next op of this name, group and channel in each of them. */
    public record MeetingPoint(String op, List<ProcessId> group, long channel) {}

    /**
     * A channel from one process to another, or between the host and any process if they are null. A process may be
     * ahead of others by ops that use a channel of one id: what comes from each is in order.
     */
    public record Channel(
            long id, @Nullable ProcessId source, @Nullable ProcessId target) {}

    /** What one process waits for. */
    private record Waiting(String reason, BooleanSupplier isOver) {}

    /** What the members of a group have brought. */
    private static final class Meeting<T> {
        private final Map<ProcessId, T> contributions = new HashMap<>();
    }

    /** A grid all of whose processes run. */
    public ProcessGrid(int replicas, int partitions) {
        this(
                replicas,
                partitions,
                id -> id.replica() >= 0
                        && id.replica() < replicas
                        && id.partition() >= 0
                        && id.partition() < partitions);
    }

    /** A grid of which only {@code members} run: collectives leave the others out of their groups. */
    public ProcessGrid(int replicas, int partitions, Predicate<ProcessId> members) {
        this.replicas = replicas;
        this.partitions = partitions;
        this.members = members;
    }

    public int replicas() {
        return replicas;
    }

    public int partitions() {
        return partitions;
    }

    public boolean contains(ProcessId process) {
        return members.test(process);
    }

    /**
     * Runs {@code program} for each process at once.
     *
     * @return the results in the order of {@code processes}
     * @throws RanvierException the first failure of a process
     */
    public <R> List<R> run(List<ProcessId> processes, Function<ProcessId, R> program) {
        synchronized (this) {
            running = processes.size();
        }
        if (processes.size() == 1) {
            return List.of(runOne(processes.getFirst(), program));
        }
        var tasks = processes.stream()
                .map(process -> new FutureTask<>(() -> runOne(process, program)))
                .toList();
        var threads = tasks.stream().map(Thread.ofVirtual()::start).toList();
        threads.forEach(this::join);
        checkFailure();
        return tasks.stream().map(FutureTask::resultNow).toList();
    }

    private <R> R runOne(ProcessId process, Function<ProcessId, R> program) {
        try {
            return program.apply(process);
        } catch (RanvierException e) {
            throw fail(e);
        } catch (StackOverflowError e) {
            throw fail(RanvierException.from(e));
        } catch (RuntimeException | Error e) {
            throw fail(
                    new RanvierException(Diagnostic.of(Diagnostic.Code.INTERNAL, "process " + process + ": " + e), e));
        } finally {
            leave();
        }
    }

    private void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                fail(interrupted());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void leave() {
        running--;
        detectDeadlock();
        notifyAll();
    }

    private synchronized RanvierException fail(RanvierException e) {
        failure.compareAndSet(null, e);
        notifyAll();
        return e;
    }

    private static RanvierException interrupted() {
        return new RanvierException(Diagnostic.of(Diagnostic.Code.CANCELLED, "the run was interrupted"));
    }

    /** Ends the calling process if another one has failed, or the run was interrupted. */
    public void checkFailure() {
        if (Thread.currentThread().isInterrupted()) {
            throw fail(interrupted());
        }
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Brings {@code contribution} to a meeting and waits for all others. */
    public synchronized Map<ProcessId, T> meet(ProcessId self, MeetingPoint point, T contribution) {
        var meeting = meetings.computeIfAbsent(point, _ -> new Meeting<>());
        meeting.contributions.put(self, contribution);
        if (meeting.contributions.size() == point.group().size()) {
            meetings.remove(point);
            notifyAll();
        } else {
            await(
                    self,
                    "for " + point.op() + " with "
                            + point.group().stream()
                                    .filter(process -> !process.equals(self))
                                    .toList(),
                    () -> meeting.contributions.size() == point.group().size());
        }
        return meeting.contributions;
    }

    public synchronized void send(Channel channel, T values) {
        channels.computeIfAbsent(channel, _ -> new ArrayDeque<>()).add(values);
        notifyAll();
    }

    /** Waits for the next values of a channel. */
    public synchronized T receive(ProcessId self, Channel channel) {
        var queue = channels.computeIfAbsent(channel, _ -> new ArrayDeque<>());
        await(self, "to receive from channel " + channel.id(), () -> !queue.isEmpty());
        return queue.remove();
    }

    private synchronized void await(ProcessId self, String reason, BooleanSupplier isOver) {
        waiting.put(self, new Waiting(reason, isOver));
        try {
            detectDeadlock();
            while (!isOver.getAsBoolean()) {
                checkFailure();
                wait();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            waiting.remove(self);
        }
    }

    private synchronized void detectDeadlock() {
        boolean stuck = running > 0
                && waiting.size() == running
                && waiting.values().stream().noneMatch(entry -> entry.isOver().getAsBoolean());
        if (stuck) {
            var reasons = new ArrayList<String>();
            waiting.forEach((process, entry) -> reasons.add(process + " waits " + entry.reason()));
            fail(new RanvierException(Diagnostic.of(
                            Diagnostic.Code.FAILED_PRECONDITION, "no process can go on: " + String.join("; ", reasons))
                    .withHint("every process of a group must take part in each of its collectives, in one order")));
        }
    }
}
