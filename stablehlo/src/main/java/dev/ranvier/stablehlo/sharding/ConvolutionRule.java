package dev.ranvier.stablehlo.sharding;

import static dev.ranvier.stablehlo.sharding.RuleBuilder.NONE;

import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.sharding.RuleBuilder.Kind;

/** The factors of a convolution: batches, spatial dimensions and features, by groups where it has these. */
final class ConvolutionRule {
    private final LinearAlgebraOp.Convolution op;
    private final RuleBuilder builder;
    private final long[] lhs;
    private final long[] rhs;
    private final long[] out;

    private ConvolutionRule(LinearAlgebraOp.Convolution op) {
        this.op = op;
        this.builder = RuleBuilder.of(op);
        this.lhs = op.lhs().tensorType().shape();
        this.rhs = op.rhs().tensorType().shape();
        this.out = op.result().tensorType().shape();
    }

    static OpShardingRule of(LinearAlgebraOp.Convolution op) {
        return new ConvolutionRule(op).build();
    }

    private OpShardingRule build() {
        var numbers = op.dimensionNumbers();
        int inputFeature = (int) numbers.inputFeatureDimension();
        int inputBatch = (int) numbers.inputBatchDimension();
        int outputBatch = (int) numbers.outputBatchDimension();
        int outputFeature = (int) numbers.outputFeatureDimension();
        int kernelOutput = (int) numbers.kernelOutputFeatureDimension();
        int kernelInput = (int) numbers.kernelInputFeatureDimension();
        if (op.batchGroupCount() > 1) {
            builder.factor(new int[] {inputBatch, kernelOutput}, new int[] {outputFeature}, op.batchGroupCount());
        }
        builder.factor(new int[] {inputBatch, NONE}, new int[] {outputBatch}, out[outputBatch]);
        for (int i = 0; i < numbers.inputSpatialDimensions().size(); i++) {
            addSpatial(
                    numbers.inputSpatialDimensions().dimension(i),
                    numbers.kernelSpatialDimensions().dimension(i),
                    numbers.outputSpatialDimensions().dimension(i));
        }
        if (op.featureGroupCount() > 1) {
            builder.factor(new int[] {inputFeature, kernelOutput}, new int[] {outputFeature}, op.featureGroupCount());
        }
        builder.factor(new int[] {inputFeature, kernelInput}, new int[] {NONE}, rhs[kernelInput], Kind.REDUCTION);
        long perGroup = out[outputFeature] / (op.batchGroupCount() * op.featureGroupCount());
        if (perGroup > 1) {
            builder.factor(new int[] {NONE, kernelOutput}, new int[] {outputFeature}, perGroup);
        }
        return builder.build();
    }

    /** The input is split by windows and within windows; the greater of the two counts first. */
    private void addSpatial(int input, int kernel, int output) {
        long windows = out[output];
        long window = rhs[kernel];
        if (windows >= window) {
            addWithin(input, kernel, addWindows(input, output, lhs[input]));
        } else {
            addWindows(input, output, addWithin(input, kernel, lhs[input]));
        }
    }

    private long addWindows(int input, int output, long rest) {
        long size = Math.min(rest, out[output]);
        if (size <= 1) {
            return rest;
        }
        builder.factor(new int[] {input, NONE}, new int[] {output}, size, Kind.PERMUTATION);
        return rest / size;
    }

    private long addWithin(int input, int kernel, long rest) {
        long size = Math.min(rest, rhs[kernel]);
        if (size <= 1) {
            return rest;
        }
        builder.factor(new int[] {input, kernel}, new int[] {NONE}, size, Kind.REDUCTION);
        return rest / size;
    }
}
