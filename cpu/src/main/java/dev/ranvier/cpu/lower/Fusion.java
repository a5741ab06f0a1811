package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.kernel.Pointwise;
import dev.ranvier.cpu.kernel.Reducer;
import dev.ranvier.cpu.lower.Cluster.Kind;
import dev.ranvier.cpu.lower.Cluster.Level;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which ops of a region become one kernel. Each op starts as a cluster of its own, in the order of the program, and is
 * merged with the clusters that compute its operands, or else with some that read the same, where all can iterate over one
 * space and no cluster would wait for itself.
 */
final class Fusion {
    /** Ops of a kernel: more make the compiler slow and spill registers. */
    private static final int MOST_OPS = 96;

    /** Clusters that read the same value and are tried as partners. */
    private static final int MOST_PARTNERS = 4;

    private final DataFlow flow;
    private final @Nullable Cluster[] clusters;
    private final List<Cluster> live = new ArrayList<>();
    private final Map<Value, List<Integer>> readers = new HashMap<>();
    private @Nullable Cluster lastOrdered;

    Fusion(Region region) {
        this.flow = new DataFlow(region);
        this.clusters = new Cluster[flow.size()];
        for (int i = 0; i < flow.size(); i++) {
            if (flow.exists(i)) {
                add(i);
            }
        }
    }

    DataFlow flow() {
        return flow;
    }

    /**
     * The clusters in an order in which they can run, that of the program as far as possible; but what needs no other
     * comes right before who needs it, so that memory holds it as short as can be.
     */
    List<Cluster> ordered() {
        var missing = new HashMap<Cluster, Integer>();
        var users = new HashMap<Integer, List<Cluster>>();
        for (var cluster : live) {
            missing.put(cluster, cluster.needs.cardinality());
            cluster.needs.stream()
                    .forEach(needed -> users.computeIfAbsent(needed, _ -> new ArrayList<>())
                            .add(cluster));
        }
        var ready = new PriorityQueue<Cluster>(Comparator.comparingInt(
                        (Cluster cluster) -> place(cluster, users.getOrDefault(cluster.number, List.of())))
                .thenComparingInt(cluster -> cluster.members.length()));
        live.stream().filter(cluster -> cluster.needs.isEmpty()).forEach(ready::add);
        var ordered = new ArrayList<Cluster>();
        while (!ready.isEmpty()) {
            var next = ready.remove();
            ordered.add(next);
            for (var user : users.getOrDefault(next.number, List.of())) {
                if (missing.merge(user, -1, Integer::sum) == 0) {
                    ready.add(user);
                }
            }
        }
        return ordered;
    }

    private static int place(Cluster cluster, List<Cluster> users) {
        return cluster.needs.isEmpty() && !users.isEmpty()
                ? users.stream().mapToInt(user -> user.members.length()).min().getAsInt()
                : cluster.members.length();
    }

    private void add(int index) {
        var op = flow.op(index);
        var cluster = single(index, op);
        clusters[index] = cluster;
        live.add(cluster);
        for (var input : flow.inputs(index)) {
            var producer = producer(index, input);
            if (producer != null) {
                cluster.needs.set(producer.number);
                cluster.before.set(producer.number);
                cluster.before.or(producer.before);
            }
        }
        if (!flow.isElemental(index)) {
            if (isOrdered(op)) {
                keepOrder(cluster);
            }
            return;
        }
        if (!Pointwise.is(op) && !Elemental.isHeavy(op) && cluster.kind != Kind.ROWS && cluster.kind != Kind.COLUMNS) {
            compose(index, op);
        }
        if (cluster.kind == Kind.SINGLE) {
            return;
        }
        boolean merged = false;
        for (var input : op.operands()) {
            var producer = producer(index, input);
            merged |= producer != null && mergeNear(producer, index);
        }
        if (!merged) {
            mergeWithReaders(index);
        }
        for (var input : op.operands()) {
            readers.computeIfAbsent(flow.root(input), _ -> new ArrayList<>()).add(index);
        }
    }

    /** Ops that do more than compute their results keep their order. */
    private void keepOrder(Cluster cluster) {
        if (lastOrdered != null) {
            cluster.needs.set(lastOrdered.number);
            cluster.before.set(lastOrdered.number);
            cluster.before.or(lastOrdered.before);
        }
        lastOrdered = cluster;
    }

