package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values that ops within an isolated region can name: those of the region and of the regions within it. */
final class ValueScope {
    private @Nullable Value[] values = new @Nullable Value[16];
    private int size;
    private int next;
    private int pending;

    /** @param pending values of enclosing scopes that are still to be defined by what remains */
    ValueScope(int pending) {
        this.pending = pending;
    }

    int pending() {
        return pending;
    }

    /** What an inner region takes over from. */
    record Frame(int size, int next) {}

    /** Checks that the values that are numbered but not yet defined fit in what remains. */
    void requireRoom(Cursor in) {
        in.count("values", pending);
    }

    /** Numbers the values of a region, each of which takes a byte at least of what remains. */
    Frame enter(Cursor in, long count) {
        in.count("values", count < 0 ? count : count + pending);
        var frame = new Frame(size, next);
        next = size;
        size += (int) count;
        pending += (int) count;
        if (size > values.length) {
            values = Arrays.copyOf(values, size + size / 2);
        }
        return frame;
    }

    void leave(Frame frame) {
        Arrays.fill(values, frame.size, size, null);
        pending -= size - next;
        size = frame.size;
        next = frame.next;
    }

    /** Gives the next number of the region to {@code value}. */
    void define(Cursor in, Value value) {
        if (next == size) {
            throw in.error("a region has more values than it says");
        }
        values[next++] = value;
        pending--;
    }

    Value get(Cursor in, long index) {
        var value = values[in.index("value", index, size)];
        if (value == null) {
            throw in.error("value " + index + " is used before it is defined");
        }
        return value;
    }
}
