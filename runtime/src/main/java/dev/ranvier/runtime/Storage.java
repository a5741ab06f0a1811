package dev.ranvier.runtime;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A block of memory and its claims: the owner's, until it is closed or taken over, and those of readers. The last claim
 * to go frees the block.
 */
final class Storage {
    private final MemorySegment segment;
    private final boolean writable;
    private final Runnable free;

    /** Twice the number of claims, and one more once the owner has given up its own. */
    private final AtomicInteger state = new AtomicInteger(2);

    /**
     * A block with the owner's claim on it.
     *
     * @param writable whether a run that is given the block may write results into it
     * @param free run once, when the last claim is gone
     */
    Storage(MemorySegment segment, boolean writable, Runnable free) {
        this.segment = segment;
        this.writable = writable;
        this.free = free;
    }

    MemorySegment segment() {
        return segment;
    }

    /** Whether the owner has given up its claim. */
    boolean isClosed() {
        return (state.get() & 1) != 0;
    }

    /** Adds a claim, unless the owner has given up its own. */
    boolean tryRetain() {
        int seen = state.get();
        while ((seen & 1) == 0) {
            if (state.compareAndSet(seen, seen + 2)) {
                return true;
            }
            seen = state.get();
        }
        return false;
    }

    /** Gives up one claim. */
    void release() {
        if (state.addAndGet(-2) == 1) {
            free.run();
        }
    }

    /** Gives up the owner's claim, once. */
    void close() {
        int seen = state.get();
        while ((seen & 1) == 0) {
            if (state.compareAndSet(seen, seen | 1)) {
                release();
                return;
            }
            seen = state.get();
        }
    }

    /**
     * Closes the block for its owner and makes the caller, who has one claim, the keeper of the owner's claim too, if
     * nobody else has one: then the block may be overwritten.
     */
    boolean tryTakeOver() {
        return writable && state.compareAndSet(4, 5);
    }

    /** Undoes {@link #tryTakeOver()}. */
    void giveBack() {
        state.decrementAndGet();
    }
}
