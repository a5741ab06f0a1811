package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.GatherDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.ScatterDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Ops that read and write at run-time indices, within the operands and beyond. */
final class IndexFamily {
    private IndexFamily() {}

    private static long[] block(TensorType type, Values values) {
        var sizes = type.shape();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = values.random.nextInt(3) == 0 ? sizes[i] : values.random.nextLong(sizes[i] + 1);
        }
        return sizes;
    }

    private static List<Value> indices(int count, Values values) {
        var type = TensorType.of(RandomTypes.integer(values.random));
        var indices = new ArrayList<Value>();
        for (int i = 0; i < count; i++) {
            indices.add(
                    values.random.nextInt(4) == 0
                            ? values.builder.constant(type, values.random.nextInt(2))
                            : values.exact(type).value());
        }
        return indices;
    }

    static void dynamicSlice(Values values) {
        var operand = values.any();
        var indices = indices(operand.type().rank(), values);
        var sizes = Int64Array.of(block(operand.type(), values));
        values.addMoved(
                (result, info) -> new IndexingOp.DynamicSlice(operand.value(), indices, sizes, result, info), operand);
    }

    static void dynamicUpdateSlice(Values values) {
        var operand = values.any();
        var indices = indices(operand.type().rank(), values);
        var update = values.exact(operand.type().elementType(), block(operand.type(), values));
        values.addMoved(
                (result, info) ->
                        new IndexingOp.DynamicUpdateSlice(operand.value(), update.value(), indices, result, info),
                operand,
                update);
    }

    /** Blocks whose dimensions of size 1 are left out, as frameworks index with arrays. */
    static void gather(Values values) {
        var operand = values.pick(known -> known.type().rank() > 0);
        int rank = operand.type().rank();
        var indexed = RandomTypes.some(rank, values.random);
        var sizes = operand.type().shape();
        for (long dimension : indexed) {
            sizes[(int) dimension] = Math.min(1, sizes[(int) dimension]);
        }
        var collapsed = Arrays.stream(indexed)
                .filter(dimension -> sizes[(int) dimension] == 1 && values.random.nextInt(4) > 0)
                .toArray();
        var batch = RandomTypes.shape(values.random.nextInt(3), values.random);
        int vector = values.random.nextInt(batch.length + 1);
        var indexShape = inserted(batch, vector, indexed.length);
        var indices = values.exact(values.random.nextBoolean() ? ScalarType.I32 : ScalarType.UI8, indexShape);
        int offsets = rank - collapsed.length;
        var places = LongStream.range(batch.length, batch.length + offsets).toArray();
        var numbers = new GatherDimensionNumbers(
                Int64Array.of(places),
                Int64Array.of(collapsed),
                Int64Array.of(),
                Int64Array.of(),
                Int64Array.of(indexed),
                vector);
        var made = values.builder.emit((result, info) -> new IndexingOp.Gather(
                operand.value(), indices.value(), numbers, Int64Array.of(sizes), false, result, info));
        values.addMoved(made, operand);
        if (values.random.nextInt(4) == 0) {
            var sliceSizes = values.builder.constant(DenseElements.ofI64(sizes));
            var dynamic = values.builder.emit(
                    made.type(),
                    (result, info) -> new DynamicOp.DynamicGather(
                            operand.value(), indices.value(), sliceSizes, numbers, false, result, info));
            values.addMoved(dynamic, operand);
        }
    }

    private static long[] inserted(long[] shape, int place, long size) {
        var result = new long[shape.length + 1];
        System.arraycopy(shape, 0, result, 0, place);
        result[place] = size;
        System.arraycopy(shape, place, result, place + 1, shape.length - place);
        return result;
    }

    static void scatter(Values values) {
        var element = RandomTypes.integer(values.random);
        var shape = RandomTypes.shape(1 + values.random.nextInt(3), values.random);
        var operand = values.exact(element, shape);
        long count = RandomTypes.size(values.random);
        var indices = values.exact(ScalarType.I32, count, 1);
        var window = Arrays.copyOfRange(shape, 1, shape.length);
        var update = values.exact(element, inserted(window, 0, count));
        var numbers = new ScatterDimensionNumbers(
                Int64Array.of(LongStream.range(1, shape.length).toArray()),
                Int64Array.of(0),
                Int64Array.of(),
                Int64Array.of(),
                Int64Array.of(0),
                1);
        var scalar = TensorType.of(element);
        int kind = values.random.nextInt(3);
        var body = values.builder.region(
                List.of(scalar, scalar),
                inner -> List.of(
                        switch (kind) {
                            case 0 -> inner.argument(1);
                            case 1 -> inner.add(inner.argument(0), inner.argument(1));
                            default -> inner.binary(BinaryOp.Maximum::new, inner.argument(0), inner.argument(1));
                        }));
        values.addExact(values.builder
                .emitAll(
                        1,
                        (results, info) -> new IndexingOp.Scatter(
                                List.of(operand.value()),
                                indices.value(),
                                List.of(update.value()),
                                numbers,
                                false,
                                false,
                                body,
                                results,
                                info))
                .getFirst());
    }

    static void indexSelect(Values values) {
        var operand =
                values.pick(known -> known.type().rank() > 0 && known.type().elementCount() > 0);
        int dimension = values.random.nextInt(operand.type().rank());
        long size = operand.type().size(dimension);
        var indices = values.exact(ScalarType.UI8, RandomTypes.size(values.random));
        var wide = values.builder.convert(ScalarType.I32, indices.value());
        var limit = values.builder.constant(wide.tensorType(), (double) size);
        var inside = values.builder.binary(BinaryOp.Remainder::new, wide, limit);
        values.addMoved(
                (result, info) -> new IndexingOp.TorchIndexSelect(operand.value(), inside, dimension, 0, result, info),
                operand);
    }
}
