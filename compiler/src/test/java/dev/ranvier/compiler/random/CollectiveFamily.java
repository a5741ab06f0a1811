package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What replicas send each other, and sums of their integers; all of them run the same ops. */
final class CollectiveFamily {
    private final Values values;
    private final int replicas;
    private final int groupSize;
    private final DenseElements groups;

    private CollectiveFamily(Values values, int replicas) {
        this.values = values;
        this.replicas = replicas;
        var sizes = IntStream.rangeClosed(1, replicas)
                .filter(size -> replicas % size == 0)
                .toArray();
        this.groupSize = sizes[values.random.nextInt(sizes.length)];
        this.groups = ids(replicas / groupSize, groupSize, RandomTypes.permutation(replicas, values.random));
    }

    private static DenseElements ids(int rows, int columns, long... ids) {
        return DenseElements.ofBits(TensorType.of(ScalarType.I64, rows, columns), ids);
    }

    static void collective(Values values, int replicas) {
        var family = new CollectiveFamily(values, replicas);
        switch (values.random.nextInt(6)) {
            case 0 -> family.allReduce();
            case 1 -> family.reduceScatter();
            case 2 -> family.allGather();
            case 3 -> family.allToAll();
            case 4 -> family.permute();
            default -> family.broadcast();
        }
    }

    private Region combination(ScalarType element) {
        boolean adds = values.random.nextBoolean();
        var scalar = TensorType.of(element);
        return values.builder.region(
                List.of(scalar, scalar),
                inner -> List.of(
                        adds
                                ? inner.add(inner.argument(0), inner.argument(1))
                                : inner.binary(BinaryOp.Maximum::new, inner.argument(0), inner.argument(1))));
    }

    private void allReduce() {
        var element = RandomTypes.integer(values.random);
        var operands = List.of(
                values.exact(element, RandomTypes.shape(values.random)).value(),
                values.exact(element, RandomTypes.shape(values.random)).value());
        var combination = combination(element);
        values.builder
                .emitAll(
                        operands.stream().map(operand -> operand.type()).toList(),
                        (results, info) ->
                                new CollectiveOp.AllReduce(operands, groups, null, null, combination, results, info))
                .forEach(values::addExact);
    }

    private void reduceScatter() {
        var element = RandomTypes.integer(values.random);
        var part = RandomTypes.shape(1 + values.random.nextInt(2), values.random);
        int dimension = values.random.nextInt(part.length);
        var whole = times(part, dimension);
        var operand = values.exact(element, whole).value();
        var combination = combination(element);
        values.addExact(values.builder.emit(
                TensorType.of(element, part),
                (result, info) -> new CollectiveOp.ReduceScatter(
                        operand, dimension, groups, null, null, combination, result, info)));
    }

    /** The shape with one dimension as many times as large as a group. */
    private long[] times(long[] shape, int dimension) {
        var larger = Arrays.copyOf(shape, shape.length);
        larger[dimension] *= groupSize;
        return larger;
    }

    private void allGather() {
        var operand = values.pick(known -> known.isExact() && known.type().rank() > 0);
        int dimension = values.random.nextInt(operand.type().rank());
        var type =
                TensorType.of(operand.type().elementType(), times(operand.type().shape(), dimension));
        values.builder
                .emitAll(
                        List.of(type),
                        (results, info) -> new CollectiveOp.AllGather(
                                List.of(operand.value()), dimension, groups, null, null, results, info))
                .forEach(values::addExact);
    }

    private void allToAll() {
        var part = RandomTypes.shape(1 + values.random.nextInt(2), values.random);
        int split = values.random.nextInt(part.length);
        int joined = values.random.nextInt(part.length);
        var element = RandomTypes.element(values.random);
        var operand = values.exact(element, times(part, split)).value();
        values.builder
                .emitAll(
                        List.of(TensorType.of(element, times(part, joined))),
                        (results, info) -> new CollectiveOp.AllToAll(
                                List.of(operand), split, joined, groupSize, groups, null, results, info))
                .forEach(values::addExact);
    }

    private void permute() {
        var operand = values.anyExact().value();
        int count = values.random.nextInt(replicas + 1);
        var sources = RandomTypes.permutation(replicas, values.random);
        var targets = RandomTypes.permutation(replicas, values.random);
        var pairs = IntStream.range(0, 2 * count)
                .mapToLong(i -> i % 2 == 0 ? sources[i / 2] : targets[i / 2])
                .toArray();
        values.addExact(values.builder.emit(
                operand.type(),
                (result, info) ->
                        new CollectiveOp.CollectivePermute(operand, ids(count, 2, pairs), null, result, info)));
    }

    private void broadcast() {
        var operand = values.anyExact().value();
        values.addExact(values.builder.emit(
                operand.type(),
                (result, info) -> new CollectiveOp.CollectiveBroadcast(operand, groups, null, result, info)));
    }
}
