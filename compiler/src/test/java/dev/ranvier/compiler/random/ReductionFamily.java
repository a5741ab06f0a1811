package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.List;

/** Reductions whose result does not depend on their order, windows, sorts and normalisations. */
final class ReductionFamily {
    private ReductionFamily() {}

    /** An op that combines elements in any order, and elements of which any order gives the same result. */
    private record Combination(OpForm.Binary op, Known operand, Known init) {}

    private static Combination combination(Values values, long[] shape) {
        int kind = values.random.nextInt(4);
        if (kind == 0) {
            var element = RandomTypes.wide(values.random);
            return new Combination(BinaryOp.Add::new, values.integers(element, shape), values.integers(element));
        }
        ElementType element = kind == 1 && values.random.nextBoolean()
                ? RandomTypes.floating(values.random)
                : RandomTypes.integer(values.random);
        OpForm.Binary op = switch (values.random.nextInt(element.isInteger() ? 6 : 2)) {
            case 0 -> BinaryOp.Maximum::new;
            case 1 -> BinaryOp.Minimum::new;
            case 2 -> BinaryOp.Add::new;
            case 3 -> BinaryOp.Multiply::new;
            case 4 -> BinaryOp.Xor::new;
            default -> BinaryOp.Or::new;
        };
        return new Combination(op, values.exact(element, shape), values.exact(element));
    }

    private static Region body(Values values, ElementType element, OpForm.Binary op) {
        var scalar = TensorType.of(element);
        boolean swap = values.random.nextInt(4) == 0;
        return values.builder.region(
                List.of(scalar, scalar),
                inner -> List.of(inner.binary(op, inner.argument(swap ? 1 : 0), inner.argument(swap ? 0 : 1))));
    }

    static void reduce(Values values) {
        var shape = RandomTypes.shape(values.random);
        var combination = combination(values, shape);
        var dimensions = Int64Array.of(RandomTypes.some(shape.length, values.random));
        var body = body(values, combination.operand().type().elementType(), combination.op());
        values.addExact(values.builder
                .emitAll(
                        1,
                        (results, info) -> new ReductionOp.Reduce(
                                List.of(combination.operand().value()),
                                List.of(combination.init().value()),
                                dimensions,
                                body,
                                results,
                                info))
                .getFirst());
    }

    /** The greatest element along a dimension and the first place where it is. */
    static void argmax(Values values) {
        var shape = RandomTypes.shape(1 + values.random.nextInt(3), values.random);
        int dimension = values.random.nextInt(shape.length);
        var operand = values.exact(RandomTypes.integer(values.random), shape).value();
        var places = values.builder.iota(TensorType.of(ScalarType.I32, shape), dimension);
        var scalar = TensorType.of(operand.tensorType().elementType());
        var index = TensorType.of(ScalarType.I32);
        var first = values.builder.constant(scalar, 0);
        var zero = values.builder.constant(index, 0);
        var body = values.builder.region(List.of(scalar, index, scalar, index), ReductionFamily::greater);
        var results = values.builder.emitAll(
                2,
                (made, info) -> new ReductionOp.Reduce(
                        List.of(operand, places), List.of(first, zero), Int64Array.of(dimension), body, made, info));
        results.forEach(values::addExact);
    }

    private static List<Value> greater(RegionBuilder inner) {
        var isGreater = inner.compare(ComparisonDirection.GT, inner.argument(0), inner.argument(2));
        var isEqual = inner.compare(ComparisonDirection.EQ, inner.argument(0), inner.argument(2));
        var isBefore = inner.compare(ComparisonDirection.LT, inner.argument(1), inner.argument(3));
        var isFirst = inner.binary(BinaryOp.And::new, isEqual, isBefore);
        var keeps = inner.binary(BinaryOp.Or::new, isGreater, isFirst);
        return List.of(
                inner.select(keeps, inner.argument(0), inner.argument(2)),
                inner.select(keeps, inner.argument(1), inner.argument(3)));
    }

    static void reduceWindow(Values values) {
        var shape = RandomTypes.shape(1 + values.random.nextInt(3), values.random);
        var combination = combination(values, shape);
        var window = new long[shape.length];
        var strides = new long[shape.length];
        var dilations = new long[shape.length];
        var padding = new long[2 * shape.length];
        for (int i = 0; i < shape.length; i++) {
            window[i] = 1L + values.random.nextInt(3);
            strides[i] = 1L + values.random.nextInt(2);
            dilations[i] = values.random.nextInt(4) == 0 ? 2 : 1;
            padding[2 * i] = values.random.nextInt(3);
            padding[2 * i + 1] = values.random.nextInt(3);
        }
        var padded = DenseElements.ofBits(TensorType.of(ScalarType.I64, shape.length, 2), padding);
        var body = body(values, combination.operand().type().elementType(), combination.op());
        boolean dilates = values.random.nextBoolean();
        values.addExact(values.builder
                .emitAll(
                        1,
                        (results, info) -> new ReductionOp.ReduceWindow(
                                List.of(combination.operand().value()),
                                List.of(combination.init().value()),
                                Int64Array.of(window),
                                Int64Array.of(strides),
                                dilates ? Int64Array.of(dilations) : null,
                                dilates ? null : Int64Array.of(dilations),
                                padded,
                                body,
                                results,
                                info))
                .getFirst());
    }

