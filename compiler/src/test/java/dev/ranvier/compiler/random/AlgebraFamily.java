package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.FftType;
import dev.ranvier.stablehlo.StablehloAttribute.RaggedDotDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.Transpose;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Products and convolutions of small integers, which are exact; factorisations and transforms. */
final class AlgebraFamily {
    private AlgebraFamily() {}

    static void dotGeneral(Values values) {
        var element = RandomTypes.wide(values.random);
        int batch = values.random.nextInt(3) == 0 ? 1 + values.random.nextInt(2) : 0;
        int contracted = values.random.nextInt(3);
        var shared = RandomTypes.shape(batch + contracted, values.random);
        var left = Side.of(shared, RandomTypes.shape(values.random.nextInt(3), values.random), values);
        var right = Side.of(shared, RandomTypes.shape(values.random.nextInt(3), values.random), values);
        var numbers = new DotDimensionNumbers(
                left.places(0, batch),
                right.places(0, batch),
                left.places(batch, batch + contracted),
                right.places(batch, batch + contracted));
        var lhs = values.integers(element, left.shape().toArray()).value();
        var rhs = values.integers(element, right.shape().toArray()).value();
        values.addExact(values.builder.dotGeneral(numbers, lhs, rhs));
    }

    /** An operand: its shape, and where the shared dimensions are. */
    private record Side(Int64Array shape, Int64Array order) {
        static Side of(long[] shared, long[] free, Values values) {
            int rank = shared.length + free.length;
            var order = RandomTypes.permutation(rank, values.random);
            var shape = new long[rank];
            for (int i = 0; i < rank; i++) {
                shape[(int) order[i]] = i < shared.length ? shared[i] : free[i - shared.length];
            }
            return new Side(Int64Array.of(shape), Int64Array.of(order));
        }

        Int64Array places(int from, int to) {
            return Int64Array.of(Arrays.copyOfRange(order.toArray(), from, to));
        }
    }

    static void dot(Values values) {
        var element = RandomTypes.wide(values.random);
        long depth = RandomTypes.size(values.random);
        var lhs =
                values.integers(element, RandomTypes.size(values.random), depth).value();
        var rhs =
                values.integers(element, depth, RandomTypes.size(values.random)).value();
        if (values.random.nextBoolean()) {
            values.addExact(values.builder.emitWithElements(
                    element, (result, info) -> new LinearAlgebraOp.Dot(lhs, rhs, null, result, info)));
            return;
        }
        values.addExact(values.builder.emit(
                TensorType.of(
                        element, rhs.tensorType().size(1), lhs.tensorType().size(0)),
                (result, info) -> new LinearAlgebraOp.Einsum(lhs, rhs, "ab,bc->ca", result, info)));
        values.addExact(values.builder.emit(
                TensorType.of(element, lhs.tensorType().size(1)),
                (result, info) -> new LinearAlgebraOp.UnaryEinsum(lhs, "ab->b", result, info)));
    }

    static void convolution(Values values) {
        var element = RandomTypes.wide(values.random);
        int spatial = 1 + values.random.nextInt(2);
        int groups = values.random.nextInt(3) == 0 ? 2 : 1;
        boolean batches = groups == 2 && values.random.nextBoolean();
        long inputFeatures = 1L + values.random.nextInt(3);
        long features = groups * (1L + values.random.nextInt(3));
        long batch = (batches ? 2 : 1) * (1L + values.random.nextInt(2));
        var input = Layout.of(batch, inputFeatures * (batches ? 1 : groups), spatial, 6, values);
        var kernel = Layout.of(features, inputFeatures, spatial, 3, values);
        var output = RandomTypes.permutation(spatial + 2, values.random);
        var numbers = new ConvDimensionNumbers(
                input.first(),
                input.second(),
                input.spatial(),
                kernel.second(),
                kernel.first(),
                kernel.spatial(),
                output[0],
                output[1],
                Int64Array.of(Arrays.copyOfRange(output, 2, spatial + 2)));
        var padding = new long[2 * spatial];
        for (int i = 0; i < padding.length; i++) {
            padding[i] = values.random.nextInt(3) == 0 ? 2 : values.random.nextInt(2);
        }
        var padded = DenseElements.ofBits(TensorType.of(ScalarType.I64, spatial, 2), padding);
        var strides = ones(spatial, values);
        var inputDilation = ones(spatial, values);
        var kernelDilation = ones(spatial, values);
        var reversal = values.random.nextInt(4) == 0
                ? new BuiltinAttribute.BoolArray(Collections.nCopies(spatial, true))
                : null;
        var lhs = values.integers(element, input.shape().toArray()).value();
        var rhs = values.integers(element, kernel.shape().toArray()).value();
        var made = values.builder.emitWithElements(
                element,
                (result, info) -> new LinearAlgebraOp.Convolution(
                        lhs,
                        rhs,
                        strides,
                        padded,
                        inputDilation,
                        kernelDilation,
                        reversal,
                        numbers,
                        batches ? 1 : groups,
                        batches ? groups : 1,
                        null,
                        result,
                        info));
        values.addExact(made);
        if (values.random.nextInt(4) == 0) {
            var amounts = values.builder.constant(padded);
            values.addExact(values.builder.emit(
                    made.type(),
                    (result, info) -> new DynamicOp.DynamicConv(
                            lhs,
                            rhs,
                            amounts,
                            strides,
                            inputDilation,
                            kernelDilation,
                            reversal,
                            numbers,
                            batches ? 1 : groups,
                            batches ? groups : 1,
                            null,
                            result,
                            info)));
        }
    }

