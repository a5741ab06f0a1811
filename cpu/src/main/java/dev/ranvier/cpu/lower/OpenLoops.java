package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loops around the op that is lowered, and which values no round of theirs changes. */
final class OpenLoops {
    /**
     * A loop whose steps are being made.
     *
     * @param before the steps before it, to which more may be added
     * @param position of those
     */
    record OpenLoop(List<Step> before, int position) {}

    private final List<OpenLoop> open = new ArrayList<>();

    /** How many loops are around the place where a value is made. */
    private final Map<Value, Integer> depths = new HashMap<>();

    void enter(OpenLoop loop) {
        open.add(loop);
    }

    void leave() {
        open.removeLast();
    }

    /** Says that a value is made here. */
    void define(Value value) {
        depths.put(value, open.size());
    }

    /** Says that a value is made here that is another by another name. */
    void define(Value value, Value other) {
        depths.put(value, depths.getOrDefault(other, open.size()));
    }

    /** The outermost loop that does not change a value; null if each one does, or there is none. */
    @Nullable
    OpenLoop outermostAround(Value value) {
        int depth = depths.getOrDefault(value, open.size());
        return depth < open.size() ? open.get(depth) : null;
    }
}
