package dev.ranvier.cpu.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the tasks of kernels with the thread that launches them. Ranges of tasks are claimed from a counter.
 * A helper that finds nothing to do spins for some microseconds, so that the next kernel finds it awake, and then parks, so
 * that other pools of the process have the cores; who waits for the end of a launch for longer than that yields to them.
 * One launch is shared at a time; others that come meanwhile run alone.
 */
public final class ComputePool implements AutoCloseable {
    /** Pauses of a thread before it gives its core away: some tens of microseconds. */
    private static final int SPINS = 2000;

    /** The part of what is left that a thread claims, over the threads: late ranges are short, so that all end at once. */
    private static final int RANGES_PER_THREAD = 2;

    /** Ranges per thread if all were of the least length. */
    private static final int MOST_RANGES_PER_THREAD = 64;

    /** What a range of tasks is done with. */
    @FunctionalInterface
    public interface Range {
        /**
         * Does the tasks from {@code begin} up to {@code end}.
         *
         * @param thread a number below {@link #threads()} that no other thread has which does ranges of this launch
         */
        void run(int thread, long begin, long end);
    }

    private static final class Launch {
        final Range range;
        final long tasks;
        final long share;
        final long least;
        final AtomicLong next = new AtomicLong();
        final AtomicInteger helping = new AtomicInteger();
        final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Launch(Range range, long tasks, int threads) {
            this.range = range;
            this.tasks = tasks;
            this.share = (long) threads * RANGES_PER_THREAD;
            this.least = Math.max(1, tasks / ((long) threads * MOST_RANGES_PER_THREAD));
        }

        void work(int thread) {
            try {
                for (long begin = next.get(); begin < tasks; begin = next.get()) {
                    long end = Math.min(tasks, begin + Math.max(least, (tasks - begin) / share));
                    if (next.compareAndSet(begin, end)) {
                        range.run(thread, begin, end);
                    }
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
                next.set(tasks);
            }
        }
    }

    private final List<Thread> helpers = new ArrayList<>();
    private final AtomicReference<@Nullable Launch> current = new AtomicReference<>();
    private final AtomicInteger parked = new AtomicInteger();
    private volatile boolean closed;

    /** A pool that keeps {@code threads} cores busy, one of which is the launching thread's. */
    public ComputePool(int threads) {
        for (int i = 1; i < threads; i++) {
            int number = i;
            helpers.add(
                    Thread.ofPlatform().daemon().name("ranvier-compute-" + i).start(() -> help(number)));
        }
    }

    /** Cores that a launch may use. */
    public int threads() {
        return helpers.size() + 1;
    }

    /** Does all tasks from 0 to {@code tasks}, on this thread and the helpers, and returns when they are done. */
    public void run(long tasks, Range range) {
        var launch = new Launch(range, tasks, threads());
        if (helpers.isEmpty() || tasks <= 1 || !current.compareAndSet(null, launch)) {
            range.run(0, 0, tasks);
            return;
        }
        if (parked.get() > 0) {
            helpers.forEach(LockSupport::unpark);
        }
        launch.work(0);
        current.set(null);
        for (int spins = 0; launch.helping.get() > 0; spins++) {
            pause(spins);
        }
        var failure = launch.failure.get();
        if (failure != null) {
            throw new IllegalStateException("a kernel failed", failure);
        }
    }

    private void help(int thread) {
        int idle = 0;
        while (!closed) {
            var launch = current.get();
            if (launch == null) {
                idle++;
                if (idle < SPINS) {
                    Thread.onSpinWait();
                } else {
                    park();
                }
                continue;
            }
            idle = 0;
            launch.helping.incrementAndGet();
            // The launching thread waits for those who help only from here on.
            if (current.get() == launch) {
                launch.work(thread);
            }
            launch.helping.decrementAndGet();
            for (int spins = 0; current.get() == launch && !closed; spins++) {
                pause(spins);
            }
        }
    }

    /** Waits a little for another thread, which may need this one's core if it is not done soon. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    private void park() {
        parked.incrementAndGet();
        if (current.get() == null && !closed) {
            LockSupport.park(this);
        }
        parked.decrementAndGet();
    }

    @Override
    public void close() {
        closed = true;
        helpers.forEach(LockSupport::unpark);
    }
}
