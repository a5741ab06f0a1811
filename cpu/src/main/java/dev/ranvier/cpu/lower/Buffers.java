package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.schedule.BufferPlan;
import dev.ranvier.cpu.schedule.BufferPlan.Place;
import dev.ranvier.cpu.schedule.BufferPlan.Temporary;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of a program while it is lowered. Each is used during one span of positions in the program's order; those
 * of the arena whose spans do not meet may share memory.
 */
final class Buffers {
    private static final class Buffer {
        final @Nullable Place fixed;
        long bytes;
        final boolean isPacked;
        final @Nullable Op op;
        int first = Integer.MAX_VALUE;
        int last = -1;

        Buffer(@Nullable Place fixed, long bytes, boolean isPacked, @Nullable Op op) {
            this.fixed = fixed;
            this.bytes = bytes;
            this.isPacked = isPacked;
            this.op = op;
        }
    }

    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<DenseElements, Integer> constants = new HashMap<>();
    private final List<DenseElements> constantData = new ArrayList<>();
    private long constantBytes;
    private @Nullable Op op;

    /** Says for which op temporary buffers are made from here on. */
    void at(Op newOp) {
        op = newOp;
    }

    /** A buffer of the arena that can hold a tensor. */
    int temporary(TensorType type) {
        return temporary(bytes(type));
    }

    /** A buffer of the arena. */
    int temporary(long bytes) {
        return add(null, bytes, false);
    }

    /** A buffer of the arena for a copy of a tensor in the order in which kernels read it. */
    int packed(long bytes) {
        return add(null, bytes, true);
    }

    int input(int index, TensorType type) {
        return add(new Place.Input(index), bytes(type), false);
    }

    int output(int index, TensorType type) {
        return add(new Place.Output(index), bytes(type), false);
    }

    int constant(DenseElements elements) {
        return constants.computeIfAbsent(elements, value -> {
            int buffer = add(new Place.Constant(constantBytes), bytes(value.type()), false);
            constantData.add(value);
            constantBytes += BufferPlan.aligned(bytes(value.type()));
            return buffer;
        });
    }

    private int add(@Nullable Place fixed, long bytes, boolean isPacked) {
        buffers.add(new Buffer(fixed, bytes, isPacked, op));
        return buffers.size() - 1;
    }

    static long bytes(TensorType type) {
        return type.elementCount() * type.elementType().byteWidth();
    }

    /** Whether steps may write to the buffer. */
    boolean isWritable(int buffer) {
        return buffers.get(buffer).fixed == null || buffers.get(buffer).fixed instanceof Place.Output;
    }

    /** Whether the program is given what is in the buffer, or knows it. */
    boolean isGiven(int buffer) {
        return switch (buffers.get(buffer).fixed) {
            case Place.Input _, Place.Constant _ -> true;
            case Place.Output _, Place.Arena _ -> false;
            case null -> false;
        };
    }

    /** Says that a buffer is read or written at a position. */
    void use(int buffer, int position) {
        var used = buffers.get(buffer);
        used.first = Math.min(used.first, position);
        used.last = Math.max(used.last, position);
    }

    /** Whether a buffer of the arena is used at no position before or after some. */
    boolean isWithin(int buffer, int from, int to) {
        var used = buffers.get(buffer);
        return used.fixed == null && used.first >= from && used.last <= to;
    }

    /** The most bytes of the arena that are in use at once. */
    long mostUsed() {
        int end = buffers.stream().mapToInt(buffer -> buffer.last).max().orElse(-1);
        return mostUsed(0, end, Set.of(), Set.of());
    }

    /**
     * The most bytes of the arena that are in use at once at positions from {@code from} to {@code to}.
     *
     * @param throughout buffers that would be used at all of them
     * @param gone buffers that would not be needed
     */
    long mostUsed(int from, int to, Set<Integer> throughout, Set<Integer> gone) {
        var changes = new long[Math.max(0, to - from) + 2];
        for (int i = 0; i < buffers.size(); i++) {
            var buffer = buffers.get(i);
            boolean isThroughout = throughout.contains(i);
            int first = isThroughout ? from : Math.max(from, buffer.first);
            int last = isThroughout ? to : Math.min(to, buffer.last);
            if (buffer.fixed == null && first <= last && !gone.contains(i)) {
                changes[first - from] += buffer.bytes;
                changes[last - from + 1] -= buffer.bytes;
            }
        }
        long used = 0;
        long most = 0;
        for (long change : changes) {
            used += change;
            most = Math.max(most, used);
        }
        return most;
    }

