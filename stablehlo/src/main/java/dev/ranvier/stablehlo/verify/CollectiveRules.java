package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.CollectiveOp.AllGather;
import dev.ranvier.stablehlo.CollectiveOp.AllReduce;
import dev.ranvier.stablehlo.CollectiveOp.AllToAll;
import dev.ranvier.stablehlo.CollectiveOp.CollectiveBroadcast;
import dev.ranvier.stablehlo.CollectiveOp.CollectivePermute;
import dev.ranvier.stablehlo.CollectiveOp.CrossReplicaSum;
import dev.ranvier.stablehlo.CollectiveOp.ReduceScatter;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ChannelHandle;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of collectives. */
final class CollectiveRules {
    private static final ReplicaGroups ALL_GATHER = new ReplicaGroups("I3", "C2", "C4", "C4");
    private static final ReplicaGroups ALL_REDUCE = new ReplicaGroups("I2", "C1", "C3", "C3");
    private static final ReplicaGroups ALL_TO_ALL = new ReplicaGroups("I5", "C5", "C7", "C8");
    private static final ReplicaGroups COLLECTIVE_BROADCAST = new ReplicaGroups("I2", "C1", "C2", "C2");
    private static final ReplicaGroups REDUCE_SCATTER = new ReplicaGroups("I3", "C3", "C5", "C5");

    private CollectiveRules() {}

    static ResultTypes check(CollectiveOp op, Constraints constraints) {
        return switch (op) {
            case AllGather gather -> check(gather, constraints);
            case AllReduce reduce -> check(reduce, constraints);
            case ReduceScatter scatter -> check(scatter, constraints);
            case AllToAll exchange -> check(exchange, constraints);
            case CollectiveBroadcast broadcast -> check(broadcast, constraints);
            case CollectivePermute permute -> check(permute, constraints);
            case CrossReplicaSum sum -> check(sum, constraints);
            case CollectiveOp.AsyncStart start -> AsyncRules.check(start, constraints);
            case CollectiveOp.AsyncDone done -> AsyncRules.check(done, constraints);
            case CollectiveOp.PartitionId _, CollectiveOp.ReplicaId _ ->
                ResultTypes.of("C1", TensorType.of(ScalarType.UI32));
        };
    }

    /** The size of a group is known when the program runs, so that the result's size is the program's choice. */
    private static ResultTypes check(AllGather op, Constraints constraints) {
        ALL_GATHER.checkEqual(op.replicaGroups(), null, constraints);
        if (op.useGlobalDeviceIds() != null) {
            ALL_GATHER.checkNotEmpty(op.replicaGroups(), constraints);
            constraints.require(
                    "C5",
                    channel(op.channelHandle()) >= 0,
                    "channel_id must not be negative where use_global_device_ids is set, got %d",
                    channel(op.channelHandle()));
        }
        constraints.require(
                "C6",
                op.operands().size() == op.results().size(),
                "there must be as many results as operands, got %d and %d",
                op.results().size(),
                op.operands().size());
        for (int i = 0; i < op.operands().size(); i++) {
            var operand = constraints.tensor("I1", "operands", op.operands().get(i), ElementKind.NOT_PER_AXIS);
            var result = constraints.tensor("C6", "results", op.results().get(i), ElementKind.NOT_PER_AXIS);
            constraints.dimension("C1", "all_gather_dim", op.allGatherDim(), operand.rank());
            checkGathered(operand, result, (int) op.allGatherDim(), constraints);
        }
        return ResultTypes.declared(op);
    }

    private static void checkGathered(TensorType operand, TensorType result, int dimension, Constraints constraints) {
        constraints.sameElements("C6", "operand", operand, "result", result);
        checkOtherDimensions("C6", operand, result, dimension, constraints);
        constraints.require(
                "C6",
                !operand.dimension(dimension).equals(Dimension.of(0)),
                "the gathered dimension of operand must not be empty, got %s",
                operand);
        constraints.require(
                "C6",
                isMultiple(result.dimension(dimension), operand.dimension(dimension)),
                "dimension %d of result must be a multiple of that of operand, got %s and %s",
                dimension,
                result,
                operand);
    }

    private static void checkOtherDimensions(
            String label, TensorType operand, TensorType result, int dimension, Constraints constraints) {
        constraints.require(
                label,
                operand.rank() == result.rank(),
                "operand and result must be of one rank, got %s and %s",
                operand,
                result);
        for (int i = 0; i < operand.rank(); i++) {
            constraints.require(
                    label,
                    i == dimension || Compatibility.compatible(operand.dimension(i), result.dimension(i)),
                    "operand and result must be equal but in dimension %d, got %s and %s",
                    dimension,
                    operand,
                    result);
        }
    }

    private static boolean isMultiple(Dimension multiple, Dimension of) {
        return !(multiple instanceof Dimension.Static(long size))
                || !(of instanceof Dimension.Static(long unit))
                || size % unit == 0;
    }

    private static long channel(@Nullable ChannelHandle handle) {
        return handle == null ? 0 : handle.handle();
    }

    /** That global device ids come with groups and with a channel. */
    private static void checkGlobalDeviceIds(String label, @Nullable ChannelHandle handle, Constraints constraints) {
        constraints.require(
                label,
                channel(handle) > 0,
                "channel_id must be positive where use_global_device_ids is set, got %d",
                channel(handle));
    }

    private static ResultTypes check(AllReduce op, Constraints constraints) {
        ALL_REDUCE.checkPadded(op.replicaGroups(), constraints);
        if (op.useGlobalDeviceIds() != null) {
            ALL_REDUCE.checkNotEmpty(op.replicaGroups(), constraints);
            checkGlobalDeviceIds("C4", op.channelHandle(), constraints);
        }
        var results = new ArrayList<TensorType>(op.operands().size());
        for (var operand : constraints.tensors("I1", "operands", op.operands(), ElementKind.NOT_PER_AXIS)) {
            var element = ReducerBody.checkScalar("C5", op.computation(), operand, constraints);
            results.add(operand.withElementType(element));
        }
        return new ResultTypes("C6", results);
    }

