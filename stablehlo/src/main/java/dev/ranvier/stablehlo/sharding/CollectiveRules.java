package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.Value;
import org.jspecify.annotations.Nullable;

/** Rules of {@link CollectiveOp}s, which stand in manual computations: along the axes that are not manual there. */
final class CollectiveRules {
    private CollectiveRules() {}

    static @Nullable OpShardingRule of(CollectiveOp op) {
        return switch (op) {
            case CollectiveOp.AllReduce _,
                    CollectiveOp.CollectiveBroadcast _,
                    CollectiveOp.CollectivePermute _,
                    CollectiveOp.CrossReplicaSum _ -> ShardingRules.pointwise(op);
            case CollectiveOp.AllGather gather ->
                apart(gather, gather.operands().getFirst(), gather.results().getFirst(), gather.allGatherDim(), -1);
            case CollectiveOp.ReduceScatter reduce ->
                apart(reduce, reduce.operand(), reduce.result(), reduce.scatterDimension(), -1);
            case CollectiveOp.AllToAll exchange ->
                apart(
                        exchange,
                        exchange.operands().getFirst(),
                        exchange.results().getFirst(),
                        exchange.splitDimension(),
                        exchange.concatDimension());
            case CollectiveOp.AsyncStart _,
                    CollectiveOp.AsyncDone _,
                    CollectiveOp.PartitionId _,
                    CollectiveOp.ReplicaId _ -> null;
        };
    }

    /** Operands and results correspond but for the dimensions that the collective changes. */
    private static OpShardingRule apart(Op op, Value operand, Value result, long first, long second) {
        var builder = RuleBuilder.of(op);
        var in = operand.tensorType().shape();
        var out = result.tensorType().shape();
        for (int d = 0; d < in.length; d++) {
            if (d == first || d == second) {
                builder.apart(d, in[d], out[d]);
            } else {
                builder.everywhere(d, in[d]);
            }
        }
        return builder.build();
    }
}
