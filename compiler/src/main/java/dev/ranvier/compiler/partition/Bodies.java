package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.Substitution;
import java.util.ArrayList;

/** Regions that an op applies to single elements: how those are sharded says nothing. */
final class Bodies {
    private Bodies() {}

    /** The region without ops that only say how values are sharded, and with {@code substitution} for what it uses. */
    static Region plain(Region region, Substitution substitution) {
        var ops = new ArrayList<Op>();
        for (var op : region.ops()) {
            switch (op) {
                case ShardyOp.ShardingConstraint constraint ->
                    substitution.replace(constraint.result(), substitution.of(constraint.input()));
                case ShardyOp.Reshard reshard ->
                    substitution.replace(reshard.result(), substitution.of(reshard.input()));
                case ShardyOp.PropagationBarrier barrier ->
                    substitution.replace(barrier.result(), substitution.of(barrier.input()));
                case ShardyOp.ShardingGroup _ -> {}
                default ->
                    ops.add(Substitution.with(
                            op,
                            substitution.of(op.operands()),
                            Substitution.regions(op, inner -> plain(inner, substitution))));
            }
        }
        return new Region(region.arguments(), ops);
    }
}
