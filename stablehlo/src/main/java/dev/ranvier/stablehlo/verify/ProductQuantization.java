package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.TensorType;

/**
 * What {@code dot_general} and {@code convolution} require alike where one of their types is quantized.
 *
 * @param combination label: which of the types are quantized
 * @param storage label: lhs and rhs are stored alike
 * @param expressed label: all express one type
 * @param granularity label: rhs quantized per tensor gives a result quantized per tensor
 * @param hybrid label: where only rhs is quantized, the others are of its expressed type
 */
record ProductQuantization(String combination, String storage, String expressed, String granularity, String hybrid) {
    static final ProductQuantization DOT_GENERAL = new ProductQuantization("C14", "C17", "C18", "C19", "C20");
    static final ProductQuantization CONVOLUTION = new ProductQuantization("C28", "C31", "C32", "C33", "C34");

    void check(TensorType lhs, TensorType rhs, TensorType result, Constraints constraints) {
        if (!(rhs.elementType() instanceof QuantizedType rhsElement)) {
            throw constraints.violation(
                    combination, "rhs of a quantized product must be quantized, got %s, %s and %s", lhs, rhs, result);
        }
        if (lhs.elementType() instanceof QuantizedType lhsElement
                && result.elementType() instanceof QuantizedType resultElement) {
            constraints.require(
                    storage,
                    lhsElement.storage() == rhsElement.storage(),
                    "lhs and rhs must have one storage type, got %s and %s",
                    lhs,
                    rhs);
            constraints.require(
                    expressed,
                    lhsElement.expressed() == rhsElement.expressed()
                            && lhsElement.expressed() == resultElement.expressed(),
                    "lhs, rhs and result must have one expressed type, got %s, %s and %s",
                    lhs,
                    rhs,
                    result);
            constraints.require(
                    granularity,
                    rhsElement.axis() != null || resultElement.axis() == null,
                    "result must be quantized per tensor as rhs is, got %s and %s",
                    rhs,
                    result);
            return;
        }
        constraints.require(
                combination,
                !lhs.elementType().isQuantized() && !result.elementType().isQuantized(),
                "lhs and result must both be quantized or neither, got %s and %s",
                lhs,
                result);
        constraints.require(
                hybrid,
                lhs.elementType().equals(rhsElement.expressed())
                        && lhs.elementType().equals(result.elementType()),
                "lhs and result must be of the expressed type of rhs, got %s, %s and %s",
                lhs,
                rhs,
                result);
    }
}
