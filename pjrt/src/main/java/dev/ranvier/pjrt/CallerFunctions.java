package dev.ranvier.pjrt;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The caller extension: how the language of the host program says which of its lines calls the door, so that an error
 * that comes from no line of a program on the device names that one.
 */
final class CallerFunctions {
    private static final Field REGISTER_KNOWS_THREAD = Layouts.field("Ranvier_Caller_Register_Args.knows_thread");

    /** The longest place that is asked for, in bytes with the zero byte at its end. */
    private static final int LONGEST = 4096;

    /** Held while the host is asked, so that it may be sure of not being asked any more. */
    private static final ReadWriteLock LOCK = new ReentrantReadWriteLock();

    private static long find;
    private static long knowsThread;

    private CallerFunctions() {}

    /** Whom to ask from now on; nobody after null. Returns when nobody else is being asked. */
    static void register(long arguments) {
        LOCK.writeLock().lock();
        try {
            find = Field.FIRST.getLong(arguments);
            knowsThread = REGISTER_KNOWS_THREAD.getLong(arguments);
        } finally {
            LOCK.writeLock().unlock();
        }
    }

    /** {@code exception} with the calling line as the place of its first diagnostic, if that has none. */
    static RanvierException named(RanvierException exception) {
        var first = exception.diagnostics().getFirst();
        var place = first.place().isEmpty() ? place() : "";
        if (place.isEmpty()) {
            return exception;
        }
        var diagnostics = new ArrayList<>(exception.diagnostics());
        diagnostics.set(0, first.at(place));
        return new RanvierException(diagnostics);
    }

    /** The line of the host program on this thread, such as {@code train.py:12}, or nothing. */
    private static String place() {
        LOCK.readLock().lock();
        try (var arena = Arena.ofConfined()) {
            if (find == 0 || Native.call(knowsThread, 0) == 0) {
                return "";
            }
            long text = arena.allocate(LONGEST).address();
            Native.call(find, text, LONGEST);
            return Native.text(text, Native.length(text));
        } finally {
            LOCK.readLock().unlock();
        }
    }
}
