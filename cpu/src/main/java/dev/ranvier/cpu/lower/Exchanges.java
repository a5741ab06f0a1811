package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.schedule.Exchange;
import dev.ranvier.cpu.schedule.Exchange.Combine;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.runtime.parallel.Meshes;
import dev.ranvier.runtime.parallel.ProcessGroups;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.stream.LongStream;

/** {@link CollectiveOp}s as steps. */
final class Exchanges {
    private final Kernels kernels;
    private final Placement placement;
    private final Meshes meshes;

    Exchanges(Kernels kernels, Placement placement, Meshes meshes) {
        this.kernels = kernels;
        this.placement = placement;
        this.meshes = meshes;
    }

    void lower(CollectiveOp op, List<Step> steps) {
        switch (op) {
            case CollectiveOp.AllGather gather ->
                steps.add(collective(
                        op,
                        new Exchange.AllGather((int) gather.allGatherDim()),
                        ProcessGroups.reducing(
                                gather.replicaGroups(),
                                gather.channelHandle(),
                                gather.useGlobalDeviceIds() != null,
                                meshes)));
            case CollectiveOp.AllReduce reduce ->
                steps.add(collective(
                        op,
                        new Exchange.AllReduce(reduce.operands().stream()
                                .map(operand -> combine(operand.tensorType(), reduce.computation()))
                                .toList()),
                        ProcessGroups.reducing(
                                reduce.replicaGroups(),
                                reduce.channelHandle(),
                                reduce.useGlobalDeviceIds() != null,
                                meshes)));
            case CollectiveOp.ReduceScatter reduce ->
                steps.add(collective(
                        op,
                        new Exchange.ReduceScatter(
                                (int) reduce.scatterDimension(),
                                combine(reduce.result().tensorType(), reduce.computation()),
                                placement.workspace(
                                        Buffers.bytes(reduce.result().tensorType()))),
                        ProcessGroups.reducing(
                                reduce.replicaGroups(),
                                reduce.channelHandle(),
                                reduce.useGlobalDeviceIds() != null,
                                meshes)));
            case CollectiveOp.AllToAll exchange ->
                steps.add(collective(
                        op,
                        new Exchange.AllToAll((int) exchange.splitDimension(), (int) exchange.concatDimension(), (int)
                                exchange.splitCount()),
                        ProcessGroups.exchanging(exchange.replicaGroups(), exchange.channelHandle(), meshes)));
            case CollectiveOp.CollectiveBroadcast broadcast ->
                steps.add(collective(
                        op,
                        new Exchange.CollectiveBroadcast(),
                        ProcessGroups.exchanging(broadcast.replicaGroups(), broadcast.channelHandle(), meshes)));
            case CollectiveOp.CrossReplicaSum sum ->
                steps.add(collective(
                        op,
                        new Exchange.AllReduce(List.of(combine(
                                sum.operand().tensorType(), sum(sum.operand().tensorType())))),
                        ProcessGroups.reducing(sum.replicaGroups(), null, false, meshes)));
            case CollectiveOp.CollectivePermute permute -> permute(permute, steps);
            case CollectiveOp.PartitionId id -> steps.add(new Step.ProcessNumber(true, placement.place(id.result())));
            case CollectiveOp.ReplicaId id -> steps.add(new Step.ProcessNumber(false, placement.place(id.result())));
            case CollectiveOp.AsyncStart _, CollectiveOp.AsyncDone _ ->
                throw new IllegalStateException("ops that start and wait are written as one before");
        }
    }

    private Step collective(CollectiveOp op, Exchange exchange, ProcessGroups groups) {
        return new Step.Collective(
                op.opName(),
                exchange,
                groups,
                op.operands().stream().map(Value::tensorType).toList(),
                op.operands().stream().map(placement::read).toList(),
                op.results().stream().map(placement::place).toList(),
                op.location());
    }

    private void permute(CollectiveOp.CollectivePermute permute, List<Step> steps) {
        long channel = Math.max(ProcessGroups.channelId(permute.channelHandle()), 0);
        // Permutes have channels of their own, apart from those of send and recv, which are positive.
        var route = new Step.Route(-1 - channel, false, channel > 0, ProcessGroups.rows(permute.sourceTargetPairs()));
        var types = List.of(permute.operand().tensorType());
        steps.add(new Step.Send(route, types, List.of(placement.read(permute.operand()))));
        steps.add(new Step.Receive(route, types, List.of(placement.place(permute.result()))));
    }

    /** A kernel that applies a computation on scalars to each pair of elements. */
    private Combine combine(TensorType type, Region computation) {
        var arguments = List.of(new BlockArgument(type), new BlockArgument(type));
        var result = new OpResult(type);
        var dimensions = Int64Array.of(LongStream.range(0, type.rank()).toArray());
        var map = new ElementwiseOp.MapElements(List.copyOf(arguments), dimensions, computation, result, OpInfo.NONE);
        var body = new Region(arguments, List.of(map, new ControlFlowOp.FuncReturn(List.of(result), OpInfo.NONE)));
        var launch = kernels.launch(body, List.of(), map.location());
        return new Combine(launch.kernel(), launch.sizes(), launch.tasks(), launch.work());
    }

    private static Region sum(TensorType type) {
        var scalar = TensorType.of(type.elementType());
        var arguments = List.of(new BlockArgument(scalar), new BlockArgument(scalar));
        var result = new OpResult(scalar);
        var add = new BinaryOp.Add(arguments.getFirst(), arguments.getLast(), result, OpInfo.NONE);
        return new Region(arguments, List.of(add, new ControlFlowOp.Return(List.of(result), OpInfo.NONE)));
    }
}
