package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Rules of convolutions. The element type of the result is the program's choice. */
final class ConvolutionRules {
    private static final Windows.Labels WINDOWS = new Windows.Labels("C25", "C2", "C3", "C5", "C6", "C7", "C8", "C4");

    private final TensorType lhs;
    private final TensorType rhs;
    private final ConvDimensionNumbers numbers;
    private final long featureGroups;
    private final long batchGroups;
    private final Constraints constraints;

    private ConvolutionRules(
            TensorType lhs,
            TensorType rhs,
            ConvDimensionNumbers numbers,
            long featureGroups,
            long batchGroups,
            Constraints constraints) {
        this.lhs = lhs;
        this.rhs = rhs;
        this.numbers = numbers;
        this.featureGroups = featureGroups;
        this.batchGroups = batchGroups;
        this.constraints = constraints;
    }

    static ResultTypes check(Convolution op, Constraints constraints) {
        var lhs = constraints.tensor("I1", "lhs", op.lhs(), ElementKind.NOT_PER_AXIS);
        var rhs = constraints.tensor("I2", "rhs", op.rhs(), ElementKind.ANY);
        var result = constraints.tensor("C26", "result", op.result(), ElementKind.ANY);
        DotRules.checkPrecision("C24", op.precisionConfig(), constraints);
        var shape = shape(
                lhs,
                rhs,
                op.dimensionNumbers(),
                op.featureGroupCount(),
                op.batchGroupCount(),
                op.windowStrides(),
                op.padding(),
                op.lhsDilation(),
                op.rhsDilation(),
                op.windowReversal(),
                constraints);
        checkQuantization(lhs, rhs, result, op.dimensionNumbers(), constraints);
        return ResultTypes.of("C25", new TensorType(shape, result.elementType()));
    }

    /** The shape of the result, after checking all but result and quantization; absent padding is no padding. */
    static List<Dimension> shape(
            TensorType lhs,
            TensorType rhs,
            ConvDimensionNumbers numbers,
            long featureGroups,
            long batchGroups,
            @Nullable Int64Array strides,
            @Nullable DenseElements padding,
            @Nullable Int64Array lhsDilation,
            @Nullable Int64Array rhsDilation,
            BuiltinAttribute.@Nullable BoolArray reversal,
            Constraints constraints) {
        var rules = new ConvolutionRules(lhs, rhs, numbers, featureGroups, batchGroups, constraints);
        rules.checkRanks();
        rules.checkDimensionNumbers();
        rules.checkGroups();
        var windowSizes = dimensions(rhs, numbers.kernelSpatialDimensions());
        var windows = Windows.check(WINDOWS, windowSizes, strides, lhsDilation, rhsDilation, padding, constraints);
        constraints.require(
                "C9",
                reversal == null
                        || reversal.values().isEmpty()
                        || reversal.values().size() == windowSizes.size(),
                "window_reversal must be as many as spatial dimensions, %d, got %s",
                windowSizes.size(),
                reversal);
        return rules.shape(windows);
    }

    private static List<Dimension> dimensions(TensorType type, Int64Array indices) {
        return IntStream.range(0, indices.size())
                .mapToObj(i -> type.dimension(indices.dimension(i)))
                .toList();
    }

    private void checkRanks() {
        constraints.require("C13", lhs.rank() >= 2, "lhs must be of rank 2 or more, got %s", lhs);
        constraints.require("C1", lhs.rank() == rhs.rank(), "lhs and rhs must be of one rank, got %s and %s", lhs, rhs);
        constraints.require(
                "C27",
                lhs.elementType().isQuantized()
                        || rhs.elementType().isQuantized()
                        || lhs.elementType().equals(rhs.elementType()),
                "lhs and rhs must have the same elements, got %s and %s",
                lhs,
                rhs);
    }

    private void checkDimensionNumbers() {
        int spatial = lhs.rank() - 2;
        checkSpatialCount("C12", "input", numbers.inputSpatialDimensions(), spatial);
        checkSpatialCount("C17", "kernel", numbers.kernelSpatialDimensions(), spatial);
        checkSpatialCount("C19", "output", numbers.outputSpatialDimensions(), spatial);
        checkDimensions(
                "C13",
                "input dimensions",
                numbers.inputBatchDimension(),
                numbers.inputFeatureDimension(),
                numbers.inputSpatialDimensions());
        checkDimensions(
                "C18",
                "kernel dimensions",
                numbers.kernelInputFeatureDimension(),
                numbers.kernelOutputFeatureDimension(),
                numbers.kernelSpatialDimensions());
        checkDimensions(
                "C20",
                "output dimensions",
                numbers.outputBatchDimension(),
                numbers.outputFeatureDimension(),
                numbers.outputSpatialDimensions());
    }

