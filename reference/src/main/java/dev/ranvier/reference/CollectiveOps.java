package dev.ranvier.reference;

import dev.ranvier.runtime.parallel.Meshes;
import dev.ranvier.runtime.parallel.Pairs;
import dev.ranvier.runtime.parallel.ProcessGrid.Channel;
import dev.ranvier.runtime.parallel.ProcessGrid.MeetingPoint;
import dev.ranvier.runtime.parallel.ProcessGroups;
import dev.ranvier.runtime.parallel.ProcessId;
import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ChannelHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link CollectiveOp}s. Each method is the specification's section of the same name. */
final class CollectiveOps {
    private final Scope scope;
    private final GridProcess process;

    private CollectiveOps(Scope scope) {
        this.scope = scope;
        this.process = scope.evaluator().process();
    }

    static List<RuntimeValue> evaluate(CollectiveOp op, Scope scope) {
        var ops = new CollectiveOps(scope);
        return switch (op) {
            case CollectiveOp.AllGather gather -> List.copyOf(ops.allGather(gather));
            case CollectiveOp.AllReduce reduce -> List.copyOf(ops.allReduce(reduce));
            case CollectiveOp.ReduceScatter reduce -> List.of(ops.reduceScatter(reduce));
            case CollectiveOp.AllToAll exchange -> List.copyOf(ops.allToAll(exchange));
            case CollectiveOp.CollectiveBroadcast broadcast -> List.of(ops.collectiveBroadcast(broadcast));
            case CollectiveOp.CollectivePermute permute -> List.of(ops.collectivePermute(permute));
            case CollectiveOp.CrossReplicaSum sum -> List.of(ops.crossReplicaSum(sum));
            case CollectiveOp.AsyncStart start ->
                List.of(new RuntimeValue.Future(scope.run(start.body(), scope.all(start.operands()))));
            case CollectiveOp.AsyncDone done -> asyncDone(scope.get(done.operand()));
            case CollectiveOp.PartitionId _ ->
                List.of(Tensor.scalar(ScalarType.UI32, ops.process.id().partition()));
            case CollectiveOp.ReplicaId _ ->
                List.of(Tensor.scalar(ScalarType.UI32, ops.process.id().replica()));
        };
    }

    /** The collective ran when it was started: the specification lets an implementation do so. */
    private static List<RuntimeValue> asyncDone(RuntimeValue operand) {
        if (operand instanceof RuntimeValue.Future(List<RuntimeValue> results)) {
            return results;
        }
        throw RanvierException.invalid("async_done needs a future, got " + operand.type());
    }

    private List<Tensor> allGather(CollectiveOp.AllGather op) {
        var group = reducing(op.replicaGroups(), op.channelHandle(), op.useGlobalDeviceIds() != null);
        var gathered = meet(op, group, op.channelHandle(), scope.tensors(op.operands()));
        var results = new ArrayList<Tensor>();
        for (int i = 0; i < op.operands().size(); i++) {
            int operand = i;
            results.add(ShapeOps.concatenate(
                    gathered.stream().map(values -> values.get(operand)).toList(), (int) op.allGatherDim()));
        }
        return results;
    }

    private List<Tensor> allReduce(CollectiveOp.AllReduce op) {
        var group = reducing(op.replicaGroups(), op.channelHandle(), op.useGlobalDeviceIds() != null);
        return reduced(meet(op, group, op.channelHandle(), scope.tensors(op.operands())), op.computation());
    }

    private Tensor reduceScatter(CollectiveOp.ReduceScatter op) {
        var group = reducing(op.replicaGroups(), op.channelHandle(), op.useGlobalDeviceIds() != null);
        var gathered = meet(op, group, op.channelHandle(), List.of(scope.tensor(op.operand())));
        var whole = reduced(gathered, op.computation()).getFirst();
        return part(whole, (int) op.scatterDimension(), group.size(), group.indexOf(process.id()));
    }

    /** For each operand the values of the group combined, in the order of the group. */
    private List<Tensor> reduced(List<List<Tensor>> contributions, Region computation) {
        var reducer = Reducer.of(computation, scope);
        var results = new ArrayList<Tensor>();
        for (int operand = 0; operand < contributions.getFirst().size(); operand++) {
            var accumulators =
                    reducer.accumulators(List.of(contributions.getFirst().get(operand)));
            for (var contribution : contributions.subList(1, contributions.size())) {
                var values = reducer.values(List.of(contribution.get(operand)));
                for (long i = 0; i < accumulators.getFirst().count(); i++) {
                    reducer.combine(accumulators, i, values, i);
                }
            }
            results.add(accumulators.getFirst());
        }
        return results;
    }

