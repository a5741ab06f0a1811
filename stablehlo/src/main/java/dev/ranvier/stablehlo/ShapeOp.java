package dev.ranvier.stablehlo;

import java.util.List;

/** Ops that make, move and reshape elements by static amounts. */
public sealed interface ShapeOp extends Op {
    /** A constant: {@link DenseElements} or {@link DenseResource}. */
    @OpName("stablehlo.constant")
    record Constant(Attribute value, OpResult output, OpInfo info) implements ShapeOp {}

    /** Each element its index along a dimension. */
    @OpName("stablehlo.iota")
    record Iota(long iotaDimension, OpResult output, OpInfo info) implements ShapeOp {}

    /** New outer dimensions (deprecated form of broadcast_in_dim). */
    @OpName("stablehlo.broadcast")
    record Broadcast(Value operand, Int64Array broadcastSizes, OpResult result, OpInfo info) implements ShapeOp {}

    /** Dimensions mapped into those of the result; size 1 is repeated. */
    @OpName("stablehlo.broadcast_in_dim")
    record BroadcastInDim(Value operand, Int64Array broadcastDimensions, OpResult result, OpInfo info)
            implements ShapeOp {}

    /** The same elements in row-major order under another shape. */
    @OpName("stablehlo.reshape")
    record Reshape(Value operand, OpResult result, OpInfo info) implements ShapeOp {}

    /** Dimensions in another order. */
    @OpName("stablehlo.transpose")
    record Transpose(Value operand, Int64Array permutation, OpResult result, OpInfo info) implements ShapeOp {}

    /** Elements in opposite order along dimensions. */
    @OpName("stablehlo.reverse")
    record Reverse(Value operand, Int64Array dimensions, OpResult result, OpInfo info) implements ShapeOp {}

    /** Tensors side by side along a dimension. */
    @OpName("stablehlo.concatenate")
    record Concatenate(List<Value> inputs, long dimension, OpResult result, OpInfo info) implements ShapeOp {}

    /** Every stride-th element from start to limit. */
    @OpName("stablehlo.slice")
    record Slice(
            Value operand,
            Int64Array startIndices,
            Int64Array limitIndices,
            Int64Array strides,
            OpResult result,
            OpInfo info)
            implements ShapeOp {}

    /** Padding around and between elements; negative edges remove. */
    @OpName("stablehlo.pad")
    record Pad(
            Value operand,
            Value paddingValue,
            Int64Array edgePaddingLow,
            Int64Array edgePaddingHigh,
            Int64Array interiorPadding,
            OpResult result,
            OpInfo info)
            implements ShapeOp {}
}
