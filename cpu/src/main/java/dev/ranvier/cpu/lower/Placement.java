package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which buffer holds a value, and when. Steps are placed one after the other, each at a position; what is read and
 * written at a position keeps its memory until then.
 */
final class Placement {
    private final Buffers buffers = new Buffers();
    private final OpenLoops loops = new OpenLoops();
    private final Map<Value, Integer> placed = new HashMap<>();
    private final Map<Value, Wish> wanted = new HashMap<>();
    private final Map<Value, Integer> overwritten = new HashMap<>();
    private int position;

    /** A buffer that is to hold a result of a region, from the op of an index on. */
    private record Wish(int buffer, Op op, int index) {}

    Buffers buffers() {
        return buffers;
    }

    OpenLoops loops() {
        return loops;
    }

    int position() {
        return position;
    }

    /** Ends a position: what is placed from here on comes later. */
    void advance() {
        position++;
    }

    /** Says that a buffer holds a value. */
    void put(Value value, int buffer) {
        placed.put(value, buffer);
        loops.define(value);
    }

    /** Says that the memory of a value is that of another, which is the same by another name. */
    void alias(Value value, Value other) {
        placed.put(value, buffer(other));
        loops.define(value, other);
    }

    /** The buffer that holds a value. */
    int buffer(Value value) {
        var buffer = placed.get(value);
        if (buffer == null) {
            throw new IllegalStateException("a value is used before it is computed: " + value);
        }
        return buffer;
    }

    /** The buffer that holds a value, read at this position. */
    int read(Value value) {
        int buffer = buffer(value);
        buffers.use(buffer, position);
        return buffer;
    }

    /** The buffer that an op fills with a result at this position. */
    int place(OpResult result) {
        var wish = wanted.get(result);
        var buffer = wish != null ? Integer.valueOf(wish.buffer) : overwritten.get(result);
        int chosen = buffer != null ? buffer : buffers.temporary(result.tensorType());
        put(result, chosen);
        buffers.use(chosen, position);
        return chosen;
    }

    /** Says that buffers are read at this position. */
    void use(int... read) {
        for (int buffer : read) {
            buffers.use(buffer, position);
        }
    }

    /** Memory for the work of one step at this position. */
    int workspace(long bytes) {
        int buffer = buffers.temporary(bytes);
        buffers.use(buffer, position);
        return buffer;
    }

    /** Memory for a copy of a tensor in the order in which a step at this position reads it. */
    int packed(long bytes) {
        int buffer = buffers.packed(bytes);
        buffers.use(buffer, position);
        return buffer;
    }

    void copy(List<Step> steps, int from, int to, Value value) {
        buffers.use(from, position);
        buffers.use(to, position);
        if (from != to) {
            steps.add(new Step.Copy(from, to, Buffers.bytes(value.tensorType())));
        }
    }

    /**
     * Asks that the results of a region be computed in given buffers, each where an op of the region fills memory of its
     * own and no other result is that memory.
     *
     * @param targets a buffer for each result, or null
     */
    void want(Region region, LastUses lastUses, List<@Nullable Integer> targets, Target target) {
        var definitions = definitions(region);
        for (int i = 0; i < targets.size(); i++) {
            var buffer = targets.get(i);
            int result = i;
            if (buffer != null) {
                want(
                        region,
                        lastUses,
                        definitions,
                        region.results().get(i),
                        buffer,
                        filled -> target.isFree(result, filled));
            }
        }
    }

    /** Asks that a value be computed in a buffer; if a loop makes it, what that begins with too. */
    private void want(
            Region region,
            LastUses lastUses,
            Map<Value, Integer> definitions,
            Value value,
            int buffer,
            IntPredicate isFree) {
        var root = lastUses.root(value);
        var defined = definitions.get(root);
        if (defined == null || wanted.containsKey(root) || !isFree.test(defined)) {
            return;
        }
        var op = region.ops().get(defined);
        wanted.put(root, new Wish(buffer, op, defined));
        if (op instanceof ControlFlowOp.While loop && root instanceof OpResult result) {
            var initial = loop.operand().get(loop.results().indexOf(result));
            if (lastUses.of(initial) == defined && lastUses.uses(loop, initial) == 1) {
                want(region, lastUses, definitions, initial, buffer, isFree);
            }
        }
    }

