package dev.ranvier.compiler;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.LinearAlgebraOp.Dot;
import dev.ranvier.stablehlo.LinearAlgebraOp.DotGeneral;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ShapeOp.Transpose;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Laws of products and convolutions: transposes of operands and results become dimension numbers, so that the same
 * products are summed in the same order.
 *
 * <ul>
 *   <li>dot: dot_general
 *   <li>dot_general of a transposed operand: of the operand itself, where its free dimensions keep their order
 *   <li>a transposed dot_general of real numbers: of the operands exchanged, where that gives the transposed result
 *   <li>convolution of transposed operands, and transposed: with other dimension numbers
 *   <li>a convolution by one tap, with the features last in the result: dot_general
 * </ul>
 */
final class ProductLaws {
    private ProductLaws() {}

    static @Nullable Value apply(Op op, Rewriter at) {
        return switch (op) {
            case Dot dot -> general(dot, at);
            case DotGeneral dot -> dot(dot, at);
            case Convolution convolution -> convolution(convolution, at);
            case Transpose transpose -> transpose(transpose, at);
            default -> null;
        };
    }

    private static Value general(Dot op, Rewriter at) {
        var contracted = Int64Array.of(op.lhs().tensorType().rank() - 1L);
        var numbers = new DotDimensionNumbers(Int64Array.of(), Int64Array.of(), contracted, Int64Array.of(0));
        return at.emit(new DotGeneral(
                op.lhs(),
                op.rhs(),
                numbers,
                op.precisionConfig(),
                null,
                new OpResult(op.result().type()),
                op.info()));
    }

    private static @Nullable Value dot(DotGeneral op, Rewriter at) {
        var numbers = op.dotDimensionNumbers();
        var left = at.definition(op.lhs(), Transpose.class);
        if (left != null && keepsOrder(left, numbers.lhsBatchingDimensions(), numbers.lhsContractingDimensions())) {
            return with(
                    op,
                    left.operand(),
                    op.rhs(),
                    new DotDimensionNumbers(
                            Permutation.map(numbers.lhsBatchingDimensions(), left.permutation()),
                            numbers.rhsBatchingDimensions(),
                            Permutation.map(numbers.lhsContractingDimensions(), left.permutation()),
                            numbers.rhsContractingDimensions()),
                    op.result().tensorType(),
                    at);
        }
        var right = at.definition(op.rhs(), Transpose.class);
        if (right != null && keepsOrder(right, numbers.rhsBatchingDimensions(), numbers.rhsContractingDimensions())) {
            return with(
                    op,
                    op.lhs(),
                    right.operand(),
                    new DotDimensionNumbers(
                            numbers.lhsBatchingDimensions(),
                            Permutation.map(numbers.rhsBatchingDimensions(), right.permutation()),
                            numbers.lhsContractingDimensions(),
                            Permutation.map(numbers.rhsContractingDimensions(), right.permutation())),
                    op.result().tensorType(),
                    at);
        }
        return null;
    }

    private static Value with(
            DotGeneral op, Value lhs, Value rhs, DotDimensionNumbers numbers, TensorType type, Rewriter at) {
        return at.emit(
                new DotGeneral(lhs, rhs, numbers, op.precisionConfig(), op.algorithm(), new OpResult(type), op.info()));
    }

    /** Whether the free dimensions of a transposed operand stand in the order in which they stand in the operand. */
    private static boolean keepsOrder(Transpose transpose, Int64Array batching, Int64Array contracting) {
        long last = -1;
        for (int i = 0; i < transpose.permutation().size(); i++) {
            if (!batching.contains(i) && !contracting.contains(i)) {
                if (transpose.permutation().get(i) < last) {
                    return false;
                }
                last = transpose.permutation().get(i);
            }
        }
        return true;
    }

    private static @Nullable Value transpose(Transpose op, Rewriter at) {
        if (at.uses(op.operand()) > 1) {
            return null;
        }
        return switch (at.definition(op.operand())) {
            case DotGeneral dot -> exchanged(op, dot, at);
            case Convolution convolution -> {
                var numbers = convolution.dimensionNumbers();
                var place = Permutation.inverse(op.permutation());
                yield with(
                        convolution,
                        convolution.lhs(),
                        convolution.rhs(),
                        new ConvDimensionNumbers(
                                numbers.inputBatchDimension(),
                                numbers.inputFeatureDimension(),
                                numbers.inputSpatialDimensions(),
                                numbers.kernelInputFeatureDimension(),
                                numbers.kernelOutputFeatureDimension(),
                                numbers.kernelSpatialDimensions(),
                                place.get((int) numbers.outputBatchDimension()),
                                place.get((int) numbers.outputFeatureDimension()),
                                Permutation.map(numbers.outputSpatialDimensions(), place)),
                        op.result().tensorType(),
                        at);
            }
            case null, default -> null;
        };
    }