    /** Says that no step needs the memory of a buffer. */
    void drop(int buffer) {
        buffers.get(buffer).bytes = 0;
    }

    /** Says that what a loop from {@code start} to {@code end} uses from before it must last until its end. */
    void extendAcross(int start, int end) {
        for (var buffer : buffers) {
            if (buffer.first < start && buffer.last >= start) {
                buffer.last = Math.max(buffer.last, end);
            }
        }
    }

    /** The constants one behind the other, each aligned. */
    MemorySegment constantBytes() {
        var bytes = MemorySegment.ofArray(new byte[Math.toIntExact(constantBytes)]);
        long offset = 0;
        for (var elements : constantData) {
            long size = bytes(elements.type());
            if (elements.isSplat()) {
                int width = elements.type().elementType().byteWidth();
                for (long at = 0; at < size; at += width) {
                    MemorySegment.copy(elements.data(), 0, bytes, offset + at, width);
                }
            } else {
                MemorySegment.copy(elements.data(), 0, bytes, offset, size);
            }
            offset += BufferPlan.aligned(size);
        }
        return bytes;
    }

    /** Where all lie; of the arena's bytes those are packed copies' that it would not have without them. */
    BufferPlan plan() {
        var places = new ArrayList<@Nullable Place>();
        buffers.forEach(buffer -> places.add(buffer.fixed));
        var order = bySize(buffer -> buffer.fixed == null);
        long arena = place(order, places);
        var others = bySize(buffer -> buffer.fixed == null && !buffer.isPacked);
        boolean hasPacked = others.size() < order.size();
        long unpacked = hasPacked ? place(others, new ArrayList<@Nullable Place>(places)) : arena;
        var largest = order.isEmpty() ? Temporary.NONE : temporary(buffers.get(order.getFirst()));
        return new BufferPlan(
                places.stream().map(Buffers::required).toList(),
                arena,
                Math.max(0, arena - unpacked),
                constantBytes,
                largest);
    }

    private List<Integer> bySize(Predicate<Buffer> chosen) {
        return IntStream.range(0, buffers.size())
                .filter(i -> chosen.test(buffers.get(i)))
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -buffers.get(i).bytes))
                .toList();
    }

    /**
     * Places buffers of the arena, the largest first, each as low as those that it meets in time allow (Pisarchyk and Lee,
     * "Efficient Memory Management for Deep Neural Net Inference", greedy by size): the bytes of the arena.
     */
    private long place(List<Integer> order, List<@Nullable Place> places) {
        var placed = new ArrayList<Integer>();
        long arena = 0;
        for (int i : order) {
            long offset = lowestGap(i, placed, places);
            places.set(i, new Place.Arena(offset));
            placed.add(i);
            arena = Math.max(arena, offset + BufferPlan.aligned(buffers.get(i).bytes));
        }
        return arena;
    }

    private static Temporary temporary(Buffer buffer) {
        return buffer.op == null
                ? new Temporary("", buffer.bytes, Location.unknown())
                : new Temporary(buffer.op.opName(), buffer.bytes, buffer.op.location());
    }

    private static Place required(@Nullable Place place) {
        if (place == null) {
            throw new IllegalStateException("a buffer has no place");
        }
        return place;
    }

    private long lowestGap(int buffer, List<Integer> placed, List<@Nullable Place> places) {
        var taken = new TreeMap<Long, Long>();
        for (int other : placed) {
            if (meet(buffers.get(buffer), buffers.get(other))
                    && places.get(other) instanceof Place.Arena(long offset)) {
                taken.merge(offset, offset + BufferPlan.aligned(buffers.get(other).bytes), Math::max);
            }
        }
        long size = BufferPlan.aligned(buffers.get(buffer).bytes);
        long offset = 0;
        for (var entry : taken.entrySet()) {
            if (entry.getKey() - offset >= size) {
                break;
            }
            offset = Math.max(offset, entry.getValue());
        }
        return offset;
    }

    private static boolean meet(Buffer x, Buffer y) {
        return x.first <= y.last && y.first <= x.last;
    }
}
