package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.RngAlgorithm;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import java.util.List;

/** Ops whose shapes are operands, here constants; random bits; the rest of CHLO. */
final class DynamicFamily {
    private DynamicFamily() {}

    private static Value shape(Values values, long... shape) {
        return values.builder.constant(DenseElements.ofI64(shape));
    }

    static void dynamic(Values values) {
        var operand = values.any();
        var type = operand.type();
        var made = RandomTypes.shape(type.rank() + 1, values.random);
        switch (values.random.nextInt(5)) {
            case 0 -> {
                var result = TensorType.of(RandomTypes.integer(values.random), made);
                long dimension = values.random.nextInt(made.length);
                values.addExact(values.builder.emit(
                        result,
                        (output, info) -> new DynamicOp.DynamicIota(shape(values, made), dimension, output, info)));
            }
            case 1 -> {
                var flat = new long[] {type.elementCount()};
                var value = values.builder.emit(
                        TensorType.of(type.elementType(), flat),
                        (result, info) ->
                                new DynamicOp.DynamicReshape(operand.value(), shape(values, flat), result, info));
                values.add(new Known(value, operand.accuracy(), operand.bound()));
            }
            case 2 -> broadcast(values, operand, made);
            case 3 -> {
                if (type.rank() > 0) {
                    values.addExact(values.builder.emit((result, info) ->
                            new DynamicOp.GetDimensionSize(operand.value(), type.rank() - 1, result, info)));
                }
            }
            default -> slice(values, operand);
        }
    }

    private static void broadcast(Values values, Known operand, long[] made) {
        var type = operand.type();
        for (int i = 0; i < type.rank(); i++) {
            made[i + 1] = type.size(i);
        }
        var places = new long[type.rank()];
        Arrays.setAll(places, i -> i + 1);
        var value = values.builder.emit(
                TensorType.of(type.elementType(), made),
                (result, info) -> new DynamicOp.DynamicBroadcastInDim(
                        operand.value(), shape(values, made), Int64Array.of(places), null, null, result, info));
        values.add(new Known(value, operand.accuracy(), operand.bound()));
    }

    private static void slice(Values values, Known operand) {
        var type = operand.type();
        var starts = new long[type.rank()];
        var strides = new long[type.rank()];
        Arrays.fill(strides, 1);
        if (type.rank() == 0) {
            return;
        }
        var limits = type.shape();
        limits[0] = values.random.nextLong(limits[0] + 1);
        var value = values.builder.emit(
                TensorType.of(type.elementType(), limits),
                (result, info) -> new DynamicOp.RealDynamicSlice(
                        operand.value(),
                        shape(values, starts),
                        shape(values, limits),
                        shape(values, strides),
                        result,
                        info));
        values.add(new Known(value, operand.accuracy(), operand.bound()));
        var number = values.exact(type.elementType());
        var low = new long[type.rank()];
        low[0] = 1;
        var padded = type.shape();
        padded[0]++;
        values.add(
                values.builder.emit(
                        TensorType.of(type.elementType(), padded),
                        (result, info) -> new DynamicOp.DynamicPad(
                                operand.value(),
                                number.value(),
                                shape(values, low),
                                shape(values, starts),
                                shape(values, starts),
                                result,
                                info)),
                operand.accuracy());
    }

    static void randomBits(Values values) {
        var algorithm = values.random.nextBoolean() ? RngAlgorithm.THREE_FRY : RngAlgorithm.PHILOX;
        var state = values.exact(ScalarType.UI64, 2);
        var element = List.of(ScalarType.UI32, ScalarType.UI64, ScalarType.UI8, ScalarType.UI16)
                .get(values.random.nextInt(4));
        var types = List.of(state.type(), TensorType.of(element, RandomTypes.shape(values.random)));
        values.builder
                .emitAll(
                        types,
                        (results, info) -> new RandomOp.RngBitGenerator(
                                algorithm, state.value(), results.get(0), results.get(1), info))
                .forEach(values::addExact);
    }

    static void ids(Values values) {
        values.addExact(values.builder.emit((result, info) -> new CollectiveOp.ReplicaId(result, info)));
        values.addExact(values.builder.emit((result, info) -> new CollectiveOp.PartitionId(result, info)));
    }

    static void topK(Values values) {
        var operand = values.pick(known -> known.isExact()
                && known.type().rank() > 0
                && (known.type().elementType().isInteger() || known.type().elementType() == ScalarType.F32));
        long k = values.random.nextLong(operand.type().size(operand.type().rank() - 1) + 1);
        var keys = values.withOneNan(operand);
        values.builder
                .emitAll(2, (results, info) -> new ChloOp.TopK(keys, k, results.get(0), results.get(1), info))
                .forEach(values::addExact);
    }

    /** A running sum, which hands on what it has. */
    static void scan(Values values) {
        var element = RandomTypes.integer(values.random);
        var inputs = values.exact(element, RandomTypes.shape(1 + values.random.nextInt(2), values.random));
        var shape = inputs.type().shape();
        var slice = TensorType.of(element, Arrays.copyOfRange(shape, 1, shape.length));
        var init = values.exact(slice);
        boolean reverse = values.random.nextBoolean();
        var body = values.builder.region(List.of(slice, slice), inner -> {
            var sum = inner.add(inner.argument(0), inner.argument(1));
            return List.of(sum, sum);
        });
        values.builder
                .emitAll(
                        2,
                        (results, info) -> new ChloOp.Scan(
                                List.of(inputs.value()),
                                List.of(init.value()),
                                0,
                                null,
                                reverse,
                                null,
                                body,
                                List.of(results.get(0)),
                                List.of(results.get(1)),
                                info))
                .forEach(values::addExact);
    }

    static void chloConstants(Values values) {
        var operand = values.pick(known -> known.type().elementType() == ScalarType.I32)
                .value();
        var number = BuiltinAttribute.i32(values.random.nextInt(-2, 3));
        values.addExact(values.builder.emit(
                operand.type(), (result, info) -> new ChloOp.ConstantLike(number, operand, result, info)));
        var type = RandomTypes.tensor(values.random);
        var elements = RandomTensors.of(type, values.random).toElements();
        values.addExact(values.builder.emit((result, info) -> new ChloOp.ChloConstant(elements, result, info)));
    }
}