    private Cluster at(int index) {
        return Objects.requireNonNull(clusters[index]);
    }

    /** The cluster that computes what an op reads where it uses a value, or null if none does. */
    private @Nullable Cluster producer(int index, Value input) {
        var source = flow.source(index, input);
        int definition = source == null ? -1 : flow.index(source);
        return definition < 0 ? null : clusters[definition];
    }

    private static boolean isOrdered(Op op) {
        return op instanceof HostOp
                || op instanceof CollectiveOp
                || op instanceof RandomOp
                || op instanceof ControlFlowOp;
    }

    private Cluster single(int index, Op op) {
        var cluster = new Cluster(index, Kind.SINGLE, Space.of());
        cluster.members.set(index);
        if (!flow.isElemental(index) || Elemental.isHeavy(op) || isEmpty(op)) {
            return cluster;
        }
        if (op instanceof Reduce reduce) {
            var shape = ReductionShape.of(reduce);
            if (shape != null && (shape.inner() > 1 || Reducer.isReorderable(reduce.body()))) {
                cluster.kind = shape.inner() > 1 ? Kind.COLUMNS : Kind.ROWS;
                cluster.space = shape.space();
                var level = shape.inner() > 1 ? Level.SUM : Level.ROW;
                op.results().forEach(result -> cluster.levels.put(result, level));
            }
            return cluster;
        }
        cluster.kind = Kind.LOOP;
        long count = op.results().getFirst().tensorType().elementCount();
        cluster.space = count == 1 ? Space.of() : Space.of(count);
        op.results().forEach(result -> cluster.levels.put(result, Level.WIDE));
        return cluster;
    }

    private static boolean isEmpty(Op op) {
        return hasEmpty(op.operands()) || hasEmpty(op.results());
    }

    private static boolean hasEmpty(List<? extends Value> values) {
        for (var value : values) {
            if (value.tensorType().elementCount() == 0) {
                return true;
            }
        }
        return false;
    }

    /** Has the operands of an op that moves elements computed where it reads them, if nobody else needs them. */
    private void compose(int index, Op op) {
        for (var operand : op.operands()) {
            var root = flow.root(operand);
            var producer = producer(index, operand);
            var consumer = at(index);
            if (producer != null
                    && producer != consumer
                    && producer.kind == Kind.LOOP
                    && flow.consumers(root).size() == 1
                    && producer.members.cardinality() + consumer.members.cardinality() <= MOST_OPS
                    && isOnlyResult(producer, root)
                    && isReadOnce(op, operand)) {
                var levels = Map.copyOf(consumer.levels);
                var composed = (BitSet) producer.members.clone();
                composed.or(consumer.composed);
                unite(producer, consumer);
                producer.levels.clear();
                producer.levels.putAll(levels);
                producer.kind = consumer.kind;
                producer.space = consumer.space;
                producer.composed.or(composed);
            }
        }
    }

    /** Whether no other value of a cluster is needed outside of it. */
    private boolean isOnlyResult(Cluster cluster, Value root) {
        return cluster.levels.keySet().stream()
                .allMatch(value -> value.equals(root)
                        || flow.consumers(value).stream().allMatch(consumer -> clusters[consumer] == cluster));
    }

    private boolean isReadOnce(Op op, Value operand) {
        if (Elemental.reuses(op, operand) || op instanceof ShapeOp.Concatenate) {
            return false;
        }
        var view = flow.definition(operand);
        while (view != null && Elemental.isView(view) && !Elemental.isFree(view)) {
            var shown = view.operands().getFirst();
            if (Elemental.reuses(view, shown)) {
                return false;
            }
            view = flow.definition(shown);
        }
        return true;
    }

    private void mergeWithReaders(int index) {
        for (var input : flow.op(index).operands()) {
            var root = flow.root(input);
            if (root.tensorType().elementCount() != at(index).count()) {
                continue;
            }
            var partners = readers.getOrDefault(root, List.of());
            for (int partner : partners.subList(Math.max(0, partners.size() - MOST_PARTNERS), partners.size())) {
                if (at(partner) != at(index) && mergeNear(at(partner), index)) {
                    return;
                }
            }
        }
    }

