package dev.ranvier.cpu.kernel;

import dev.ranvier.compiler.MatrixProduct;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.Precision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A convolution by windows of 3x3, tile by tile of 4x4 places: input and kernel are transformed, multiplied for each of 36
 * positions, and the products transformed to the results. That takes 36 multiplications where the sums take 144. Offsets
 * and strides count elements.
 *
 * <p>Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, F(4x4, 3x3).
 *
 * @param height places of the window from top to bottom
 * @param width places of the window from left to right
 */
public record Winograd(
        long batches, long height, long width, long inputs, long outputs, Layout input, Layout result, Taps taps) {
    /** Places of a tile in each direction. */
    static final int TILE = 4;

    /** Positions in each direction, which are also the elements of the input that a tile is made of. */
    static final int SIDE = 6;

    /** Positions: products of matrices. */
    public static final int POSITIONS = SIDE * SIDE;

    static final int TAPS = 3;

    /** Multiplications of the sums, as many as would take the time to read or write a number in memory. */
    private static final long PRODUCTS_PER_NUMBER = 8;

    /** Multiplications that take as long as to transform a number. */
    private static final long PRODUCTS_PER_TRANSFORM = 8;

    /** Where the images of a batch lie, whose features are dense. */
    record Layout(long batch, long row, long column) {}

    /** Where the kernel lies. */
    record Taps(long row, long column, long input, long output) {}

    /**
     * The op by tiles; none if that is not possible, or the program asks for more than default precision: large numbers
     * beside small ones, and infinities, spoil the tiles that they are in.
     */
    public static Optional<Winograd> of(Convolution op) {
        var numbers = op.dimensionNumbers();
        if (!isPlain(op) || numbers.inputSpatialDimensions().size() != 2) {
            return Optional.empty();
        }
        var lhs = MatrixProduct.strides(op.lhs().tensorType());
        var rhs = MatrixProduct.strides(op.rhs().tensorType());
        var to = MatrixProduct.strides(op.result().tensorType());
        var inputSpace = numbers.inputSpatialDimensions();
        var kernelSpace = numbers.kernelSpatialDimensions();
        var resultSpace = numbers.outputSpatialDimensions();
        int input = (int) numbers.kernelInputFeatureDimension();
        int output = (int) numbers.kernelOutputFeatureDimension();
        boolean isDense = lhs[(int) numbers.inputFeatureDimension()] == 1
                && to[(int) numbers.outputFeatureDimension()] == 1
                && op.rhs().tensorType().size(kernelSpace.dimension(0)) == TAPS
                && op.rhs().tensorType().size(kernelSpace.dimension(1)) == TAPS;
        if (!isDense) {
            return Optional.empty();
        }
        return Optional.of(new Winograd(
                op.lhs().tensorType().size((int) numbers.inputBatchDimension()),
                op.result().tensorType().size(resultSpace.dimension(0)),
                op.result().tensorType().size(resultSpace.dimension(1)),
                op.rhs().tensorType().size(input),
                op.rhs().tensorType().size(output),
                new Layout(
                        lhs[(int) numbers.inputBatchDimension()],
                        lhs[inputSpace.dimension(0)],
                        lhs[inputSpace.dimension(1)]),
                new Layout(
                        to[(int) numbers.outputBatchDimension()],
                        to[resultSpace.dimension(0)],
                        to[resultSpace.dimension(1)]),
                new Taps(rhs[kernelSpace.dimension(0)], rhs[kernelSpace.dimension(1)], rhs[input], rhs[output])));
    }

    private static boolean isPlain(Convolution op) {
        return op.lhs().tensorType().elementType() == ScalarType.F32
                && op.rhs().tensorType().elementType() == ScalarType.F32
                && op.result().tensorType().elementType() == ScalarType.F32
                && areOnes(op.windowStrides())
                && areOnes(op.rhsDilation())
                && op.featureGroupCount() == 1
                && op.batchGroupCount() == 1
                && (op.precisionConfig() == null
                        || op.precisionConfig().stream().allMatch(Precision.DEFAULT::equals));
    }

    private static boolean areOnes(@Nullable Int64Array amounts) {
        return amounts == null || amounts.stream().allMatch(amount -> amount == 1);
    }

    long tileRows() {
        return Math.ceilDiv(height, TILE);
    }

    long tileColumns() {
        return Math.ceilDiv(width, TILE);
    }

    /** Tiles of all images. */
    public long tiles() {
        return batches * tileRows() * tileColumns();
    }

    /**
     * Whether tiles take less time than the sums.
     *
     * @param isKept whether the kernel is transformed once for many runs
     */
    public boolean isFaster(boolean isKept) {
        long direct = TAPS * TAPS * batches * height * width * inputs * outputs;
        long products = POSITIONS * tiles() * inputs * outputs;
        long transforms = POSITIONS * tiles() * (inputs + outputs) * PRODUCTS_PER_TRANSFORM;
        long kernels = (isKept ? 1L : 3L) * POSITIONS * inputs * outputs * PRODUCTS_PER_NUMBER;
        return products + transforms + kernels < direct;
    }
}
