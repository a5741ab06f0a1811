package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.Permutation;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Tensors of batch, features and places (NCHW), and what ops say of their dimensions, with the features behind the places
 * (NHWC). All tensors have at least one dimension of places.
 */
final class FeaturesLast {
    /** The dimension of features, before it is last. */
    static final int FEATURES = 1;

    static final int LEAST_RANK = 3;

    private FeaturesLast() {}

    /** Where a dimension of a tensor of {@code rank} dimensions is then. */
    static long position(long dimension, int rank) {
        return dimension < FEATURES ? dimension : dimension == FEATURES ? rank - 1 : dimension - 1;
    }

    static Int64Array positions(Int64Array dimensions, int rank) {
        return Permutation.map(dimensions, inverse(rank));
    }

    /** The order for {@code transpose} that puts features last. */
    static Int64Array permutation(int rank) {
        return Int64Array.of(LongStream.range(0, rank)
                .map(d -> d < FEATURES ? d : d == rank - 1 ? FEATURES : d + 1)
                .toArray());
    }

    /** The order for {@code transpose} that puts them back. */
    static Int64Array inverse(int rank) {
        return Permutation.inverse(permutation(rank));
    }

    static TensorType type(TensorType type) {
        return Permutation.apply(permutation(type.rank()), type);
    }

    /** A number for each dimension. */
    static Int64Array amounts(Int64Array amounts) {
        return Permutation.map(permutation(amounts.size()), amounts);
    }

    /** A number for each dimension, if there are any. */
    static @Nullable Int64Array amountsOrNull(@Nullable Int64Array amounts) {
        return amounts == null ? null : amounts(amounts);
    }

    /** Two numbers for each dimension, if there are any. */
    static @Nullable DenseElements pairsOrNull(@Nullable DenseElements pairs) {
        if (pairs == null) {
            return null;
        }
        var values = pairs.toLongs();
        var moved = permutation(values.length / 2).stream()
                .flatMap(d -> LongStream.of(values[2 * (int) d], values[2 * (int) d + 1]))
                .toArray();
        return DenseElements.ofBits(pairs.type(), moved);
    }

    /**
     * The numbers of a convolution of an input and, where that is a result's gradient, a kernel with the features last:
     * then the result is a kernel, of places, input and output features.
     */
    static ConvDimensionNumbers numbers(ConvDimensionNumbers numbers, int rank) {
        boolean isKernelGradient = isKernelGradient(numbers);
        UnaryOperator<Int64Array> kernel = d -> isKernelGradient ? positions(d, rank) : d;
        var features = kernel.apply(
                Int64Array.of(numbers.kernelInputFeatureDimension(), numbers.kernelOutputFeatureDimension()));
        int before = isKernelGradient ? 0 : 1;
        return new ConvDimensionNumbers(
                position(numbers.inputBatchDimension(), rank),
                position(numbers.inputFeatureDimension(), rank),
                positions(numbers.inputSpatialDimensions(), rank),
                features.get(0),
                features.get(1),
                kernel.apply(numbers.kernelSpatialDimensions()),
                isKernelGradient ? rank - 2L : 0,
                rank - 1L,
                Int64Array.of(numbers.outputSpatialDimensions().stream()
                        .map(d -> d - 2 + before)
                        .toArray()));
    }

    /** Whether features of the input are the convolution's batch, and its batch what is summed. */
    static boolean isKernelGradient(ConvDimensionNumbers numbers) {
        return numbers.inputBatchDimension() == FEATURES;
    }

    /** The order for {@code transpose} that makes such a kernel one in the order of the convolution's result. */
    static Int64Array kernelOrder(ConvDimensionNumbers numbers, int rank) {
        return Int64Array.of(LongStream.range(0, rank)
                .map(d -> d == numbers.outputFeatureDimension()
                        ? rank - 1L
                        : d == numbers.outputBatchDimension() ? rank - 2L : d - 2)
                .toArray());
    }

    /** How many places the images of a tensor have. */
    static long places(TensorType type) {
        return LongStream.range(FEATURES + 1, type.rank())
                .map(d -> type.size((int) d))
                .reduce(1, Math::multiplyExact);
    }
}