    /** The product with its operands exchanged, if the transpose exchanges their free dimensions. */
    private static @Nullable Value exchanged(Transpose op, DotGeneral dot, Rewriter at) {
        var numbers = dot.dotDimensionNumbers();
        int batch = numbers.lhsBatchingDimensions().size();
        int contracted = numbers.lhsContractingDimensions().size();
        int left = dot.lhs().tensorType().rank() - batch - contracted;
        int rank = op.permutation().size();
        var exchange = LongStream.concat(
                        LongStream.range(0, batch),
                        LongStream.concat(LongStream.range(batch + left, rank), LongStream.range(batch, batch + left)))
                .toArray();
        if (dot.algorithm() != null
                || dot.result().tensorType().elementType().isComplex()
                || !Arrays.equals(exchange, op.permutation().toArray())) {
            return null;
        }
        var precision = dot.precisionConfig();
        var exchanged = new DotDimensionNumbers(
                numbers.rhsBatchingDimensions(),
                numbers.lhsBatchingDimensions(),
                numbers.rhsContractingDimensions(),
                numbers.lhsContractingDimensions());
        return at.emit(new DotGeneral(
                dot.rhs(),
                dot.lhs(),
                exchanged,
                precision == null ? null : precision.reversed(),
                null,
                new OpResult(op.result().type()),
                dot.info()));
    }

    private static @Nullable Value convolution(Convolution op, Rewriter at) {
        var numbers = op.dimensionNumbers();
        var left = at.definition(op.lhs(), Transpose.class);
        if (left != null) {
            var order = left.permutation();
            var mapped = new ConvDimensionNumbers(
                    order.get((int) numbers.inputBatchDimension()),
                    order.get((int) numbers.inputFeatureDimension()),
                    Permutation.map(numbers.inputSpatialDimensions(), order),
                    numbers.kernelInputFeatureDimension(),
                    numbers.kernelOutputFeatureDimension(),
                    numbers.kernelSpatialDimensions(),
                    numbers.outputBatchDimension(),
                    numbers.outputFeatureDimension(),
                    numbers.outputSpatialDimensions());
            return with(op, left.operand(), op.rhs(), mapped, op.result().tensorType(), at);
        }
        var right = at.definition(op.rhs(), Transpose.class);
        if (right != null) {
            var order = right.permutation();
            var mapped = new ConvDimensionNumbers(
                    numbers.inputBatchDimension(),
                    numbers.inputFeatureDimension(),
                    numbers.inputSpatialDimensions(),
                    order.get((int) numbers.kernelInputFeatureDimension()),
                    order.get((int) numbers.kernelOutputFeatureDimension()),
                    Permutation.map(numbers.kernelSpatialDimensions(), order),
                    numbers.outputBatchDimension(),
                    numbers.outputFeatureDimension(),
                    numbers.outputSpatialDimensions());
            return with(op, op.lhs(), right.operand(), mapped, op.result().tensorType(), at);
        }
        return pointwise(op, at);
    }

    private static Value with(
            Convolution op, Value lhs, Value rhs, ConvDimensionNumbers numbers, TensorType type, Rewriter at) {
        return at.emit(new Convolution(
                lhs,
                rhs,
                op.windowStrides(),
                op.padding(),
                op.lhsDilation(),
                op.rhsDilation(),
                op.windowReversal(),
                numbers,
                op.featureGroupCount(),
                op.batchGroupCount(),
                op.precisionConfig(),
                new OpResult(type),
                op.info()));
    }

    /** A product of each place's features with those of the kernel, where no dimension of the result changes its place. */
    private static @Nullable Value pointwise(Convolution op, Rewriter at) {
        var numbers = op.dimensionNumbers();
        var kernel = op.rhs().tensorType();
        int features = (int) numbers.inputFeatureDimension();
        int rank = kernel.rank();
        if (op.featureGroupCount() != 1
                || op.batchGroupCount() != 1
                || !numbers.kernelSpatialDimensions().stream().allMatch(d -> kernel.size((int) d) == 1)
                || !isOnes(op.windowStrides())
                || !isOnes(op.lhsDilation())
                || (op.padding() != null
                        && Arrays.stream(op.padding().toLongs()).anyMatch(amount -> amount != 0))
                || numbers.outputFeatureDimension() != rank - 1) {
            return null;
        }
        var others = Permutation.others(rank, Int64Array.of(features));
        for (int i = 0; i < others.length; i++) {
            if (others[i] != inputOf(i, numbers)) {
                return null;
            }
        }
        var matrixType = TensorType.of(
                kernel.elementType(),
                numbers.kernelInputFeatureDimension() < numbers.kernelOutputFeatureDimension()
                        ? new long[] {
                            kernel.size((int) numbers.kernelInputFeatureDimension()),
                            kernel.size((int) numbers.kernelOutputFeatureDimension())
                        }
                        : new long[] {
                            kernel.size((int) numbers.kernelOutputFeatureDimension()),
                            kernel.size((int) numbers.kernelInputFeatureDimension())
                        });
        var matrix = ShapeLaws.reshaped(op.rhs(), matrixType, op.info(), at);
        long contracted = numbers.kernelInputFeatureDimension() < numbers.kernelOutputFeatureDimension() ? 0 : 1;
        return at.emit(new DotGeneral(
                op.lhs(),
                matrix,
                new DotDimensionNumbers(
                        Int64Array.of(), Int64Array.of(), Int64Array.of(features), Int64Array.of(contracted)),
                op.precisionConfig(),
                null,
                new OpResult(op.result().type()),
                op.info()));
    }

    private static boolean isOnes(@Nullable Int64Array amounts) {
        return amounts == null || amounts.stream().allMatch(amount -> amount == 1);
    }

    /** The dimension of the input that dimension {@code d} of the result comes from. */
    private static long inputOf(int d, ConvDimensionNumbers numbers) {
        if (d == numbers.outputBatchDimension()) {
            return numbers.inputBatchDimension();
        }
        return numbers.inputSpatialDimensions()
                .get(numbers.outputSpatialDimensions().indexOf(d));
    }
}
