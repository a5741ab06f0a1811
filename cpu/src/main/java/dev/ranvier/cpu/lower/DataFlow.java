package dev.ranvier.cpu.lower;

import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who computes and who needs the values of a region. Ops are known by their index. Kernels read through views, so that
 * whoever needs a view needs what it shows; a view exists by itself only where something else than a kernel needs it.
 */
final class DataFlow {
    /** Ops of matrices, loops and the like after which it is long ago that a value was computed. */
    private static final int FAR = 3;

    private final List<Op> ops;
    private final List<Collection<Value>> inputs = new ArrayList<>();
    private final Map<Value, Integer> definitions = new HashMap<>();
    private final Map<Value, List<Integer>> users = new HashMap<>();
    private final Map<Value, Collection<Integer>> consumers = new HashMap<>();
    private final boolean[] isElemental;
    private final boolean[] isView;
    private final boolean[] exists;
    /** How many ops that are no part of kernels of elements lie before each. */
    private final int[] others;

    DataFlow(Region region) {
        this.ops = region.ops();
        this.isElemental = new boolean[ops.size()];
        this.isView = new boolean[ops.size()];
        this.exists = new boolean[ops.size()];
        this.others = new int[ops.size() + 1];
        for (int i = 0; i < ops.size(); i++) {
            var op = ops.get(i);
            isElemental[i] = Elemental.is(op);
            isView[i] = Elemental.isView(op);
            others[i + 1] = others[i] + (isElemental[i] || isView[i] ? 0 : 1);
            inputs.add(inputs(op));
            for (var value : inputs.get(i)) {
                users.computeIfAbsent(value, _ -> new ArrayList<>(2)).add(i);
            }
            for (var result : op.results()) {
                definitions.put(result, i);
            }
        }
        for (int i = ops.size() - 1; i >= 0; i--) {
            exists[i] = !isView[i] || isNeededItself(i);
            for (var result : ops.get(i).results()) {
                consumers.put(result, findConsumers(result));
            }
        }
        for (var argument : region.arguments()) {
            consumers.put(argument, findConsumers(argument));
        }
    }

    /** What an op uses, each value once. */
    private static Collection<Value> inputs(Op op) {
        var operands = op.operands();
        if (op.regions().isEmpty() && operands.size() == 1) {
            return operands;
        }
        var inputs = new LinkedHashSet<Value>();
        collectInputs(op, new HashSet<>(), inputs);
        return inputs;
    }

    private static void collectInputs(Op op, Set<Value> defined, Set<Value> inputs) {
        for (var operand : op.operands()) {
            if (!defined.contains(operand)) {
                inputs.add(operand);
            }
        }
        for (var region : op.regions()) {
            defined.addAll(region.arguments());
            region.ops().forEach(inner -> collectInputs(inner, defined, inputs));
        }
        defined.addAll(op.results());
    }

    /** Whether a view is used by an op that does not read through it. */
    private boolean isNeededItself(int view) {
        return isNeeded(ops.get(view), view);
    }

    /** Whether an op does not read through {@code shown}, which it uses as what {@code view}, it or its shape, gives. */
    private boolean isNeeded(Op shown, int view) {
        for (var result : ops.get(view).results()) {
            for (int user : users.getOrDefault(result, List.of())) {
                var consumer = ops.get(user);
                boolean readsThrough = isElemental[user]
                        && (!Elemental.isHeavy(consumer)
                                || Elemental.isFree(shown)
                                || shown instanceof ShapeOp.Reshape);
                boolean needs =
                        consumer instanceof ShapeOp.Reshape ? exists[user] || isNeeded(shown, user) : !readsThrough;
                if (needs) {
                    return true;
                }
            }
        }
        return false;
    }

    private Collection<Integer> findConsumers(Value value) {
        var direct = users.getOrDefault(value, List.of());
        if (direct.size() == 1 && !isView[direct.getFirst()]) {
            return direct;
        }
        var found = new LinkedHashSet<Integer>();
        for (int user : direct) {
            if (exists[user]) {
                found.add(user);
            }
            if (isView[user]) {
                found.addAll(consumers.get(ops.get(user).results().getFirst()));
            }
        }
        return found;
    }

    int size() {
        return ops.size();
    }

    Op op(int index) {
        return ops.get(index);
    }

    /** Whether there is code for single elements of an op's results. */
    boolean isElemental(int index) {
        return isElemental[index];
    }

    /** Whether an op is more than something that kernels read through. */
    boolean exists(int index) {
        return exists[index];
    }

    /** Whether an op comes so long after another that memory for what lasts that long is worth computing. */
    boolean isFar(int before, int index) {
        return others[index] - others[before] >= FAR;
    }

    /** The values that an op uses, in nested regions too, each once. */
    Collection<Value> inputs(int index) {
        return inputs.get(index);
    }

    /** The op that computes a value, or null if it comes from outside of the region. */
    @Nullable
    Op definition(Value value) {
        var index = definitions.get(value);
        return index == null ? null : ops.get(index);
    }

    /** The index of the op that computes a value, or -1. */
    int index(Value value) {
        return definitions.getOrDefault(value, -1);
    }

    /** The ops that need a value, by themselves or through views, each once. */
    Collection<Integer> consumers(Value value) {
        return consumers.getOrDefault(value, List.of());
    }

    /**
     * What an op reads where it uses a value: what that shows for a kernel, or null if the kernel makes it itself; only
     * what it reshapes where elements are read often.
     */
    @Nullable
    Value source(int index, Value input) {
        var op = ops.get(index);
        if (!isElemental[index]) {
            return input;
        }
        var source = Elemental.isHeavy(op) ? unshaped(input) : root(input);
        var definition = definition(source);
        return definition != null && Elemental.isFree(definition) ? null : source;
    }

    private Value unshaped(Value value) {
        var source = value;
        while (definition(source) instanceof ShapeOp.Reshape reshape) {
            source = reshape.operand();
        }
        return source;
    }

    /** What a value shows: itself if it is not a view. */
    Value root(Value value) {
        var root = value;
        int index = index(root);
        while (index >= 0 && isView[index] && !Elemental.isFree(ops.get(index))) {
            root = ops.get(index).operands().getFirst();
            index = index(root);
        }
        return root;
    }
}
