package dev.ranvier.pjrt;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that stand for Java objects in C. A number is an index with the count of the index's uses before, so that
 * one that was released is recognised. Safe for use by many threads; reading takes no lock.
 */
final class Handles {
    /** Index 0 is never used: a handle is not null. */
    private static final Handles TABLE = new Handles();

    private volatile Entries entries = new Entries(new Object[64], new long[64]);
    private int[] unused = new int[64];
    private int unusedCount;
    private int size = 1;

    private Handles() {}

    /** Parallel arrays; they are replaced by longer ones, never shortened. */
    private static final class Entries {
        private final @Nullable Object[] objects;
        private final long[] handles;

        Entries(@Nullable Object[] objects, long[] handles) {
            this.objects = objects;
            this.handles = handles;
        }

        Entries grown() {
            return new Entries(Arrays.copyOf(objects, objects.length * 2), Arrays.copyOf(handles, handles.length * 2));
        }
    }

    /** A new handle of {@code object}, to be released once. */
    static long add(Object object) {
        return TABLE.allocate(object);
    }

    /**
     * The object of a handle.
     *
     * @throws RanvierException if the handle was released or is of another type
     */
    static <T> T get(long handle, Class<T> type) {
        return TABLE.find(handle, type);
    }

    /** Releases a handle; its object. */
    static <T> T remove(long handle, Class<T> type) {
        synchronized (TABLE) {
            var object = TABLE.find(handle, type);
            TABLE.release(handle);
            return object;
        }
    }

    /** Handles in use. */
    static int count() {
        synchronized (TABLE) {
            return TABLE.size - 1 - TABLE.unusedCount;
        }
    }

    private synchronized long allocate(Object object) {
        int index = unusedCount > 0 ? unused[--unusedCount] : size++;
        if (index == entries.objects.length) {
            entries = entries.grown();
        }
        var current = entries;
        long handle = (current.handles[index] & ~0xFFFF_FFFFL) | index;
        current.objects[index] = object;
        current.handles[index] = handle;
        // A volatile write, so that other threads see the entry.
        entries = current;
        return handle;
    }

    private <T> T find(long handle, Class<T> type) {
        var current = entries;
        int index = (int) handle;
        if (index > 0 && index < current.objects.length && current.handles[index] == handle) {
            var object = current.objects[index];
            if (type.isInstance(object)) {
                return type.cast(object);
            }
        }
        throw new RanvierException(Diagnostic.of(
                Diagnostic.Code.INVALID_ARGUMENT,
                "handle " + Long.toHexString(handle) + " is no " + type.getSimpleName() + ", or was destroyed"));
    }

    private void release(long handle) {
        var current = entries;
        int index = (int) handle;
        current.objects[index] = null;
        current.handles[index] = handle + (1L << 32);
        if (unusedCount == unused.length) {
            unused = Arrays.copyOf(unused, unusedCount * 2);
        }
        unused[unusedCount++] = index;
    }
}
