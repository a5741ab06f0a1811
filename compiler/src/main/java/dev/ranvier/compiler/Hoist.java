package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ControlFlowOp.While;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Moves pure ops of loops' bodies and conditions whose operands no round changes to before the loop. Ops that make much of
 * little, such as broadcasts, are cheaper to do again in each round than to keep; they move only where others that move
 * need them. Loops do not move, for they may not end.
 */
public final class Hoist {
    private Hoist() {}

    public static Module run(Module module) {
        return Functions.map(module, Hoist::region);
    }

    private static Region region(Region region) {
        var ops = new ArrayList<Op>(region.ops().size());
        for (var op : region.ops()) {
            if (!Effects.isControlFlow(op)) {
                ops.add(op);
                continue;
            }
            var regions = op.regions().stream().map(Hoist::region).toList();
            if (op instanceof While) {
                regions = regions.stream().map(inner -> lightened(inner, ops)).toList();
            }
            ops.add(Substitution.with(op, op.operands(), regions));
        }
        return Substitution.same(ops, region.ops()) ? region : new Region(region.arguments(), ops);
    }

    /** The region of a loop without the ops that are added to those before the loop. */
    private static Region lightened(Region region, List<Op> before) {
        var changing = new HashSet<Value>(region.arguments());
        var candidates = new ArrayList<Op>();
        for (var op : region.ops()) {
            if (canMove(op) && !uses(op, changing)) {
                candidates.add(op);
            } else {
                changing.addAll(op.results());
            }
        }
        var needed = new HashSet<Value>();
        Set<Op> moved = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var op : candidates.reversed()) {
            if (isWorthKeeping(op) || op.results().stream().anyMatch(needed::contains)) {
                moved.add(op);
                collectUses(op, needed);
            }
        }
        if (moved.isEmpty()) {
            return region;
        }
        candidates.stream().filter(moved::contains).forEach(before::add);
        return new Region(
                region.arguments(),
                region.ops().stream().filter(op -> !moved.contains(op)).toList());
    }

    private static boolean canMove(Op op) {
        return !op.results().isEmpty() && Effects.isPure(op) && !(op instanceof DynamicOp) && !hasLoop(op);
    }

    private static boolean hasLoop(Op op) {
        return op instanceof While
                || op.regions().stream()
                        .anyMatch(region -> region.ops().stream().anyMatch(Hoist::hasLoop));
    }

    private static boolean uses(Op op, Set<Value> values) {
        for (var operand : op.operands()) {
            if (values.contains(operand)) {
                return true;
            }
        }
        for (var region : op.regions()) {
            for (var inner : region.ops()) {
                if (uses(inner, values)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void collectUses(Op op, Set<Value> values) {
        values.addAll(op.operands());
        op.regions().forEach(region -> region.ops().forEach(inner -> collectUses(inner, values)));
    }

    private static boolean isWorthKeeping(Op op) {
        return switch (op) {
            case ShapeOp.Constant _, ShapeOp.Iota _, ShapeOp.Reshape _ -> false;
            case UnaryOp _, BinaryOp _, ElementwiseOp _, ShapeOp _, ChloOp _ ->
                bytes(op.results()) <= bytes(op.operands());
            default -> true;
        };
    }

    private static double bytes(List<? extends Value> values) {
        double bytes = 0;
        for (var value : values) {
            if (value.type() instanceof TensorType type && type.isStatic()) {
                bytes += (double) type.elementCount() * type.elementType().byteWidth();
            }
        }
        return bytes;
    }
}