    private static Int64Array ones(int count, Values values) {
        return Int64Array.filled(count, values.random.nextInt(4) == 0 ? 2 : 1);
    }

    /** A shape of two special dimensions and some spatial ones, in any order. */
    private record Layout(Int64Array shape, Int64Array order) {
        static Layout of(long first, long second, int spatial, int most, Values values) {
            var order = RandomTypes.permutation(spatial + 2, values.random);
            var shape = new long[spatial + 2];
            shape[(int) order[0]] = first;
            shape[(int) order[1]] = second;
            for (int i = 0; i < spatial; i++) {
                shape[(int) order[i + 2]] = 1L + values.random.nextInt(most);
            }
            return new Layout(Int64Array.of(shape), Int64Array.of(order));
        }

        long first() {
            return order.get(0);
        }

        long second() {
            return order.get(1);
        }

        Int64Array spatial() {
            return Int64Array.of(Arrays.copyOfRange(order.toArray(), 2, order.size()));
        }
    }

    /** Of a symmetric matrix with a large diagonal. */
    static void cholesky(Values values) {
        long size = 1L + values.random.nextInt(6);
        var element = values.random.nextBoolean() ? ScalarType.F32 : ScalarType.F64;
        values.add(
                values.builder.emit((result, info) -> new LinearAlgebraOp.Cholesky(
                        matrix(size, element, values), values.random.nextBoolean(), result, info)),
                Accuracy.LOOSE);
    }

    private static Value matrix(long size, ScalarType element, Values values) {
        var half = values.integers(element, 2, size, size).value();
        var sum = values.builder.add(half, values.builder.transpose(half, 0, 2, 1));
        var rows = values.builder.iota(TensorType.of(ScalarType.I32, 2, size, size), 1);
        var columns = values.builder.iota(TensorType.of(ScalarType.I32, 2, size, size), 2);
        var same = values.builder.compare(ComparisonDirection.EQ, rows, columns);
        var large = values.builder.constant(sum.tensorType(), 64);
        return values.builder.select(same, large, sum);
    }

    static void triangularSolve(Values values) {
        long size = 1L + values.random.nextInt(6);
        long columns = 1L + values.random.nextInt(4);
        boolean left = values.random.nextBoolean();
        var element = values.random.nextBoolean() ? ScalarType.F32 : ScalarType.F64;
        var a = matrix(size, element, values);
        var b = values.integers(element, 2, left ? size : columns, left ? columns : size)
                .value();
        boolean lower = values.random.nextBoolean();
        boolean unit = values.random.nextInt(3) == 0;
        var scaled = unit ? values.builder.multiply(a, values.builder.constant(a.tensorType(), 1.0 / 64)) : a;
        var transpose = List.of(Transpose.NO_TRANSPOSE, Transpose.TRANSPOSE, Transpose.ADJOINT)
                .get(values.random.nextInt(3));
        values.add(
                values.builder.emit((result, info) ->
                        new LinearAlgebraOp.TriangularSolve(scaled, b, left, lower, unit, transpose, result, info)),
                Accuracy.LOOSE);
    }

    static void fft(Values values) {
        var shape = RandomTypes.shape(1 + values.random.nextInt(2), values.random);
        long length = 1L + values.random.nextInt(12);
        shape[shape.length - 1] = length;
        boolean isReal = values.random.nextBoolean();
        var operand = isReal
                ? values.integers(values.random.nextBoolean() ? ScalarType.F32 : ScalarType.F64, shape)
                        .value()
                : complex(values, shape);
        var type = isReal ? FftType.RFFT : values.random.nextBoolean() ? FftType.FFT : FftType.IFFT;
        values.add(
                values.builder.emit(
                        (result, info) -> new LinearAlgebraOp.Fft(operand, type, Int64Array.of(length), result, info)),
                Accuracy.LOOSE);
    }

    /** Finite numbers: of the others, transforms spread NaN to as many results as their ways have terms. */
    private static Value complex(Values values, long... shape) {
        var part = values.random.nextBoolean() ? ScalarType.F32 : ScalarType.F64;
        var real = values.integers(part, shape).value();
        return values.builder.binary(
                BinaryOp.Complex::new, real, values.integers(part, shape).value());
    }

    /** A product of rows in groups, one matrix a group. */
    static void raggedDot(Values values) {
        var element = RandomTypes.wide(values.random);
        long rows = 1L + values.random.nextInt(6);
        long depth = 1L + values.random.nextInt(4);
        long columns = 1L + values.random.nextInt(4);
        long first = values.random.nextLong(rows + 1);
        var lhs = values.integers(element, rows, depth).value();
        var rhs = values.integers(element, 2, depth, columns).value();
        var sizes = values.builder.constant(DenseElements.ofI64(first, rows - first));
        var numbers = new RaggedDotDimensionNumbers(
                Int64Array.of(),
                Int64Array.of(),
                Int64Array.of(1),
                Int64Array.of(1),
                Int64Array.of(0),
                Int64Array.of(0));
        values.addExact(values.builder.emitWithElements(
                element, (result, info) -> new ChloOp.RaggedDot(lhs, rhs, sizes, numbers, null, result, info)));
        values.addExact(values.builder.binary(BinaryOp.Add::new, sizes, sizes));
    }
}
