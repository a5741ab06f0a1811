package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.GatherDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ops whose shape parameters are operands, and those that ask for sizes. */
public sealed interface DynamicOp extends Op {
    /** broadcast_in_dim to a run-time shape. */
    @OpName("stablehlo.dynamic_broadcast_in_dim")
    record DynamicBroadcastInDim(
            Value operand,
            Value outputDimensions,
            Int64Array broadcastDimensions,
            @Nullable Int64Array knownExpandingDimensions,
            @Nullable Int64Array knownNonexpandingDimensions,
            OpResult result,
            OpInfo info)
            implements DynamicOp {}

    /** convolution with run-time padding. */
    @OpName("stablehlo.dynamic_conv")
    record DynamicConv(
            Value lhs,
            Value rhs,
            Value padding,
            @Nullable Int64Array windowStrides,
            @Nullable Int64Array lhsDilation,
            @Nullable Int64Array rhsDilation,
            BuiltinAttribute.@Nullable BoolArray windowReversal,
            ConvDimensionNumbers dimensionNumbers,
            long featureGroupCount,
            long batchGroupCount,
            @Nullable List<Precision> precisionConfig,
            OpResult result,
            OpInfo info)
            implements DynamicOp {}

    /** gather with run-time slice sizes. */
    @OpName("stablehlo.dynamic_gather")
    record DynamicGather(
            Value operand,
            Value startIndices,
            Value sliceSizes,
            GatherDimensionNumbers dimensionNumbers,
            @Nullable Boolean indicesAreSorted,
            OpResult result,
            OpInfo info)
            implements DynamicOp {}

    /** iota of a run-time shape. */
    @OpName("stablehlo.dynamic_iota")
    record DynamicIota(Value outputShape, long iotaDimension, OpResult result, OpInfo info) implements DynamicOp {}

    /** pad by run-time amounts. */
    @OpName("stablehlo.dynamic_pad")
    record DynamicPad(
            Value operand,
            Value paddingValue,
            Value edgePaddingLow,
            Value edgePaddingHigh,
            Value interiorPadding,
            OpResult result,
            OpInfo info)
            implements DynamicOp {}

    /** reshape to a run-time shape. */
    @OpName("stablehlo.dynamic_reshape")
    record DynamicReshape(Value operand, Value outputShape, OpResult result, OpInfo info) implements DynamicOp {}

    /** slice with run-time bounds. */
    @OpName("stablehlo.real_dynamic_slice")
    record RealDynamicSlice(
            Value operand, Value startIndices, Value limitIndices, Value strides, OpResult result, OpInfo info)
            implements DynamicOp {}

    /** The size of a dimension as {@code i32}. */
    @OpName("stablehlo.get_dimension_size")
    record GetDimensionSize(Value operand, long dimension, OpResult result, OpInfo info) implements DynamicOp {}

    /** The operand with the run-time size of a bounded dimension set. */
    @OpName("stablehlo.set_dimension_size")
    record SetDimensionSize(Value operand, Value size, long dimension, OpResult result, OpInfo info)
            implements DynamicOp {}
}
