package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A tensor in the memory of a device: little-endian, {@code elementType().byteWidth()} bytes an element (types narrower
 * than a byte take one byte each), without gaps, in the order that {@link #layout()} says. The elements do not change
 * once the buffer is {@linkplain #ready() ready}.
 *
 * <p>A buffer is freed by {@link #close()}; one that is forgotten is freed when it is garbage-collected. Memory is never
 * taken away under a reader: what is in use stays until the last {@link Hold} is released. Safe for use by many threads.
 */
public final class Buffer implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Device device;
    private final TensorType type;
    private final Layout layout;
    private final Storage storage;
    private final Event ready;
    private final Cleaner.Cleanable ownership;

    Buffer(Device device, TensorType type, Layout layout, Storage storage, Event ready) {
        this.device = device;
        this.type = type;
        this.layout = layout;
        this.storage = storage;
        this.ready = ready;
        this.ownership = CLEANER.register(this, storage::close);
    }

    public Device device() {
        return device;
    }

    /** Element type and static shape. */
    public TensorType type() {
        return type;
    }

    /** How the elements lie in memory: row-major, unless a program or the maker of the buffer says otherwise. */
    public Layout layout() {
        return layout;
    }

    /** Bytes of all elements. */
    public long byteSize() {
        return storage.segment().byteSize();
    }

    /** Ends when the elements are there, or with the error of the run that should have made them. */
    public Event ready() {
        return ready;
    }

    /** Whether it was closed, or donated to a run. */
    public boolean isClosed() {
        return storage.isClosed();
    }

    /** A claim on the memory that outlives {@link #close()}, for readers that keep the address. */
    public final class Hold implements AutoCloseable {
        private boolean released;

        private Hold() {}

        /** The elements, in this buffer's layout. The segment must not be used after {@link #close()}. */
        public MemorySegment segment() {
            return storage.segment();
        }

        @Override
        public synchronized void close() {
            if (!released) {
                released = true;
                storage.release();
            }
        }
    }

    /**
     * Keeps the memory until the hold is closed. Does not wait for {@link #ready()}.
     *
     * @throws RanvierException if this buffer is closed
     */
    public Hold hold() {
        if (!storage.tryRetain()) {
            throw closed("buffer");
        }
        return new Hold();
    }

    /**
     * Waits for the elements and hands them to {@code reader} in this buffer's layout. The segment is read-only and valid
     * only during the call.
     *
     * @throws RanvierException if this buffer is closed, or the run that makes it failed
     */
    @SuppressWarnings("restricted")
    public <T> T read(Function<MemorySegment, T> reader) throws InterruptedException {
        try (var hold = hold();
                var arena = Arena.ofConfined()) {
            ready.await();
            var segment = hold.segment();
            return reader.apply(MemorySegment.ofAddress(segment.address())
                    .reinterpret(segment.byteSize(), arena, null)
                    .asReadOnly());
        }
    }

    /**
     * Hands the elements, in this buffer's layout, to {@code reader} once they are there, on the thread that made them, or at once on this one.
     *
     * @return ends after the reader, with its error, or with that of the run that should have made the elements
     * @throws RanvierException if this buffer is closed
     */
    public Event whenReady(Consumer<MemorySegment> reader) {
        var hold = hold();
        var end = Event.pending();
        ready.onReady(error -> {
            try (hold) {
                if (error != null) {
                    throw error;
                }
                reader.accept(hold.segment());
                end.complete();
            } catch (RuntimeException | Error e) {
                end.fail(e);
            }
        });
        return end;
    }

    /** Copies the elements, row-major, into {@code destination}, which must have room for {@link #byteSize()} bytes. */
    public void copyTo(MemorySegment destination) throws InterruptedException {
        var _ = read(source -> {
            Strides.of(type, layout).copyTo(source, destination, Layout.rowMajor(type.rank()));
            return destination;
        });
    }

    /** The elements of an {@code f32} buffer, row-major. */
    public float[] toFloatArray() throws InterruptedException {
        var array = new float[Math.toIntExact(byteSize() / Float.BYTES)];
        copyTo(MemorySegment.ofArray(array));
        return array;
    }

    /** Frees the memory once nobody holds it. Closing twice is allowed. */
    @Override
    public void close() {
        ownership.clean();
    }

    RanvierException closed(String name) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.FAILED_PRECONDITION, name + ", " + type + ", was deleted or donated")
                        .withHint("keep it, or do not donate it, while it is needed"));
    }

    Storage storage() {
        return storage;
    }

    @Override
    public String toString() {
        return "Buffer(" + type + " on " + device + (isClosed() ? ", closed)" : ")");
    }
}
