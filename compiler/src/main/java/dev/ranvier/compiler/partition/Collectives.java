package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.StablehloAttribute.ChannelHandle;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.sharding.Axis;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Writes {@linkplain Move moves} as ops. */
final class Collectives {
    /** A channel has groups span partitions; all collectives are in one order on all devices, so that one will do. */
    private static final ChannelHandle CHANNEL = new ChannelHandle(1, 1);

    private final DeviceGroups groups;
    private final List<Op> ops;
    private final OpInfo info;

    /**
     * @param ops take what is written
     * @param info of what is written
     */
    Collectives(DeviceGroups groups, List<Op> ops, OpInfo info) {
        this.groups = groups;
        this.ops = ops;
        this.info = info;
    }

    /** A device's part after all moves. */
    Value write(List<Move> moves, Value part) {
        var moved = part;
        for (var move : moves) {
            moved = write(move, moved);
        }
        return moved;
    }

    private Value write(Move move, Value part) {
        return switch (move) {
            case Move.Slice(int dimension, List<Axis> axes, Layout _) -> slice(part, dimension, axes);
            case Move.Gather(int dimension, List<Axis> axes, Layout _) -> gather(part, dimension, axes);
            case Move.Exchange exchange -> exchange(part, exchange);
            case Move.Permute(Layout before, Layout after) -> {
                var result = new OpResult(part.type());
                var pairs = DeviceGroups.rows(groups.senders(before, after));
                ops.add(new CollectiveOp.CollectivePermute(part, pairs, CHANNEL, result, info));
                yield result;
            }
            case Move.Reduce(List<Axis> axes, ReductionOp reduction, Layout _) -> reduce(part, axes, reduction);
            case Move.Scatter scatter -> scatter(part, scatter);
            case Move.Keep(List<Axis> axes, Layout after) ->
                after.reduction() == ReductionOp.SUM ? keep(part, axes) : part;
        };
    }

    private Value slice(Value part, int dimension, List<Axis> axes) {
        var sizes = part.tensorType().shape();
        sizes[dimension] /= Axis.product(axes);
        var starts = new Value[sizes.length];
        var zero = sizes.length > 1 ? scalar(0) : null;
        Arrays.fill(starts, zero);
        starts[dimension] = ofDevice(axes, sizes[dimension]);
        var result = new OpResult(TensorType.of(part.tensorType().elementType(), sizes));
        ops.add(new IndexingOp.DynamicSlice(part, List.of(starts), Int64Array.of(sizes), result, info));
        return result;
    }

    /** The place of this device along axes, times {@code factor}: a scalar. */
    Value ofDevice(List<Axis> axes, long factor) {
        var places =
                Arrays.stream(groups.places(axes)).map(place -> place * factor).toArray();
        var table = constant(DenseElements.ofI64(places));
        var device = new OpResult(TensorType.of(ScalarType.UI32));
        ops.add(new CollectiveOp.PartitionId(device, info));
        var element = new OpResult(TensorType.of(ScalarType.I64, 1));
        ops.add(new IndexingOp.DynamicSlice(table, List.of(device), Int64Array.of(1), element, info));
        var place = new OpResult(TensorType.of(ScalarType.I64));
        ops.add(new ShapeOp.Reshape(element, place, info));
        return place;
    }

    private Value scalar(long value) {
        return constant(DenseElements.ofBits(TensorType.of(ScalarType.I64), value));
    }

    private Value constant(DenseElements elements) {
        var result = new OpResult(elements.type());
        ops.add(new ShapeOp.Constant(elements, result, info));
        return result;
    }

    private static OpResult resized(Value part, int dimension, long count, boolean larger) {
        var sizes = part.tensorType().shape();
        sizes[dimension] = larger ? sizes[dimension] * count : sizes[dimension] / count;
        return new OpResult(TensorType.of(part.tensorType().elementType(), sizes));
    }

    private Value gather(Value part, int dimension, List<Axis> axes) {
        var result = resized(part, dimension, Axis.product(axes), true);
        ops.add(new CollectiveOp.AllGather(
                List.of(part),
                dimension,
                groups.matrix(axes),
                CHANNEL,
                new BuiltinAttribute.Unit(),
                List.of(result),
                info));
        return result;
    }

    private Value exchange(Value part, Move.Exchange move) {
        long count = Axis.product(move.axes());
        var result = resized(resized(part, move.from(), count, true), move.to(), count, false);
        ops.add(new CollectiveOp.AllToAll(
                List.of(part),
                move.to(),
                move.from(),
                count,
                groups.matrix(move.axes()),
                CHANNEL,
                List.of(result),
                info));
        return result;
    }

    private Value reduce(Value part, List<Axis> axes, ReductionOp reduction) {
        var result = new OpResult(part.type());
        ops.add(new CollectiveOp.AllReduce(
                List.of(part),
                groups.matrix(axes),
                CHANNEL,
                new BuiltinAttribute.Unit(),
                combination(part, reduction),
                List.of(result),
                info));
        return result;
    }

    private Value scatter(Value part, Move.Scatter move) {
        var result = resized(part, move.dimension(), Axis.product(move.axes()), false);
        ops.add(new CollectiveOp.ReduceScatter(
                part,
                move.dimension(),
                groups.matrix(move.axes()),
                CHANNEL,
                new BuiltinAttribute.Unit(),
                combination(part, move.reduction()),
                result,
                info));
        return result;
    }

    private Region combination(Value part, ReductionOp reduction) {
        var scalar = TensorType.of(part.tensorType().elementType());
        var arguments = List.of(new BlockArgument(scalar), new BlockArgument(scalar));
        var result = new OpResult(scalar);
        var op = combine(reduction, arguments.getFirst(), arguments.getLast(), result, info);
        return new Region(arguments, List.of(op, new ControlFlowOp.Return(List.of(result), info)));
    }

    private static Op combine(ReductionOp reduction, Value one, Value other, OpResult result, OpInfo info) {
        return switch (reduction) {
            case SUM -> new BinaryOp.Add(one, other, result, info);
            case MAX -> new BinaryOp.Maximum(one, other, result, info);
            case MIN -> new BinaryOp.Minimum(one, other, result, info);
        };
    }

    /** Zeros but on the first device along axes. */
    private Value keep(Value part, List<Axis> axes) {
        var isFirst = new OpResult(TensorType.of(ScalarType.I1));
        ops.add(new ElementwiseOp.Compare(ofDevice(axes, 1), scalar(0), ComparisonDirection.EQ, null, isFirst, info));
        var zero =
                MemorySegment.ofArray(new byte[part.tensorType().elementType().byteWidth()]);
        var zeros = constant(new DenseElements(part.tensorType(), zero, true));
        var result = new OpResult(part.type());
        ops.add(new ElementwiseOp.Select(isFirst, part, zeros, result, info));
        return result;
    }
}