    /** Merges the cluster of an op with one whose ops are not so far before that what they compute would last for long. */
    private boolean mergeNear(Cluster earlier, int index) {
        return !flow.isFar(earlier.members.length() - 1, index) && merge(earlier, at(index));
    }

    /** Makes two clusters one, and says whether that is possible. */
    private boolean merge(Cluster first, Cluster second) {
        if (first == second) {
            return true;
        }
        if (first.members.cardinality() + second.members.cardinality() > MOST_OPS) {
            return false;
        }
        var joined = Joined.of(first, second);
        if (joined == null
                || isBetween(first, second)
                || isBetween(second, first)
                || !reads(first, second, joined)
                || !reads(second, first, joined)) {
            return false;
        }
        first.kind = joined.kind();
        first.space = joined.space();
        first.levels.clear();
        first.levels.putAll(joined.levels());
        unite(first, second);
        return true;
    }

    /** Whether a third cluster must run after {@code first} and before {@code second}. */
    private boolean isBetween(Cluster first, Cluster second) {
        var needs = second.needs;
        for (int needed = needs.nextSetBit(0); needed >= 0; needed = needs.nextSetBit(needed + 1)) {
            if (needed != first.number && clusterNumbered(needed).before.get(first.number)) {
                return true;
            }
        }
        return false;
    }

    private Cluster clusterNumbered(int number) {
        // A cluster has the number of one of its ops.
        return at(number);
    }

    /** Whether the members of one cluster can read those of another that they depend on, once both are one. */
    private boolean reads(Cluster reader, Cluster read, Joined joined) {
        if (!reader.needs.get(read.number)) {
            return true;
        }
        for (int member = reader.members.nextSetBit(0); member >= 0; member = reader.members.nextSetBit(member + 1)) {
            var op = flow.op(member);
            boolean readsHere = !reader.composed.get(member)
                    && (Pointwise.is(op)
                            || (op instanceof Reduce
                                    && joined.levels().get(op.results().getFirst()) != Level.WIDE));
            for (var input : flow.inputs(member)) {
                if (producer(member, input) == read && !(readsHere && isReadable(op, input, joined))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isReadable(Op op, Value input, Joined joined) {
        var space = joined.space();
        if (op instanceof Reduce reduce) {
            return reduce.inputs().contains(input) && isReadable(input, space.axes(), joined);
        }
        var level = Objects.requireNonNull(joined.levels().get(op.results().getFirst()));
        boolean isScalar = input.tensorType().rank() == 0;
        return op.operands().contains(input) && isReadable(input, isScalar ? List.of() : joined.axes(level), joined);
    }

    private boolean isReadable(Value value, List<Integer> axes, Joined joined) {
        var op = flow.definition(value);
        if (op != null && Elemental.isView(op) && !Elemental.isFree(op)) {
            if (op instanceof ShapeOp.Reshape reshape) {
                return isReadable(reshape.operand(), axes, joined);
            }
            var spanned = op instanceof ShapeOp.BroadcastInDim broadcast
                    ? joined.space().operandAxes(broadcast, axes)
                    : null;
            return spanned != null && isReadable(op.operands().getFirst(), spanned, joined);
        }
        var level = joined.levels().get(value);
        return level != null
                && level != Level.SUM
                && joined.space()
                        .extended(joined.axes(level))
                        .equals(joined.space().extended(axes));
    }

    private void unite(Cluster kept, Cluster gone) {
        for (int member = gone.members.nextSetBit(0); member >= 0; member = gone.members.nextSetBit(member + 1)) {
            clusters[member] = kept;
        }
        kept.members.or(gone.members);
        kept.composed.or(gone.composed);
        kept.needs.or(gone.needs);
        kept.before.or(gone.before);
        for (var set : List.of(kept.needs, kept.before)) {
            set.clear(gone.number);
            set.clear(kept.number);
        }
        live.remove(gone);
        for (var other : live) {
            if (other.needs.get(gone.number)) {
                other.needs.clear(gone.number);
                other.needs.set(kept.number);
            }
            if (other.before.get(gone.number) || other.before.get(kept.number)) {
                other.before.clear(gone.number);
                other.before.set(kept.number);
                other.before.or(kept.before);
            }
        }
    }
}
