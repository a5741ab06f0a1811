package dev.ranvier.runtime;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A block of memory and its claims: the owner's, until it is closed or taken over, and those of readers. The last claim
 * to go frees the block.
 */
final class Storage implements Program.Input {
    private final DeviceMemory memory;
    private final MemorySegment segment;
    private final boolean writable;
    private final Runnable free;

    /** What runs keep beside the block. */
    private @Nullable KeptForms forms;

    /** Twice the number of claims, and one more once the owner has given up its own. */
    private final AtomicInteger state = new AtomicInteger(2);

    /**
     * A block with the owner's claim on it.
     *
     * @param memory the device's
     * @param writable whether a run that is given the block may write results into it
     * @param free run once, when the last claim is gone
     */
    Storage(DeviceMemory memory, MemorySegment segment, boolean writable, Runnable free) {
        this.memory = memory;
        this.segment = segment;
        this.writable = writable;
        this.free = free;
    }

    @Override
    public MemorySegment segment() {
        return segment;
    }

    @Override
    public synchronized KeptForms forms() {
        var kept = forms;
        if (kept == null) {
            kept = new KeptForms(memory, false);
            forms = kept;
        }
        return kept;
    }

    /** Frees what is kept beside the block. */
    private synchronized void closeForms() {
        if (forms != null) {
            forms.close();
            forms = null;
        }
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
            closeForms();
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
        boolean isOurs = writable && state.compareAndSet(4, 5);
        if (isOurs) {
            closeForms();
        }
        return isOurs;
    }

    /** Undoes {@link #tryTakeOver()}. */
    void giveBack() {
        state.decrementAndGet();
    }
}