    /** The size of a group is known when the program runs, so that the result's size is the program's choice. */
    private static ResultTypes check(ReduceScatter op, Constraints constraints) {
        REDUCE_SCATTER.checkEqual(op.replicaGroups(), null, constraints);
        if (op.useGlobalDeviceIds() != null) {
            REDUCE_SCATTER.checkNotEmpty(op.replicaGroups(), constraints);
            checkGlobalDeviceIds("C6", op.channelHandle(), constraints);
        }
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var result = constraints.tensor("C8", "result", op.result(), ElementKind.NOT_PER_AXIS);
        var element = ReducerBody.checkScalar("C7", op.computation(), operand, constraints);
        constraints.dimension("C2", "scatter_dimension", op.scatterDimension(), operand.rank());
        int dimension = (int) op.scatterDimension();
        checkOtherDimensions("C8", operand, result, dimension, constraints);
        constraints.require(
                "C8",
                !operand.dimension(dimension).equals(Dimension.of(0))
                        && !result.dimension(dimension).equals(Dimension.of(0)),
                "the scattered dimension must not be empty, got %s and %s",
                operand,
                result);
        constraints.require(
                "C1",
                isMultiple(operand.dimension(dimension), result.dimension(dimension)),
                "dimension %d of operand must be a multiple of that of result, got %s and %s",
                dimension,
                operand,
                result);
        return ResultTypes.of("C9", result.withElementType(element));
    }

    private static ResultTypes check(AllToAll op, Constraints constraints) {
        constraints.require("C4", op.splitCount() > 0, "split_count must be positive, got %d", op.splitCount());
        ALL_TO_ALL.checkEqual(op.replicaGroups(), op.splitCount(), constraints);
        var results = new ArrayList<TensorType>(op.operands().size());
        for (var operand : constraints.tensors("I1", "operands", op.operands(), ElementKind.NOT_PER_AXIS)) {
            constraints.dimension("C1", "split_dimension", op.splitDimension(), operand.rank());
            constraints.dimension("C3", "concat_dimension", op.concatDimension(), operand.rank());
            results.add(exchanged(op, operand, constraints));
        }
        return new ResultTypes("C9", results);
    }

    private static TensorType exchanged(AllToAll op, TensorType operand, Constraints constraints) {
        int split = (int) op.splitDimension();
        int concat = (int) op.concatDimension();
        long count = op.splitCount();
        constraints.require(
                "C2",
                isMultiple(operand.dimension(split), Dimension.of(count)),
                "dimension %d of operand must be a multiple of split_count %d, got %s",
                split,
                count,
                operand);
        if (split == concat) {
            return operand;
        }
        var dimensions = new ArrayList<>(operand.dimensions());
        dimensions.set(split, divided(dimensions.get(split), count));
        dimensions.set(concat, multiplied(dimensions.get(concat), count));
        return operand.withDimensions(dimensions);
    }

    private static Dimension divided(Dimension dimension, long divisor) {
        return switch (dimension) {
            case Dimension.Static(long size) -> Dimension.of(size / divisor);
            case Dimension.Bounded(long bound) -> new Dimension.Bounded(bound / divisor);
            case Dimension.Symbolic _, Dimension.Unknown _ -> Dimension.unknown();
        };
    }

    private static Dimension multiplied(Dimension dimension, long factor) {
        return switch (dimension) {
            case Dimension.Static(long size) -> Dimension.of(Math.multiplyExact(size, factor));
            case Dimension.Bounded(long bound) -> new Dimension.Bounded(Math.multiplyExact(bound, factor));
            case Dimension.Symbolic _, Dimension.Unknown _ -> Dimension.unknown();
        };
    }

    private static ResultTypes check(CollectiveBroadcast op, Constraints constraints) {
        COLLECTIVE_BROADCAST.checkPartial(op.replicaGroups(), constraints);
        return ResultTypes.of("C3", constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS));
    }

    private static ResultTypes check(CollectivePermute op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var type = op.sourceTargetPairs().type();
        constraints.require(
                "I2",
                type.elementType() == ScalarType.I64 && type.rank() == 2,
                "source_target_pairs must be of type tensor<?x2xi64>, got %s",
                type);
        constraints.require("C1", type.size(1) == 2, "source_target_pairs must be pairs, got %s", type);
        constraints.require(
                "C2",
                !op.sourceTargetPairs().isSplat() || type.size(0) <= 1,
                "sources must not repeat, got %s",
                op.sourceTargetPairs());
        long[] pairs = op.sourceTargetPairs().toLongs();
        var seen = List.of(new HashSet<Long>(), new HashSet<Long>());
        for (int i = 0; i < pairs.length; i++) {
            boolean isSource = i % 2 == 0;
            constraints.require("C4", pairs[i] >= 0, "source_target_pairs must not be negative, got %d", pairs[i]);
            constraints.require(
                    isSource ? "C2" : "C3",
                    seen.get(i % 2).add(pairs[i]),
                    "%s must not repeat, got %d twice",
                    isSource ? "sources" : "targets",
                    pairs[i]);
        }
        return ResultTypes.of("C5", operand);
    }

    private static ResultTypes check(CrossReplicaSum op, Constraints constraints) {
        constraints.require(
                "I2",
                op.replicaGroups().type().elementType() == ScalarType.I64,
                "replica_groups must be of i64, got %s",
                op.replicaGroups().type());
        return ResultTypes.of("C1", constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS));
    }
}
