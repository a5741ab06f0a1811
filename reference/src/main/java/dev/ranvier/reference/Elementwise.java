package dev.ranvier.reference;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.UnaryOp;

/**
 * Ops that compute each element from those of the operands at the same place. The shape is that of the operands, the
 * element type that of the op's result.
 */
@SuppressWarnings("DoNotCallSuggester")
final class Elementwise {
    private Elementwise() {}

    static Tensor apply(UnaryOp op, Tensor operand) {
        throw RanvierException.unimplemented(op.opName() + " of " + operand);
    }

    static Tensor apply(BinaryOp op, Tensor lhs, Tensor rhs) {
        throw RanvierException.unimplemented(op.opName() + " of " + lhs + rhs);
    }

    static Tensor clamp(ElementwiseOp.Clamp op, Tensor min, Tensor operand, Tensor max) {
        throw RanvierException.unimplemented(op.opName() + " of " + min + operand + max);
    }

    static Tensor compare(ElementwiseOp.Compare op, Tensor lhs, Tensor rhs) {
        throw RanvierException.unimplemented(op.opName() + " of " + lhs + rhs);
    }

    static Tensor select(ElementwiseOp.Select op, Tensor pred, Tensor onTrue, Tensor onFalse) {
        throw RanvierException.unimplemented(op.opName() + " of " + pred + onTrue + onFalse);
    }

    /** {@code operand} in another element type, by the rules of {@code convert}. */
    static Tensor convert(Tensor operand, ElementType elementType) {
        throw RanvierException.unimplemented("convert " + operand + " to " + elementType);
    }

    static Tensor bitcastConvert(Tensor operand, ElementType elementType) {
        throw RanvierException.unimplemented("bitcast_convert " + operand + " to " + elementType);
    }

    static Tensor reducePrecision(ElementwiseOp.ReducePrecision op, Tensor operand) {
        throw RanvierException.unimplemented(op.opName() + " of " + operand);
    }

    /** {@code operand}, real or quantized, as {@code elementType}, a quantized type. */
    static Tensor quantize(Tensor operand, ElementType elementType) {
        throw RanvierException.unimplemented("quantize " + operand + " to " + elementType);
    }

    /** The real numbers that the elements of a quantized {@code operand} stand for. */
    static Tensor dequantize(Tensor operand) {
        throw RanvierException.unimplemented("dequantize " + operand);
    }
}