    static void selectAndScatter(Values values) {
        long size = values.random.nextInt(2, 9);
        long width = values.random.nextInt(1, 5);
        var element = RandomTypes.wide(values.random);
        var operand = values.exact(element, 2, size).value();
        var source = values.integers(element, 2, (size - 1) / width + 1).value();
        var init = values.integers(element).value();
        var scalar = TensorType.of(element);
        long missing = ((size - 1) / width + 1) * width - size;
        var padding = DenseElements.ofBits(TensorType.of(ScalarType.I64, 2, 2), 0, 0, 0, missing);
        var select = values.builder.region(
                List.of(scalar, scalar),
                inner -> List.of(inner.compare(ComparisonDirection.GE, inner.argument(0), inner.argument(1))));
        var scatter = body(values, element, BinaryOp.Add::new);
        values.addExact(values.builder.emit((result, info) -> new ReductionOp.SelectAndScatter(
                operand,
                source,
                init,
                Int64Array.of(1, width),
                Int64Array.of(1, width),
                padding,
                select,
                scatter,
                result,
                info)));
    }

    /** Several tensors in the order of the first one; a stable sort leaves nothing open. */
    static void sort(Values values) {
        var keys = values.pick(known -> known.isExact()
                && known.type().rank() > 0
                && (known.type().elementType().isInteger() || known.type().elementType() == ScalarType.F32));
        int count = values.random.nextInt(3);
        var inputs = new ArrayList<Value>(List.of(values.withOneNan(keys)));
        for (int i = 0; i < count; i++) {
            inputs.add(
                    values.exact(RandomTypes.element(values.random), keys.type().shape())
                            .value());
        }
        var types = new ArrayList<TensorType>();
        for (var input : inputs) {
            var scalar = TensorType.of(input.tensorType().elementType());
            types.add(scalar);
            types.add(scalar);
        }
        var direction = values.random.nextBoolean() ? ComparisonDirection.LT : ComparisonDirection.GT;
        var order = keys.type().elementType().isFloat() ? ComparisonType.TOTALORDER : null;
        var comparator = values.builder.region(
                types,
                inner -> List.of(inner.emit((result, info) -> new ElementwiseOp.Compare(
                        inner.argument(0), inner.argument(1), direction, order, result, info))));
        long dimension = values.random.nextInt(keys.type().rank());
        values.builder
                .emitAll(
                        inputs.size(),
                        (results, info) -> new ReductionOp.Sort(inputs, dimension, true, comparator, results, info))
                .forEach(values::addExact);
    }

    static void batchNorm(Values values) {
        long features = 1L + values.random.nextInt(4);
        var element = values.random.nextBoolean() ? ScalarType.F32 : ScalarType.F64;
        var operand = values.integers(element, 3, features, 4).value();
        var scale = values.integers(element, features).value();
        var offset = values.integers(element, features).value();
        var epsilon = new BuiltinAttribute.Real(FloatFormat.of(ScalarType.F32).encode(0.5), ScalarType.F32);
        if (values.random.nextBoolean()) {
            values.builder
                    .emitAll(
                            3,
                            (results, info) -> new ReductionOp.BatchNormTraining(
                                    operand,
                                    scale,
                                    offset,
                                    epsilon,
                                    1,
                                    results.get(0),
                                    results.get(1),
                                    results.get(2),
                                    info))
                    .forEach(value -> values.add(value, Accuracy.LOOSE));
            return;
        }
        var mean = values.integers(element, features).value();
        var variance = values.builder.multiply(mean, mean);
        values.add(
                values.builder.emit((result, info) -> new ReductionOp.BatchNormInference(
                        operand, scale, offset, mean, variance, epsilon, 1, result, info)),
                Accuracy.LOOSE);
        var gradient = values.integers(element, 3, features, 4).value();
        values.builder
                .emitAll(
                        3,
                        (results, info) -> new ReductionOp.BatchNormGrad(
                                operand,
                                scale,
                                mean,
                                variance,
                                gradient,
                                epsilon,
                                1,
                                results.get(0),
                                results.get(1),
                                results.get(2),
                                info))
                .forEach(value -> values.add(value, Accuracy.LOOSE));
    }
}
