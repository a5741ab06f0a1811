package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.ShardyAttribute.ManualAxes;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyAttribute.TensorShardingPerValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ops of Shardy that frameworks send inside functions; {@link Declaration.Mesh} stands beside them. */
public sealed interface ShardyOp extends Op {
    /** The input, to be sharded so. */
    @OpName("sdy.sharding_constraint")
    record ShardingConstraint(Value input, TensorSharding sharding, OpResult result, OpInfo info) implements ShardyOp {}

    /** The input in another sharding. */
    @OpName("sdy.reshard")
    record Reshard(Value input, TensorSharding sharding, OpResult result, OpInfo info) implements ShardyOp {}

    /** A region written for one device of the manual axes. */
    @OpName("sdy.manual_computation")
    record ManualComputation(
            List<Value> tensors,
            TensorShardingPerValue inShardings,
            TensorShardingPerValue outShardings,
            ManualAxes manualAxes,
            Region body,
            List<OpResult> results,
            OpInfo info)
            implements ShardyOp {}

    /** Asks that all members of a group be sharded alike. */
    @OpName("sdy.sharding_group")
    record ShardingGroup(Value input, long groupId, OpInfo info) implements ShardyOp {}

    /** Lets shardings through in one direction only. */
    @OpName("sdy.propagation_barrier")
    record PropagationBarrier(Value input, PropagationDirection allowedDirection, OpResult result, OpInfo info)
            implements ShardyOp {}

    /** A region under a name. */
    @OpName("sdy.named_computation")
    record NamedComputation(
            String name,
            List<Value> operands,
            @Nullable TensorShardingPerValue inShardings,
            @Nullable TensorShardingPerValue outShardings,
            Region body,
            List<OpResult> results,
            OpInfo info)
            implements ShardyOp {}

    /** Ends a region of this dialect. */
    @OpName("sdy.return")
    record ShardyReturn(List<Value> operands, OpInfo info) implements ShardyOp {}
}
