package dev.ranvier.cpu.kernel;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * In how many passes over a row its results are computed, and what is kept from one pass for later ones. A pass computes
 * what does not depend on the reductions of its own or later passes. What is cheap is computed again where it is needed;
 * what is not is kept in the memory of a result that is written later, or in memory of the row's own.
 */
final class RowPlan {
    /** Instructions that are worth computing an element again rather than keeping it. */
    private static final int CHEAP = 4;

    /**
     * One pass.
     *
     * @param reduces whose results are complete when it ends
     * @param stores what spans the row and is written to memory: results, and what is kept for later passes
     * @param uniform values of one element a row that it reads
     * @param cost about how many instructions it takes for an element
     */
    record Pass(SequencedSet<Reduce> reduces, SequencedSet<Value> stores, SequencedSet<Value> uniform, int cost) {}

    private final Region body;
    private final TensorType space;
    private final Map<Value, Op> definitions = new HashMap<>();
    private final Map<Value, Integer> levels = new HashMap<>();
    private final List<Set<Value>> computed = new ArrayList<>();
    private final List<Pass> passes = new ArrayList<>();
    private final Map<Value, Integer> hosts = new HashMap<>();
    private final SequencedMap<Value, Integer> scratch = new LinkedHashMap<>();
    private final Map<Value, Integer> lastReads = new HashMap<>();
    private long scratchBytes;

    /**
     * @param space a value of the shape of rows by columns
     * @param scratchBytes how much memory may be used beside the results
     */
    RowPlan(Region body, TensorType space, long scratchBytes) {
        this.body = body;
        this.space = space;
        this.scratchBytes = scratchBytes;
        body.arguments().forEach(argument -> levels.put(argument, 0));
        int last = 0;
        for (var op : body.ops()) {
            int level = op.operands().stream().mapToInt(levels::get).max().orElse(0);
            last = Math.max(last, level);
            for (var result : op.results()) {
                definitions.put(result, op);
                levels.put(result, op instanceof Reduce ? level + 1 : level);
            }
        }
        for (int pass = 0; pass <= last; pass++) {
            plan(pass);
        }
    }

    List<Pass> passes() {
        return passes;
    }

    /** The result in whose memory a value lies that is stored, and is not in {@link #scratch()}. */
    int host(Value value) {
        return Objects.requireNonNull(hosts.get(value));
    }

    /** What is kept in memory of the row's own. */
    Set<Value> scratch() {
        return scratch.keySet();
    }

    private Op definition(Value value) {
        return Objects.requireNonNull(definitions.get(value));
    }

    private int level(Value value) {
        return levels.getOrDefault(value, 0);
    }

    private boolean isWide(Value value) {
        return value.tensorType().dimensions().equals(space.dimensions());
    }

    private void plan(int number) {
        var pass = new Pass(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), 0);
        computed.add(new HashSet<>());
        passes.add(pass);
        for (var op : body.ops()) {
            if (op instanceof Reduce reduce && level(reduce.results().getFirst()) == number + 1) {
                pass.reduces().add(reduce);
                reduce.inputs().forEach(input -> visit(number, input));
            }
        }
        for (var result : body.results()) {
            if (isWide(result) && level(result) == number) {
                visit(number, result);
                pass.stores().add(result);
            }
        }
        int cost = computed.get(number).stream()
                .mapToInt(value -> cost(definition(value)))
                .sum();
        passes.set(number, new Pass(pass.reduces(), pass.stores(), pass.uniform(), cost));
        for (int i = 0; i < body.results().size(); i++) {
            if (pass.stores().contains(body.results().get(i))) {
                hosts.put(body.results().get(i), i);
            }
        }
    }

    private static int cost(Op op) {
        return Pointwise.is(op) ? Pointwise.cost(op) : op instanceof BroadcastInDim ? 1 : 4;
    }

    /** Plans how a pass has the elements of a value that spans the row. */
    private void visit(int pass, Value value) {
        if (value instanceof BlockArgument) {
            lastReads.put(value, pass);
            return;
        }
        if (isKept(value, pass) || computed.get(pass).contains(value) || keep(value, pass)) {
            return;
        }
        computed.get(pass).add(value);
        var op = definition(value);
        if (Pointwise.is(op)) {
            op.operands().stream().filter(this::isWide).forEach(operand -> visit(pass, operand));
        } else if (op instanceof BroadcastInDim broadcast && level(broadcast.operand()) > 0) {
            passes.get(pass).uniform().add(broadcast.operand());
        }
    }

    private boolean isKept(Value value, int pass) {
        if (scratch.containsKey(value)) {
            return true;
        }
        var host = hosts.get(value);
        return host != null
                && (body.results().get(host).equals(value)
                        || level(body.results().get(host)) >= pass);
    }

    /** Keeps what an earlier pass computes, if that is better than computing it again. */
    private boolean keep(Value value, int pass) {
        int first = 0;
        while (first < pass && !computed.get(first).contains(value)) {
            first++;
        }
        if (first == pass || costAgain(value, pass, new HashSet<>()) <= CHEAP) {
            return false;
        }
        int host = freeResult(value, first, pass);
        long bytes = space.size(1) * value.tensorType().elementType().byteWidth();
        if (host >= 0) {
            hosts.put(value, host);
        } else if (bytes <= scratchBytes) {
            scratchBytes -= bytes;
            scratch.put(value, first);
        } else {
            return false;
        }
        passes.get(first).stores().add(value);
        return true;
    }

    private int costAgain(Value value, int pass, Set<Value> counted) {
        if (value instanceof BlockArgument || isKept(value, pass) || !counted.add(value)) {
            return 0;
        }
        var op = definition(value);
        int cost = cost(op);
        if (Pointwise.is(op)) {
            for (var operand : op.operands()) {
                cost += isWide(operand) ? costAgain(operand, pass, counted) : 0;
            }
        }
        return cost;
    }

    /** A result of the value's element type that is written in {@code pass} or later, and lends its memory to no other. */
    private int freeResult(Value value, int first, int pass) {
        for (int i = 0; i < body.results().size(); i++) {
            var result = body.results().get(i);
            if (result.tensorType().equals(value.tensorType())
                    && level(result) >= pass
                    && level(result) > first
                    && !hosts.containsValue(i)) {
                return i;
            }
        }
        return -1;
    }

    /** The first pass that writes the memory of a result that spans the row. */
    int firstWrite(OpResult result) {
        int index = body.results().indexOf(result);
        for (int pass = 0; pass < passes.size(); pass++) {
            if (passes.get(pass).stores().stream()
                    .anyMatch(value ->
                            value.equals(result) || Integer.valueOf(index).equals(hosts.get(value)))) {
                return pass;
            }
        }
        throw new IllegalStateException("a result is not written");
    }

    /** The last pass that reads an argument that spans the row. */
    int lastRead(BlockArgument argument) {
        return lastReads.getOrDefault(argument, -1);
    }
}
