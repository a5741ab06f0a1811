package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.kernel.Pointwise;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.ShapeOp.Constant;
import dev.ranvier.stablehlo.ShapeOp.Reshape;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The axes of a loop over elements: no more than its broadcasts, and what reads elements at other indices, need. */
final class LoopSpace {
    private final DataFlow flow;
    private final Cluster cluster;
    /** How many elements lie inside of the boundary between two axes. */
    private final TreeSet<Long> boundaries = new TreeSet<>();

    private final Set<Value> seen = new HashSet<>();

    private LoopSpace(DataFlow flow, Cluster cluster) {
        this.flow = flow;
        this.cluster = cluster;
    }

    static Space of(DataFlow flow, Cluster cluster) {
        long count = cluster.count();
        if (count == 1) {
            return cluster.space;
        }
        var found = new LoopSpace(flow, cluster);
        cluster.levels.keySet().forEach(found::member);
        var sizes = new ArrayList<Long>();
        long inside = 1;
        for (long boundary : found.boundaries) {
            // One that does not fit to others is left out; who needs it is reshaped.
            if (boundary % inside == 0 && count % boundary == 0 && boundary > inside && boundary < count) {
                sizes.addFirst(boundary / inside);
                inside = boundary;
            }
        }
        sizes.addFirst(count / inside);
        return new Space(sizes);
    }

    private void member(Value value) {
        var op = flow.definition(value);
        if (op == null) {
            return;
        }
        if (Pointwise.is(op)) {
            op.operands().stream()
                    .filter(operand -> operand.tensorType().elementCount() == cluster.count())
                    .forEach(this::operand);
        } else {
            rows(value.tensorType());
        }
    }

    private void operand(Value value) {
        if (!seen.add(value) || cluster.levels.containsKey(value)) {
            return;
        }
        var op = flow.definition(value);
        if (op instanceof Reshape reshape) {
            operand(reshape.operand());
        } else if (op instanceof BroadcastInDim broadcast) {
            broadcast(broadcast);
        } else if (op != null && Elemental.isView(op) && !(op instanceof Constant)) {
            rows(value.tensorType());
        }
    }

    private void broadcast(BroadcastInDim op) {
        var shape = op.result().tensorType().shape();
        var kept = Space.kept(op);
        if (kept == null) {
            rows(op.result().tensorType());
            return;
        }
        long inside = 1;
        boolean last = false;
        for (int d = shape.length - 1; d >= 0; d--) {
            if (shape[d] != 1) {
                if (inside > 1 && last != kept[d]) {
                    boundaries.add(inside);
                }
                last = kept[d];
                inside *= shape[d];
            }
        }
        if (op.operand().tensorType().elementCount() == inside) {
            operand(op.operand());
        }
    }

    /** Keeps the last dimension for itself. */
    private void rows(TensorType type) {
        for (int d = type.rank() - 1; d >= 0; d--) {
            if (type.size(d) != 1) {
                boundaries.add(type.size(d));
                return;
            }
        }
    }
}
