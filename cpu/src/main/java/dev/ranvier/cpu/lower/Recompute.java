package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.Functions;
import dev.ranvier.cpu.kernel.Pointwise;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Has elements computed again where kernels need them long after, as the gradient of an activation does, so that they are
 * not kept in memory until then: where what they are computed from is kept anyway. The module means the same, bit by bit.
 */
final class Recompute {
    /** Elements that are worth it. */
    private static final long LEAST_ELEMENTS = 1 << 14;

    /** Instructions that compute an element again: with more, memory is faster. */
    private static final int MOST_INSTRUCTIONS = 48;

    /** How much smaller what may be kept for it is. */
    private static final long SMALL = 16;

    private final Region region;
    private final DataFlow flow;
    private final Map<Value, Optional<SequencedSet<Op>>> chains = new HashMap<>();
    private final List<Op> written = new ArrayList<>();
    /** Values computed again, and for which op. */
    private Substitution copies = new Substitution();

    private final Set<Value> copied = new LinkedHashSet<>();
    private int copiedFor;

    private Recompute(Region region) {
        this.region = region;
        this.flow = new DataFlow(region);
    }

    /** The module with such values computed again in its functions; loops and branches stay as they are. */
    static Module run(Module module) {
        return Functions.map(module, Recompute::of);
    }

    private static Region of(Region body) {
        var recompute = new Recompute(body);
        for (int i = 0; i < body.ops().size(); i++) {
            recompute.write(i);
        }
        return recompute.written.size() == body.ops().size() ? body : new Region(body.arguments(), recompute.written);
    }

    private void write(int index) {
        var op = region.ops().get(index);
        if (!isElemental(index)) {
            written.add(op);
            return;
        }
        var operands = new ArrayList<Value>(2);
        for (var operand : op.operands()) {
            int definition = flow.index(flow.root(operand));
            operands.add(definition >= 0 && flow.isFar(definition, index) ? again(operand, index) : operand);
        }
        written.add(Substitution.with(op, operands, op.regions()));
    }

    private boolean isElemental(int index) {
        return flow.isElemental(index) && !Elemental.isHeavy(region.ops().get(index));
    }

    /** A value that is needed at an index and was computed long before: computed again if that is possible. */
    private Value again(Value value, int index) {
        var root = flow.root(value);
        var chain = chains.computeIfAbsent(root, this::chain);
        if (chain.isEmpty()) {
            return value;
        }
        if (flow.isFar(copiedFor, index)) {
            copies = new Substitution();
            copied.clear();
        }
        copiedFor = index;
        chain.get().forEach(this::copy);
        return shown(value, root);
    }

    /** What shows elements of a value that was computed again. */
    private Value shown(Value value, Value root) {
        if (value.equals(root)) {
            return copies.of(root);
        }
        var view = region.ops().get(flow.index(value));
        shown(view.operands().getFirst(), root);
        copy(view);
        return copies.of(value);
    }

    private void copy(Op op) {
        if (copied.add(op.results().getFirst())) {
            written.add(copies.copy(op));
        }
    }

    /** The ops that compute a value from what is kept until its last use, if there are such. */
    private Optional<SequencedSet<Op>> chain(Value value) {
        int definition = flow.index(value);
        var type = value.tensorType();
        int last = -1;
        for (int consumer : flow.consumers(value)) {
            if (flow.isFar(definition, consumer)) {
                if (!isElemental(consumer)) {
                    return Optional.empty();
                }
                last = Math.max(last, consumer);
            }
        }
        var chain = new LinkedHashSet<Op>();
        boolean isPossible = last >= 0
                && type.elementCount() >= LEAST_ELEMENTS
                && collect(value, type, last, chain)
                && chain.stream()
                                .filter(Pointwise::is)
                                .mapToInt(Pointwise::cost)
                                .sum()
                        <= MOST_INSTRUCTIONS;
        return isPossible ? Optional.of(chain) : Optional.empty();
    }

    private boolean collect(Value value, TensorType type, int last, SequencedSet<Op> chain) {
        int definition = flow.index(value);
        if (definition < 0) {
            return true;
        }
        var op = region.ops().get(definition);
        boolean isPointwise =
                Pointwise.is(op) && op.regions().isEmpty() && op.results().size() == 1;
        if (!isPointwise && !Elemental.isView(op)) {
            return isKept(value, type, last);
        }
        if (chain.contains(op)) {
            return true;
        }
        for (var operand : op.operands()) {
            if (!collect(operand, type, last, chain)) {
                return false;
            }
        }
        chain.add(op);
        return true;
    }

    /** Whether a value is needed until about an index anyway, or small. */
    private boolean isKept(Value value, TensorType type, int index) {
        if (value instanceof OpResult && value.type() instanceof TensorType kept) {
            return kept.elementCount() * SMALL <= type.elementCount()
                    || flow.consumers(value).stream().anyMatch(consumer -> !flow.isFar(consumer, index));
        }
        return false;
    }
}