    private List<Tensor> allToAll(CollectiveOp.AllToAll op) {
        var group = exchanging(op.replicaGroups(), op.channelHandle()).require(process.id(), process.grid());
        int receiver = group.indexOf(process.id());
        var gathered = meet(op, group, op.channelHandle(), scope.tensors(op.operands()));
        var results = new ArrayList<Tensor>();
        for (int i = 0; i < op.operands().size(); i++) {
            int operand = i;
            var parts = gathered.stream()
                    .map(values ->
                            part(values.get(operand), (int) op.splitDimension(), (int) op.splitCount(), receiver))
                    .toList();
            results.add(ShapeOps.concatenate(parts, (int) op.concatDimension()));
        }
        return results;
    }

    private Tensor collectiveBroadcast(CollectiveOp.CollectiveBroadcast op) {
        var operand = scope.tensor(op.operand());
        var group = exchanging(op.replicaGroups(), op.channelHandle()).of(process.id(), process.grid());
        return group.map(processes -> meet(op, processes, op.channelHandle(), List.of(operand))
                        .getFirst()
                        .getFirst())
                .orElseGet(() -> zeros(operand));
    }

    private Tensor collectivePermute(CollectiveOp.CollectivePermute op) {
        var operand = scope.tensor(op.operand());
        long id = ProcessGroups.channelId(op.channelHandle());
        var pairs = Pairs.of(ProcessGroups.rows(op.sourceTargetPairs()), id > 0, process.id());
        // Permutes have channels of their own, apart from those of send and recv, which are positive.
        for (var target : pairs.targets()) {
            process.grid().send(new Channel(-1 - Math.max(id, 0), process.id(), target), List.of(operand));
        }
        return pairs.source()
                .map(source -> process.grid()
                        .receive(process.id(), new Channel(-1 - Math.max(id, 0), source, process.id()))
                        .getFirst())
                .orElseGet(() -> zeros(operand));
    }

    /** The specification has no section for this op: all_reduce across replicas with add. */
    private Tensor crossReplicaSum(CollectiveOp.CrossReplicaSum op) {
        var group = reducing(op.replicaGroups(), null, false);
        return meet(op, group, null, List.of(scope.tensor(op.operand()))).stream()
                .map(List::getFirst)
                .reduce(Arithmetic::add)
                .orElseThrow();
    }

    /** Zeros like {@code operand}; for quantized types the stored number that stands for 0. */
    private static Tensor zeros(Tensor operand) {
        if (operand.elementType().isQuantized()) {
            var real = Quantization.dequantize(operand);
            return Quantization.quantize(Tensor.zeros(real.elementType(), real.shape()), operand.elementType());
        }
        return Tensor.zeros(operand.elementType(), operand.shape());
    }

    private static Tensor part(Tensor whole, int dimension, int count, int index) {
        long size = whole.size(dimension) / count;
        var start = Index.with(new long[whole.rank()], dimension, index * size);
        return IndexingOps.dynamicSlice(whole, start, Index.with(whole.shape(), dimension, size));
    }

    private List<ProcessId> reducing(Attribute groups, @Nullable ChannelHandle channel, boolean useGlobalDeviceIds) {
        return ProcessGroups.reducing(groups, channel, useGlobalDeviceIds, meshes())
                .require(process.id(), process.grid());
    }

    private ProcessGroups exchanging(Attribute groups, @Nullable ChannelHandle channel) {
        return ProcessGroups.exchanging(groups, channel, meshes());
    }

    private Meshes meshes() {
        return scope.evaluator().program().meshes();
    }

    /** What each process of the group has brought, in the order of the group. */
    private List<List<Tensor>> meet(
            Op op, List<ProcessId> group, @Nullable ChannelHandle channel, List<Tensor> contribution) {
        var point = new MeetingPoint(op.opName(), group, ProcessGroups.channelId(channel));
        var contributions = process.grid().meet(process.id(), point, contribution);
        return group.stream().map(contributions::get).toList();
    }
}
