package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.TensorType;

/** What ops that only move elements ask of quantized ones: that parameters follow the elements. */
final class Quantization {
    private Quantization() {}

    /** That tensors with one scale each have the same. */
    static void checkSamePerTensor(String label, TensorType operand, TensorType result, Constraints constraints) {
        constraints.require(
                label,
                (operand.elementType() instanceof QuantizedType quantized && quantized.axis() != null)
                        || operand.elementType().equals(result.elementType()),
                "operand and result must have the same elements, got %s and %s",
                operand,
                result);
    }

    /** That the quantized dimension is carried along, and a repeated one has one scale. */
    static void checkBroadcast(
            String label, TensorType operand, Int64Array dimensions, TensorType result, Constraints constraints) {
        if (!(operand.elementType() instanceof QuantizedType from)
                || !(result.elementType() instanceof QuantizedType to)
                || from.axis() == null
                || to.axis() == null) {
            return;
        }
        constraints.require(
                label,
                to.axis() == dimensions.get(from.axis()),
                "the quantized dimension of result must be that of operand after broadcasting, got %s and %s",
                operand,
                result);
        boolean repeated = operand.dimension(from.axis()).equals(Dimension.of(1));
        constraints.require(
                label,
                !repeated
                        || (to.scales().stream().allMatch(from.scales().getFirst()::equals)
                                && to.zeroPoints().stream()
                                        .allMatch(from.zeroPoints().getFirst()::equals)),
                "scales and zero points of result must be those of operand, got %s and %s",
                operand,
                result);
    }

    /** That the quantized dimension stays what it is, with as many elements before it. */
    static void checkReshape(String label, TensorType operand, TensorType result, Constraints constraints) {
        if (!(operand.elementType() instanceof QuantizedType from)
                || !(result.elementType() instanceof QuantizedType to)
                || from.axis() == null
                || to.axis() == null) {
            return;
        }
        constraints.require(
                "C1",
                from.scales().equals(to.scales()) && from.zeroPoints().equals(to.zeroPoints()),
                "scales and zero points of operand and result must be the same, got %s and %s",
                operand,
                result);
        constraints.require(
                label,
                operand.dimension(from.axis()).equals(result.dimension(to.axis()))
                        && countBefore(operand, from.axis()) == countBefore(result, to.axis()),
                "the quantized dimension must keep its size and place, got %s and %s",
                operand,
                result);
    }

    private static long countBefore(TensorType type, int axis) {
        return new TensorType(type.dimensions().subList(0, axis), type.elementType()).elementCount();
    }

    /** {@code type} with its quantized dimension renumbered by {@code permutation}. */
    static TensorType transposed(TensorType type, Int64Array permutation) {
        if (!(type.elementType() instanceof QuantizedType quantized) || quantized.axis() == null) {
            return type;
        }
        return type.withElementType(new QuantizedType(
                quantized.storage(),
                quantized.storageMin(),
                quantized.storageMax(),
                quantized.expressed(),
                permutation.indexOf(quantized.axis()),
                quantized.scales(),
                quantized.zeroPoints()));
    }
}
