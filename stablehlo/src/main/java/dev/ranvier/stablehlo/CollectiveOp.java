package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.ChannelHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ops in which several devices take part. Replica groups are {@link DenseElements} of device ids or {@link StablehloAttribute.ReplicaGroupMeshAxes}. */
public sealed interface CollectiveOp extends Op {
    /** The operands of a group side by side. */
    @OpName("stablehlo.all_gather")
    record AllGather(
            List<Value> operands,
            long allGatherDim,
            Attribute replicaGroups,
            @Nullable ChannelHandle channelHandle,
            BuiltinAttribute.@Nullable Unit useGlobalDeviceIds,
            List<OpResult> results,
            OpInfo info)
            implements CollectiveOp {}

    /** The operands of a group combined. */
    @OpName("stablehlo.all_reduce")
    record AllReduce(
            List<Value> operands,
            Attribute replicaGroups,
            @Nullable ChannelHandle channelHandle,
            BuiltinAttribute.@Nullable Unit useGlobalDeviceIds,
            Region computation,
            List<OpResult> results,
            OpInfo info)
            implements CollectiveOp {}

    /** The operands of a group combined, and each process given its part. */
    @OpName("stablehlo.reduce_scatter")
    record ReduceScatter(
            Value operand,
            long scatterDimension,
            Attribute replicaGroups,
            @Nullable ChannelHandle channelHandle,
            BuiltinAttribute.@Nullable Unit useGlobalDeviceIds,
            Region computation,
            OpResult result,
            OpInfo info)
            implements CollectiveOp {}

    /** Parts of the operands exchanged within a group. */
    @OpName("stablehlo.all_to_all")
    record AllToAll(
            List<Value> operands,
            long splitDimension,
            long concatDimension,
            long splitCount,
            Attribute replicaGroups,
            @Nullable ChannelHandle channelHandle,
            List<OpResult> results,
            OpInfo info)
            implements CollectiveOp {}

    /** The operand of the first process of a group for all of it. */
    @OpName("stablehlo.collective_broadcast")
    record CollectiveBroadcast(
            Value operand,
            Attribute replicaGroups,
            @Nullable ChannelHandle channelHandle,
            OpResult result,
            OpInfo info) implements CollectiveOp {}

    /** Operands sent from sources to targets; zeros where nothing is sent. */
    @OpName("stablehlo.collective_permute")
    record CollectivePermute(
            Value operand,
            DenseElements sourceTargetPairs,
            @Nullable ChannelHandle channelHandle,
            OpResult result,
            OpInfo info)
            implements CollectiveOp {}

    /** The sum over a group (deprecated form of all_reduce). */
    @OpName("stablehlo.cross-replica-sum")
    record CrossReplicaSum(Value operand, DenseElements replicaGroups, OpResult result, OpInfo info)
            implements CollectiveOp {}

    /** Starts a collective and returns its future. */
    @OpName("stablehlo.async_start")
    record AsyncStart(List<Value> operands, Region body, OpResult result, OpInfo info) implements CollectiveOp {}

    /** Waits for a future. */
    @OpName("stablehlo.async_done")
    record AsyncDone(Value operand, OpResult result, OpInfo info) implements CollectiveOp {}

    /** The partition of this process. */
    @OpName("stablehlo.partition_id")
    record PartitionId(OpResult result, OpInfo info) implements CollectiveOp {}

    /** The replica of this process. */
    @OpName("stablehlo.replica_id")
    record ReplicaId(OpResult result, OpInfo info) implements CollectiveOp {}
}
