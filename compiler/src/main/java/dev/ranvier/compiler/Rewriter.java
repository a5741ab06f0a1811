package dev.ranvier.compiler;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a region anew, op by op in order, by laws. An op meets the laws when its operands have been written, and so do
 * the ops that a law adds: each law must lead to fewer or simpler ops.
 */
final class Rewriter {
    /** Says what stands for the results of an op, or null if it has nothing to say. */
    @FunctionalInterface
    interface Law {
        @Nullable
        List<? extends Value> apply(Op op, Rewriter at);
    }

    /** A law for ops of one result. */
    @FunctionalInterface
    interface ValueLaw {
        @Nullable
        Value apply(Op op, Rewriter at);
    }

    private final List<ValueLaw> tensorLaws;
    private final Law controlLaw;
    private final Substitution substitution = new Substitution();
    private final Map<Value, Integer> uses = new HashMap<>();
    private final Map<Value, Range> counters = new HashMap<>();
    private Map<Value, Op> definitions = new HashMap<>();
    private List<Op> written = new ArrayList<>();

    /**
     * @param tensorLaws for ops of tensors whose shapes are static and whose elements are not quantized; the first one
     *     that applies counts
     * @param controlLaw for all ops, before the others
     */
    Rewriter(List<ValueLaw> tensorLaws, Law controlLaw) {
        this.tensorLaws = tensorLaws;
        this.controlLaw = controlLaw;
    }

    /** A function's body, written anew. */
    Region rewrite(Region body) {
        countUses(body);
        return region(body);
    }

    private void countUses(Region region) {
        for (var op : region.ops()) {
            op.operands().forEach(operand -> uses.merge(operand, 1, Integer::sum));
            op.regions().forEach(this::countUses);
        }
    }

    private Region region(Region region) {
        var outer = written;
        written = new ArrayList<>(region.ops().size());
        region.ops().forEach(this::write);
        var result = Substitution.same(written, region.ops()) ? region : new Region(region.arguments(), written);
        written = outer;
        return result;
    }

    private void write(Op op) {
        var operands = substitution.of(op.operands());
        var regions = regions(op, operands);
        var current = Substitution.with(op, operands, regions);
        var replacements = simplified(current);
        if (replacements == null) {
            add(current);
        } else {
            replace(op, replacements);
        }
    }

    private List<Region> regions(Op op, List<Value> operands) {
        var regions = op.regions();
        if (regions.isEmpty()) {
            return regions;
        }
        if (Effects.isOpaque(op)) {
            return Substitution.regions(op, substitution::in);
        }
        if (op instanceof ControlFlowOp.While loop) {
            var counter = LoopCounter.of(loop, operands, this);
            if (counter != null) {
                counters.put(loop.body().arguments().get(counter.index()), counter.range());
            }
        }
        // Functions of elements may use scalars from around them and nothing else: laws do not look behind those.
        var around = definitions;
        if (!Effects.isControlFlow(op)) {
            definitions = new HashMap<>();
        }
        var result = regions.stream().map(this::region).toList();
        definitions = around;
        return result;
    }

    private @Nullable List<? extends Value> simplified(Op op) {
        var replacements = controlLaw.apply(op, this);
        if (replacements != null) {
            return replacements;
        }
        if (op.results().size() == 1 && isPlain(op)) {
            for (var law : tensorLaws) {
                var value = law.apply(op, this);
                if (value != null) {
                    return List.of(value);
                }
            }
        }
        return null;
    }

    private static boolean isPlain(Op op) {
        for (var result : op.results()) {
            if (!isPlain(result.type())) {
                return false;
            }
        }
        for (var operand : op.operands()) {
            if (!isPlain(operand.type())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(Type type) {
        return type instanceof TensorType tensor
                && tensor.isStatic()
                && tensor.encoding() == null
                && !tensor.elementType().isQuantized();
    }

    private void replace(Op op, List<? extends Value> replacements) {
        var results = op.results();
        for (int i = 0; i < results.size(); i++) {
            var result = results.get(i);
            var replacement = replacements.get(i);
            if (!result.type().equals(replacement.type())) {
                throw new IllegalStateException("a law makes " + replacement.type() + " of " + op);
            }
            substitution.replace(result, replacement);
            uses.merge(replacement, uses(result), Integer::sum);
        }
    }

    private void add(Op op) {
        written.add(op);
        op.results().forEach(result -> definitions.put(result, op));
    }

    // What laws may ask and do

    /** Adds an op of one result, unless a law has a simpler value for it. */
    Value emit(Op op) {
        return emitAll(op).getFirst();
    }

    /** Adds an op, unless a law has simpler values for its results. */
    List<? extends Value> emitAll(Op op) {
        var replacements = simplified(op);
        if (replacements != null) {
            return replacements;
        }
        op.operands().forEach(operand -> uses.merge(operand, 1, Integer::sum));
        add(op);
        return op.results();
    }

    /** Puts a written region in the place of an op: the values that stand for the op's results. */
    List<Value> splice(Region region, List<? extends Value> arguments) {
        var inner = new Substitution();
        inner.replaceAll(region.arguments(), arguments);
        var ops = inner.in(region).ops();
        ops.subList(0, ops.size() - 1).forEach(this::add);
        return ops.getLast().operands();
    }

    /** The op that computes a value, if laws may look behind it. */
    @Nullable
    Op definition(Value value) {
        return definitions.get(value);
    }

    /** The op of class {@code type} that computes a value, or null. */
    <T extends Op> @Nullable T definition(Value value, Class<T> type) {
        var op = definitions.get(value);
        return type.isInstance(op) ? type.cast(op) : null;
    }

    /** About how many ops use a value. */
    int uses(Value value) {
        return uses.getOrDefault(value, 0);
    }

    /** Between which numbers the values of a loop's counter lie, or null for what is none. */
    @Nullable
    Range counterRange(Value value) {
        return counters.get(value);
    }

    static OpResult resultOf(Type type) {
        return new OpResult(type);
    }
}
