package dev.ranvier.stablehlo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ops that combine many elements into few, and sort. */
public sealed interface ReductionOp extends Op {
    /** Elements along dimensions combined by a body. */
    @OpName("stablehlo.reduce")
    record Reduce(
            List<Value> inputs,
            List<Value> initValues,
            Int64Array dimensions,
            Region body,
            List<OpResult> results,
            OpInfo info)
            implements ReductionOp {}

    /** Elements of each window combined by a body. */
    @OpName("stablehlo.reduce_window")
    record ReduceWindow(
            List<Value> inputs,
            List<Value> initValues,
            Int64Array windowDimensions,
            @Nullable Int64Array windowStrides,
            @Nullable Int64Array baseDilations,
            @Nullable Int64Array windowDilations,
            @Nullable DenseElements padding,
            Region body,
            List<OpResult> results,
            OpInfo info)
            implements ReductionOp {}

    /** Source values scattered to the selected element of each window. */
    @OpName("stablehlo.select_and_scatter")
    record SelectAndScatter(
            Value operand,
            Value source,
            Value initValue,
            @Nullable Int64Array windowDimensions,
            @Nullable Int64Array windowStrides,
            @Nullable DenseElements padding,
            Region select,
            Region scatter,
            OpResult result,
            OpInfo info)
            implements ReductionOp {}

    /** Slices along a dimension in the order of a comparator. */
    @OpName("stablehlo.sort")
    record Sort(
            List<Value> inputs,
            @Nullable Long dimension,
            @Nullable Boolean isStable,
            Region comparator,
            List<OpResult> results,
            OpInfo info)
            implements ReductionOp {}

    /** Normalisation by the statistics of the batch, which are returned too. */
    @OpName("stablehlo.batch_norm_training")
    record BatchNormTraining(
            Value operand,
            Value scale,
            Value offset,
            BuiltinAttribute.Real epsilon,
            long featureIndex,
            OpResult output,
            OpResult batchMean,
            OpResult batchVar,
            OpInfo info)
            implements ReductionOp {}

    /** Normalisation by given statistics. */
    @OpName("stablehlo.batch_norm_inference")
    record BatchNormInference(
            Value operand,
            Value scale,
            Value offset,
            Value mean,
            Value variance,
            BuiltinAttribute.Real epsilon,
            long featureIndex,
            OpResult result,
            OpInfo info)
            implements ReductionOp {}

    /** Gradients of batch_norm_training. */
    @OpName("stablehlo.batch_norm_grad")
    record BatchNormGrad(
            Value operand,
            Value scale,
            Value mean,
            Value variance,
            Value gradOutput,
            BuiltinAttribute.Real epsilon,
            long featureIndex,
            OpResult gradOperand,
            OpResult gradScale,
            OpResult gradOffset,
            OpInfo info)
            implements ReductionOp {}
}
