package dev.ranvier.cpu.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the tasks of kernels with the thread that launches them.
 * A helper that finds nothing to do spins for some microseconds, so that the next kernel finds it awake, and then parks, so
 * that other pools of the process have the cores; who waits for the end of a launch for longer than that yields to them.
 * One launch is shared at a time; others that come meanwhile run alone.
 */
public final class ComputePool implements AutoCloseable {
    /** Operations that are worth sharing with threads that are awake: about five microseconds. */
    private static final long WORTH_SHARING = 1 << 16;

    /** Operations that are worth waking another thread for: about ten microseconds. */
    private static final long WORTH_WAKING = 1 << 17;

    /** Pauses of a thread before it gives its core away: some tens of microseconds. */
    private static final int SPINS = 2000;

    /** The part of what is left of a share that is claimed at a time: late ranges are short, so that all threads end at once. */
    private static final int PART = 4;

    /** Ranges of a share if all were of the least length. */
    private static final int MOST_RANGES = 64;

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
        final Share[] shares;
        final AtomicInteger helping = new AtomicInteger();
        final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Launch(Range range, long tasks, int threads) {
            this.range = range;
            this.shares = new Share[threads];
            for (int i = 0; i < threads; i++) {
                shares[i] = new Share(tasks * i / threads, tasks * (i + 1) / threads);
            }
        }

        /** Does the thread's own share, and then what is left of the others'. */
        void work(int thread) {
            try {
                for (int i = 0; i < shares.length; i++) {
                    shares[(thread + i) % shares.length].work(range, thread, i == 0);
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
                for (var share : shares) {
                    share.cancel();
                }
            }
        }
    }

    /**
     * The tasks of a launch that one thread begins with: the same part of every launch, so that it finds in its cache what
     * it has made. It claims them from the first on; others, once they are done with theirs, from the last on.
     */
    private static final class Share {
        private final long first;
        private final long step;
        private final long last;

        /** Steps that are claimed, from the first on in the high half and from the last on in the low one. */
        private final AtomicLong claimed = new AtomicLong();

        Share(long first, long last) {
            this.first = first;
            this.last = last;
            this.step = Math.max(1, (last - first) / MOST_RANGES);
        }

        private long steps() {
            return Math.ceilDiv(last - first, step);
        }

        void work(Range range, int thread, boolean isOwn) {
            long steps = steps();
            while (true) {
                long before = claimed.get();
                long front = before >>> Integer.SIZE;
                long back = before & Integer.MAX_VALUE;
                long left = steps - front - back;
                if (left <= 0) {
                    return;
                }
                long count = Math.max(1, left / PART);
                long after = isOwn ? before + (count << Integer.SIZE) : before + count;
                if (claimed.compareAndSet(before, after)) {
                    long begin = first + step * (isOwn ? front : steps - back - count);
                    range.run(thread, begin, Math.min(last, begin + step * count));
                }
            }
        }

        void cancel() {
            claimed.set(steps() << Integer.SIZE);
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

    /** Whether the threads together are done sooner with some elementary operations than one alone. */
    boolean isWorthSharing(long operations) {
        return operations >= (parked.get() == 0 ? WORTH_SHARING : WORTH_WAKING);
    }

    /** Does all tasks from 0 to {@code tasks}, on this thread and the helpers, and returns when they are done. */
    public void run(long tasks, Range range) {
        if (helpers.isEmpty() || tasks <= 1) {
            range.run(0, 0, tasks);
            return;
        }
        var launch = new Launch(range, tasks, threads());
        if (!current.compareAndSet(null, launch)) {
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
