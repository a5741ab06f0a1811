package dev.ranvier.reference;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Specification section "convolution". Works on {@code lhs} as [batch, spatial..., feature] and {@code rhs} as
 * [output feature, spatial..., input feature], so that the products of one tap of the window are of consecutive numbers.
 */
final class Convolution {
    private final ConvDimensionNumbers dimensions;
    private final Tensor lhs;
    private final Tensor rhs;
    private final long[] strides;
    private final long[] low;
    private final long[] lhsDilation;
    private final long[] rhsDilation;
    private final boolean[] reversal;
    private final int featureGroups;
    private final int batchGroups;
    private final long[] inputShape;
    private final long[] kernelShape;
    private final long[] outputShape;
    private final long[] inputIndexStrides;
    private final int[] inputTaps;
    private final int[] kernelTaps;
    private int tapCount;

    private Convolution(
            Tensor lhs,
            Tensor rhs,
            ConvDimensionNumbers dimensions,
            @Nullable Int64Array windowStrides,
            long[] low,
            long[] high,
            @Nullable Int64Array lhsDilation,
            @Nullable Int64Array rhsDilation,
            BuiltinAttribute.@Nullable BoolArray windowReversal,
            long featureGroups,
            long batchGroups) {
        int rank = dimensions.inputSpatialDimensions().size();
        this.dimensions = dimensions;
        var input = ShapeOps.transpose(
                lhs,
                order(
                        dimensions.inputBatchDimension(),
                        dimensions.inputSpatialDimensions(),
                        dimensions.inputFeatureDimension()));
        this.rhs = ShapeOps.transpose(
                rhs,
                order(
                        dimensions.kernelOutputFeatureDimension(),
                        dimensions.kernelSpatialDimensions(),
                        dimensions.kernelInputFeatureDimension()));
        this.strides = Windows.orOnes(windowStrides, rank);
        var dilation = Windows.orOnes(lhsDilation, rank);
        this.rhsDilation = Windows.orOnes(rhsDilation, rank);
        this.reversal = new boolean[rank];
        this.featureGroups = Math.toIntExact(featureGroups);
        this.batchGroups = Math.toIntExact(batchGroups);
        this.kernelShape = new long[rank];
        this.outputShape = new long[rank];
        for (int i = 0; i < rank; i++) {
            reversal[i] = windowReversal != null && windowReversal.values().get(i);
            kernelShape[i] = this.rhs.size(i + 1);
            outputShape[i] = Windows.count(
                    low[i] + Windows.dilated(input.size(i + 1), dilation[i]) + high[i],
                    Windows.dilated(kernelShape[i], this.rhsDilation[i]),
                    strides[i]);
        }
        // Zeros of the padding add nothing but where the kernel is infinite or NaN, and so are left out but there.
        boolean sparse = Index.count(outputShape) == 0 || isFinite(rhs);
        this.lhs = sparse ? input : padded(input, low, high, dilation);
        this.low = sparse ? low : new long[rank];
        this.lhsDilation = sparse ? dilation : Windows.orOnes(null, rank);
        this.inputShape = Arrays.copyOfRange(this.lhs.shape(), 1, rank + 1);
        this.inputIndexStrides = Index.strides(inputShape);
        this.inputTaps = new int[Math.toIntExact(Index.count(kernelShape))];
        this.kernelTaps = new int[inputTaps.length];
    }

    static Convolution of(LinearAlgebraOp.Convolution op, Tensor lhs, Tensor rhs) {
        int rank = op.dimensionNumbers().inputSpatialDimensions().size();
        return new Convolution(
                lhs,
                rhs,
                op.dimensionNumbers(),
                op.windowStrides(),
                ReductionOps.padding(op.padding(), rank, 0),
                ReductionOps.padding(op.padding(), rank, 1),
                op.lhsDilation(),
                op.rhsDilation(),
                op.windowReversal(),
                op.featureGroupCount(),
                op.batchGroupCount());
    }

    /** Specification section "dynamic_conv". */
    static Convolution of(DynamicOp.DynamicConv op, Tensor lhs, Tensor rhs, Tensor padding) {
        int rank = op.dimensionNumbers().inputSpatialDimensions().size();
        var low = new long[rank];
        var high = new long[rank];
        for (int i = 0; i < rank; i++) {
            low[i] = padding.getLong(2L * i);
            high[i] = padding.getLong(2L * i + 1);
        }
        return new Convolution(
                lhs,
                rhs,
                op.dimensionNumbers(),
                op.windowStrides(),
                low,
                high,
                op.lhsDilation(),
                op.rhsDilation(),
                op.windowReversal(),
                op.featureGroupCount(),
                op.batchGroupCount());
    }

