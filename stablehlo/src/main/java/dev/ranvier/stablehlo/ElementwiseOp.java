package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elementwise ops that are neither of one nor of two like operands. */
public sealed interface ElementwiseOp extends Op {
    /** The operand held between min and max, which may be scalars. */
    @OpName("stablehlo.clamp")
    record Clamp(Value min, Value operand, Value max, OpResult result, OpInfo info) implements ElementwiseOp {}

    /** Comparison, to {@code i1}. */
    @OpName("stablehlo.compare")
    record Compare(
            Value lhs,
            Value rhs,
            ComparisonDirection comparisonDirection,
            @Nullable ComparisonType compareType,
            OpResult result,
            OpInfo info)
            implements ElementwiseOp {}

    /** A choice by a predicate, which may be a scalar. */
    @OpName("stablehlo.select")
    record Select(Value pred, Value onTrue, Value onFalse, OpResult result, OpInfo info) implements ElementwiseOp {}

    /** The value in another element type. */
    @OpName("stablehlo.convert")
    record Convert(Value operand, OpResult result, OpInfo info) implements ElementwiseOp {}

    /** The bits as another element type; a change of width adds or removes a last dimension. */
    @OpName("stablehlo.bitcast_convert")
    record BitcastConvert(Value operand, OpResult result, OpInfo info) implements ElementwiseOp {}

    /** The value rounded to fewer exponent and mantissa bits. */
    @OpName("stablehlo.reduce_precision")
    record ReducePrecision(Value operand, int exponentBits, int mantissaBits, OpResult output, OpInfo info)
            implements ElementwiseOp {}

    /** A real or quantized tensor as a quantized one. */
    @OpName("stablehlo.uniform_quantize")
    record UniformQuantize(Value operand, OpResult result, OpInfo info) implements ElementwiseOp {}

    /** A quantized tensor as a real one. */
    @OpName("stablehlo.uniform_dequantize")
    record UniformDequantize(Value operand, OpResult result, OpInfo info) implements ElementwiseOp {}

    /** A scalar computation on each element. */
    @OpName("stablehlo.map")
    record MapElements(List<Value> inputs, Int64Array dimensions, Region computation, OpResult result, OpInfo info)
            implements ElementwiseOp {}
}
