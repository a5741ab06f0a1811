package dev.ranvier.cpu.kernel;

import dev.ranvier.compiler.MatrixProduct;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.Precision;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
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

    /** Multiplications that take as long as to read or write a number in memory. */
    private static final long PRODUCTS_PER_NUMBER = 16;

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
        if (!isPlain(op)) {
            return Optional.empty();
        }
        var input = new Operand(op.lhs(), numbers.inputSpatialDimensions());
        var kernel = new Operand(op.rhs(), numbers.kernelSpatialDimensions());
        var result = new Operand(op.result(), numbers.outputSpatialDimensions());
        boolean fits = kernel.hasTaps()
                && input.stride(numbers.inputFeatureDimension()) == 1
                && result.stride(numbers.outputFeatureDimension()) == 1;
        return fits
                ? Optional.of(new Winograd(
                        input.size(numbers.inputBatchDimension()),
                        result.spatialSize(0),
                        result.spatialSize(1),
                        kernel.size(numbers.kernelInputFeatureDimension()),
                        kernel.size(numbers.kernelOutputFeatureDimension()),
                        input.layout(numbers.inputBatchDimension()),
                        result.layout(numbers.outputBatchDimension()),
                        kernel.taps(numbers.kernelInputFeatureDimension(), numbers.kernelOutputFeatureDimension())))
                : Optional.empty();
    }

    /**
     * The convolution whose kernel's gradient the op is, with the gradient of the result as its window, the batch as its
     * input features and those as its batch; none if it is not like that, or as {@linkplain #of above}.
     */
    public static Optional<Winograd> ofKernelGradient(Convolution op) {
        var numbers = op.dimensionNumbers();
        if (!isPlain(op)) {
            return Optional.empty();
        }
        var input = new Operand(op.lhs(), numbers.inputSpatialDimensions());
        var result = new Operand(op.rhs(), numbers.kernelSpatialDimensions());
        var kernel = new Operand(op.result(), numbers.outputSpatialDimensions());
        boolean fits = kernel.hasTaps()
                && input.stride(numbers.inputBatchDimension()) == 1
                && result.stride(numbers.kernelOutputFeatureDimension()) == 1
                && kernel.stride(numbers.outputFeatureDimension()) == 1;
        return fits
                ? Optional.of(new Winograd(
                        input.size(numbers.inputFeatureDimension()),
                        result.spatialSize(0),
                        result.spatialSize(1),
                        kernel.size(numbers.outputBatchDimension()),
                        kernel.size(numbers.outputFeatureDimension()),
                        input.layout(numbers.inputFeatureDimension()),
                        result.layout(numbers.kernelInputFeatureDimension()),
                        kernel.taps(numbers.outputBatchDimension(), numbers.outputFeatureDimension())))
                : Optional.empty();
    }

    /** A tensor with two spatial dimensions. */
    private record Operand(TensorType type, Int64Array strides, Int64Array spatial) {
        Operand(Value value, Int64Array spatial) {
            this(value.tensorType(), Int64Array.of(MatrixProduct.strides(value.tensorType())), spatial);
        }

        long size(long dimension) {
            return type.size((int) dimension);
        }

        long stride(long dimension) {
            return strides.get((int) dimension);
        }

        long spatialSize(int index) {
            return size(spatial.dimension(index));
        }

        boolean hasTaps() {
            return spatialSize(0) == TAPS && spatialSize(1) == TAPS;
        }

        Layout layout(long batch) {
            return new Layout(stride(batch), stride(spatial.get(0)), stride(spatial.get(1)));
        }

        Taps taps(long input, long output) {
            return new Taps(stride(spatial.get(0)), stride(spatial.get(1)), stride(input), stride(output));
        }
    }

    private static boolean isPlain(Convolution op) {
        return op.dimensionNumbers().inputSpatialDimensions().size() == 2
                && op.lhs().tensorType().elementType() == ScalarType.F32
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
        long weights = inputs * outputs;
        long direct = TAPS * TAPS * weights * (batches * height * width + PRODUCTS_PER_NUMBER);
        long products = POSITIONS * weights * (tiles() + (isKept ? 1 : 3) * PRODUCTS_PER_NUMBER);
        long transforms = POSITIONS * tiles() * (inputs + outputs) * PRODUCTS_PER_TRANSFORM;
        return products + transforms < direct;
    }
}