    private void checkSpatialCount(String label, String name, Int64Array dimensions, int expected) {
        constraints.require(
                label,
                dimensions.size() == expected,
                "there must be %d %s spatial dimensions, got %s",
                expected,
                name,
                dimensions);
    }

    private void checkDimensions(String label, String name, long first, long second, Int64Array spatial) {
        var all = Int64Array.of(LongStream.concat(LongStream.of(first, second), spatial.stream())
                .toArray());
        DimensionLists.inRange(label, name, all, lhs.rank(), constraints);
        DimensionLists.unique(label, name, all, constraints);
    }

    private void checkGroups() {
        constraints.require("C21", featureGroups > 0, "feature_group_count must be positive, got %d", featureGroups);
        constraints.require("C22", batchGroups > 0, "batch_group_count must be positive, got %d", batchGroups);
        constraints.require(
                "C23",
                featureGroups == 1 || batchGroups == 1,
                "feature_group_count or batch_group_count must be 1, got %d and %d",
                featureGroups,
                batchGroups);
        var inputFeatures = lhs.dimension((int) numbers.inputFeatureDimension());
        var kernelInputFeatures = rhs.dimension((int) numbers.kernelInputFeatureDimension());
        var kernelOutputFeatures = rhs.dimension((int) numbers.kernelOutputFeatureDimension());
        checkDivisible("C10", "the batch of lhs", inputBatch(), "batch_group_count", batchGroups);
        checkDivisible("C11", "the features of lhs", inputFeatures, "feature_group_count", featureGroups);
        constraints.require(
                "C14",
                !(inputFeatures instanceof Dimension.Static(long features))
                        || Compatibility.compatible(Dimension.of(features / featureGroups), kernelInputFeatures),
                "input features of rhs must be those of lhs / feature_group_count, got %s, %s and %d",
                rhs,
                lhs,
                featureGroups);
        checkDivisible("C15", "output features of rhs", kernelOutputFeatures, "batch_group_count", batchGroups);
        checkDivisible("C16", "output features of rhs", kernelOutputFeatures, "feature_group_count", featureGroups);
    }

    private void checkDivisible(String label, String name, Dimension dimension, String groupName, long groups) {
        constraints.require(
                label,
                !(dimension instanceof Dimension.Static(long size)) || size % groups == 0,
                "%s must be a multiple of %s, got %s and %d",
                name,
                groupName,
                dimension,
                groups);
    }

    private Dimension inputBatch() {
        return lhs.dimension((int) numbers.inputBatchDimension());
    }

    private List<Dimension> shape(Windows windows) {
        var counts = windows.count(dimensions(lhs, numbers.inputSpatialDimensions()));
        var shape = new Dimension[lhs.rank()];
        for (int i = 0; i < counts.size(); i++) {
            shape[numbers.outputSpatialDimensions().dimension(i)] = counts.get(i);
        }
        shape[(int) numbers.outputBatchDimension()] = batchOfGroup();
        shape[(int) numbers.outputFeatureDimension()] = rhs.dimension((int) numbers.kernelOutputFeatureDimension());
        return Arrays.asList(shape);
    }

    private Dimension batchOfGroup() {
        return switch (inputBatch()) {
            case Dimension.Static(long size) -> Dimension.of(size / batchGroups);
            case Dimension.Bounded(long bound) -> new Dimension.Bounded(bound / batchGroups);
            case Dimension.Symbolic symbolic -> batchGroups == 1 ? symbolic : Dimension.unknown();
            case Dimension.Unknown unknown -> unknown;
        };
    }

    static void checkQuantization(
            TensorType lhs, TensorType rhs, TensorType result, ConvDimensionNumbers numbers, Constraints constraints) {
        if (!lhs.elementType().isQuantized()
                && !rhs.elementType().isQuantized()
                && !result.elementType().isQuantized()) {
            return;
        }
        constraints.require(
                "C29",
                isPerTensorOrAlong(rhs, numbers.kernelOutputFeatureDimension()),
                "rhs must be quantized along kernel_output_feature_dimension %d, got %s",
                numbers.kernelOutputFeatureDimension(),
                rhs);
        constraints.require(
                "C30",
                isPerTensorOrAlong(result, numbers.outputFeatureDimension()),
                "result must be quantized along output_feature_dimension %d, got %s",
                numbers.outputFeatureDimension(),
                result);
        ProductQuantization.CONVOLUTION.check(lhs, rhs, result, constraints);
    }

    private static boolean isPerTensorOrAlong(TensorType type, long dimension) {
        return !(type.elementType() instanceof QuantizedType quantized)
                || quantized.axis() == null
                || quantized.axis() == dimension;
    }
}
