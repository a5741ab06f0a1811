package dev.ranvier.runtime;

import dev.ranvier.stablehlo.RanvierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that will have happened: a buffer is filled, a run has ended. It ends once, well or with an error. */
public final class Event {
    private static final Event READY = new Event(CompletableFuture.completedFuture(null));

    private final CompletableFuture<@Nullable Void> future;

    private Event(CompletableFuture<@Nullable Void> future) {
        this.future = future;
    }

    /** An event that has already happened. */
    public static Event ready() {
        return READY;
    }

    /** An event that has ended with {@code error}. */
    public static Event failed(RanvierException error) {
        return new Event(CompletableFuture.failedFuture(error));
    }

    /** An event that {@link #complete} or {@link #fail} will end. */
    public static Event pending() {
        return new Event(new CompletableFuture<>());
    }

    /** Ends it well, unless it has ended. */
    public void complete() {
        future.complete(null);
    }

    /** Ends it with an error, unless it has ended. */
    public void fail(Throwable error) {
        future.completeExceptionally(RanvierException.from(error));
    }

    /** Ends it with an error, or well if that is null. */
    void end(@Nullable RanvierException error) {
        if (error == null) {
            complete();
        } else {
            fail(error);
        }
    }

    /** Whether it has ended, well or not. */
    public boolean isReady() {
        return future.isDone();
    }

    /** Whether it has ended without an error. */
    boolean isWell() {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    /** The error that ended it; null if there is none or it has not ended. */
    public @Nullable RanvierException error() {
        return future.isCompletedExceptionally() ? RanvierException.from(future.exceptionNow()) : null;
    }

    /**
     * Calls {@code action} once with the error or null when this has ended: at once on this thread if it already has,
     * else on the thread that ends it.
     */
    public void onReady(Consumer<@Nullable RanvierException> action) {
        var _ = future.whenComplete(
                (none, error) -> action.accept(error == null ? null : RanvierException.from(error)));
    }

    /**
     * Waits for the end.
     *
     * @throws RanvierException if it ended with an error
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public void await() throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw RanvierException.from(e);
        }
    }
}
