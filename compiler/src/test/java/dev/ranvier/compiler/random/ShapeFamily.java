package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ops that make, move and reshape elements. */
final class ShapeFamily {
    private ShapeFamily() {}

    static void constant(Values values) {
        var type = RandomTypes.tensor(values.random);
        switch (values.random.nextInt(3)) {
            case 0 ->
                values.addExact(values.builder.constant(
                        RandomTensors.of(type, values.random).toElements()));
            case 1 -> {
                var scalar = TensorType.of(RandomTypes.floating(values.random), type.shape());
                values.addExact(values.builder.constant(scalar, values.random.nextInt(-1, 3)));
            }
            default -> {
                var scalar = TensorType.of(RandomTypes.integer(values.random), type.shape());
                values.addExact(values.builder.constant(scalar, values.random.nextInt(-1, 3)));
            }
        }
    }

    static void iota(Values values) {
        var shape = RandomTypes.shape(1 + values.random.nextInt(3), values.random);
        ElementType element =
                values.random.nextBoolean() ? RandomTypes.integer(values.random) : RandomTypes.floating(values.random);
        values.addExact(values.builder.iota(TensorType.of(element, shape), values.random.nextInt(shape.length)));
    }

    static void broadcast(Values values) {
        var operand = values.any();
        var type = operand.type();
        if (values.random.nextInt(4) == 0) {
            var sizes = Int64Array.of(RandomTypes.size(values.random), 2);
            values.addMoved((result, info) -> new ShapeOp.Broadcast(operand.value(), sizes, result, info), operand);
            return;
        }
        int added = values.random.nextInt(3);
        int rank = type.rank() + added;
        var places = Arrays.copyOf(RandomTypes.permutation(rank, values.random), type.rank());
        if (values.random.nextInt(3) > 0) {
            Arrays.sort(places);
        }
        var shape = RandomTypes.shape(rank, values.random);
        for (int i = 0; i < places.length; i++) {
            if (type.size(i) != 1 || values.random.nextBoolean()) {
                shape[(int) places[i]] = type.size(i);
            }
        }
        var result = TensorType.of(type.elementType(), shape);
        var value = values.builder.broadcastInDim(result, operand.value(), places);
        values.add(new Known(value, operand.accuracy(), operand.bound()));
    }

    static void reshape(Values values) {
        var operand = values.any();
        long count = operand.type().elementCount();
        var factors = new ArrayList<Long>();
        long rest = count;
        for (long factor = 2; factor <= rest && factors.size() < 3; factor++) {
            if (rest % factor == 0 && values.random.nextBoolean()) {
                factors.add(factor);
                rest /= factor;
            }
        }
        factors.add(values.random.nextInt(factors.size() + 1), rest);
        if (values.random.nextInt(3) == 0) {
            factors.add(values.random.nextInt(factors.size() + 1), 1L);
        }
        var shape = factors.stream().mapToLong(Long::longValue).toArray();
        values.add(new Known(values.builder.reshape(operand.value(), shape), operand.accuracy(), operand.bound()));
    }

    static void transpose(Values values) {
        var operand = values.any();
        var order = RandomTypes.permutation(operand.type().rank(), values.random);
        values.add(new Known(values.builder.transpose(operand.value(), order), operand.accuracy(), operand.bound()));
    }

    static void reverse(Values values) {
        var operand = values.any();
        var dimensions = Int64Array.of(RandomTypes.some(operand.type().rank(), values.random));
        values.addMoved((result, info) -> new ShapeOp.Reverse(operand.value(), dimensions, result, info), operand);
    }

    static void concatenate(Values values) {
        var first = values.pick(known -> known.type().rank() > 0);
        int dimension = values.random.nextInt(first.type().rank());
        var inputs = new ArrayList<Value>(List.of(first.value()));
        for (int i = values.random.nextInt(3); i > 0; i--) {
            var shape = first.type().shape();
            shape[dimension] = RandomTypes.size(values.random);
            inputs.add(values.exact(first.type().elementType(), shape).value());
        }
        var value = values.builder.concatenate(dimension, inputs);
        values.add(value, first.accuracy());
    }

    static void slice(Values values) {
        var operand = values.any();
        int rank = operand.type().rank();
        var starts = new long[rank];
        var limits = new long[rank];
        var strides = new long[rank];
        for (int i = 0; i < rank; i++) {
            long size = operand.type().size(i);
            starts[i] = values.random.nextInt(3) == 0 ? values.random.nextLong(size + 1) : 0;
            limits[i] = values.random.nextInt(3) == 0 ? values.random.nextLong(starts[i], size + 1) : size;
            strides[i] = values.random.nextInt(3) == 0 ? 2 : 1;
        }
        var value = values.builder.slice(operand.value(), starts, limits, strides);
        values.add(new Known(value, operand.accuracy(), operand.bound()));
    }

    static void pad(Values values) {
        var operand = values.any();
        var number = values.exact(operand.type().elementType());
        int rank = operand.type().rank();
        var low = new long[rank];
        var high = new long[rank];
        var interior = new long[rank];
        for (int i = 0; i < rank; i++) {
            low[i] = values.random.nextInt(-1, 3);
            high[i] = values.random.nextInt(-1, 3);
            interior[i] = values.random.nextInt(3) == 0 ? 1 : 0;
        }
        values.addMoved(
                (result, info) -> new ShapeOp.Pad(
                        operand.value(),
                        number.value(),
                        Int64Array.of(low),
                        Int64Array.of(high),
                        Int64Array.of(interior),
                        result,
                        info),
                operand,
                number);
    }

    /** A predicate, for branches. */
    static Value predicate(Values values) {
        return values.exact(ScalarType.I1).value();
    }
}