    /** Whether the memory for a result may be written when the op of an index fills it. */
    @FunctionalInterface
    interface Target {
        boolean isFree(int result, int filled);
    }

    /** The ops of a region that fill memory of their own, by result. */
    private static Map<Value, Integer> definitions(Region region) {
        var definitions = new HashMap<Value, Integer>();
        for (int i = 0; i < region.ops().size(); i++) {
            var op = region.ops().get(i);
            if (!(op instanceof ShapeOp.Constant) && LastUses.aliased(op).isEmpty()) {
                for (var result : op.results()) {
                    definitions.put(result, i);
                }
            }
        }
        return definitions;
    }

    /** Gives results buffers that hold the operands: the operands' own where nobody else reads them any more. */
    void inPlace(List<Value> operands, Op op, int index, LastUses lastUses, List<Step> steps) {
        for (int i = 0; i < operands.size(); i++) {
            var operand = operands.get(i);
            var result = op.results().get(i);
            int source = read(operand);
            if (mayOverwrite(operand, op, index, lastUses) && mayKeep(result, source, lastUses)) {
                put(result, source);
            } else {
                copy(steps, source, place(result), operand);
            }
        }
    }

    /** Whether a result may stay in a buffer until nobody reads it: no other that is wanted there is computed before. */
    private boolean mayKeep(OpResult result, int buffer, LastUses lastUses) {
        return !wanted.containsKey(result)
                && wanted.entrySet().stream()
                        .filter(entry -> entry.getValue().buffer == buffer && lastUses.isOwn(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .allMatch(wish -> lastUses.isOver(result, wish.op, wish.index));
    }

    /** Asks that results of a call be written over operands that nobody else reads any more, where the kernel allows it. */
    void overwrite(ControlFlowOp.Call call, Region body, int index, LastUses lastUses) {
        for (int i = 0; i < call.operands().size(); i++) {
            var operand = call.operands().get(i);
            for (int r = 0; r < call.results().size() && mayOverwrite(operand, call, index, lastUses); r++) {
                var result = call.results().get(r);
                boolean isFree = !wanted.containsKey(result) && !overwritten.containsKey(result);
                if (isFree && isOwnTemporary(operand, lastUses) && Overwrites.isPossible(body, i, r)) {
                    overwritten.put(result, buffer(operand));
                    break;
                }
            }
        }
    }

    /** Whether a value is computed in the region, into memory that no result of the region wants. */
    private boolean isOwnTemporary(Value value, LastUses lastUses) {
        return lastUses.root(value) instanceof OpResult
                && wanted.values().stream().noneMatch(wish -> wish.buffer == buffer(value));
    }

    private boolean mayOverwrite(Value operand, Op op, int index, LastUses lastUses) {
        var root = lastUses.root(operand);
        long uses = op.operands().stream()
                .filter(other -> lastUses.root(other).equals(root))
                .count();
        return lastUses.isOwn(root)
                && lastUses.of(operand) == index
                && uses == 1
                && buffers.isWritable(buffer(operand));
    }

    /** The buffers of an op's operands, but the first ones, of what its regions capture, and of its results. */
    List<Integer> buffersOf(Op op, int skipped, List<Value> captured) {
        var used = new ArrayList<Integer>();
        op.operands().stream().skip(skipped).forEach(operand -> used.add(read(operand)));
        captured.forEach(value -> used.add(read(value)));
        op.results().forEach(result -> used.add(read(result)));
        return used;
    }
}