    private static boolean isFinite(Tensor tensor) {
        if (tensor.elementType().isInteger() || tensor.elementType().isBoolean()) {
            return true;
        }
        for (long i = 0; i < tensor.count(); i++) {
            if (!Double.isFinite(tensor.getDouble(i)) || !Double.isFinite(tensor.getImaginary(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@code input}, as [batch, spatial..., feature], with its spatial dimensions padded and dilated by zeros. */
    private static Tensor padded(Tensor input, long[] low, long[] high, long[] dilation) {
        var before = new long[input.rank()];
        var after = new long[input.rank()];
        var between = new long[input.rank()];
        for (int i = 0; i < low.length; i++) {
            before[i + 1] = low[i];
            after[i + 1] = high[i];
            between[i + 1] = dilation[i] - 1;
        }
        return ShapeOps.pad(input, Tensor.zeros(input.elementType()), before, after, between);
    }

    private static long[] order(long first, Int64Array spatial, long last) {
        return LongStream.concat(LongStream.of(first), LongStream.concat(spatial.stream(), LongStream.of(last)))
                .toArray();
    }

    Tensor evaluate(ElementType resultType) {
        int outputBatches = (int) lhs.size(0) / batchGroups;
        int outputFeatures = (int) rhs.size(0);
        int inputFeatures = (int) rhs.size(rhs.rank() - 1);
        int lhsFeatures = (int) lhs.size(lhs.rank() - 1);
        int inputSize = (int) (Index.count(inputShape) * lhsFeatures);
        int kernelSize = inputTaps.length * inputFeatures;

        var shape = order(outputBatches, Int64Array.of(outputShape), outputFeatures);
        var result = Tensor.zeros(resultType, shape);
        var products = Products.of(lhs, rhs, resultType);
        long places = Index.count(outputShape);
        var outputIndex = new long[outputShape.length];
        for (int batch = 0; batch < outputBatches; batch++) {
            for (long place = 0; place < places; place++) {
                findTaps(outputIndex);
                for (int feature = 0; feature < outputFeatures; feature++) {
                    int featureGroup = feature / (outputFeatures / featureGroups);
                    int batchGroup = feature / (outputFeatures / batchGroups);
                    int lhsBase = (batchGroup * outputBatches + batch) * inputSize + featureGroup * inputFeatures;
                    int rhsBase = feature * kernelSize;
                    for (int tap = 0; tap < tapCount; tap++) {
                        products.add(
                                lhsBase + inputTaps[tap] * lhsFeatures,
                                rhsBase + kernelTaps[tap] * inputFeatures,
                                inputFeatures);
                    }
                    products.store(result, (batch * places + place) * outputFeatures + feature);
                }
                Index.increment(outputIndex, outputShape);
            }
        }
        return ShapeOps.transpose(result, resultOrder());
    }

    /**
     * Finds the places of the input, and of the kernel, that meet in the window at {@code outputIndex}. Those beyond the
     * input, which are padding, are left out.
     */
    private void findTaps(long[] outputIndex) {
        tapCount = 0;
        var kernelIndex = new long[kernelShape.length];
        for (int tap = 0; tap < kernelTaps.length; tap++) {
            long position = 0;
            boolean inside = true;
            for (int i = 0; i < kernelIndex.length && inside; i++) {
                long offset = reversal[i] ? kernelShape[i] - 1 - kernelIndex[i] : kernelIndex[i];
                long place = outputIndex[i] * strides[i] + offset * rhsDilation[i] - low[i];
                inside = place >= 0 && place % lhsDilation[i] == 0 && place / lhsDilation[i] < inputShape[i];
                position += place / lhsDilation[i] * inputIndexStrides[i];
            }
            if (inside) {
                inputTaps[tapCount] = (int) position;
                kernelTaps[tapCount++] = tap;
            }
            Index.increment(kernelIndex, kernelShape);
        }
    }

    /** Where the result's dimensions stand in the order [batch, spatial..., feature]. */
    private long[] resultOrder() {
        int rank = lhs.rank();
        var order = new long[rank];
        order[(int) dimensions.outputBatchDimension()] = 0;
        for (int i = 0; i < rank - 2; i++) {
            order[dimensions.outputSpatialDimensions().dimension(i)] = i + 1L;
        }
        order[(int) dimensions.outputFeatureDimension()] = rank - 1L;
        return order;
    }
}
