package dev.ranvier.reference;

import dev.ranvier.reference.EachElement.RealRelation;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ops that compute each element from those of the operands at the same place. The shape is that of the operands, the
 * element type that of the op's result. The function of one element is chosen once for the op and its type.
 *
 * <p>Quantized operands are dequantized, and the result is quantized (specification section "Quantized types").
 */
final class Elementwise {
    private Elementwise() {}

    static RanvierException undefined(Op op, ElementType type) {
        return RanvierException.invalid(op.opName() + " is not defined for elements of type " + type);
    }

    static Tensor apply(UnaryOp op, Tensor operand) {
        return apply(op, operand, op.result().tensorType().elementType());
    }

    private static Tensor apply(UnaryOp op, Tensor operand, ElementType resultType) {
        return switch (operand.elementType()) {
            case QuantizedType _ ->
                Quantization.quantize(
                        apply(op, Quantization.dequantize(operand), Quantization.expressed(resultType)), resultType);
            case ComplexType type -> apply(op, operand, type, resultType);
            case ScalarType type
            when type.isFloat() ->
                op instanceof UnaryOp.IsFinite
                        ? EachElement.testReals(operand, Double::isFinite)
                        : EachElement.mapReals(operand, resultType, RealFunctions.of(op, type));
            case ScalarType type -> EachElement.mapIntegers(operand, resultType, IntegerFunctions.of(op, type));
        };
    }

    private static Tensor apply(UnaryOp op, Tensor operand, ComplexType type, ElementType resultType) {
        return resultType instanceof ComplexType
                ? EachElement.mapComplex(operand, resultType, ComplexFunctions.of(op, type))
                : EachElement.mapComplexToReals(operand, resultType, ComplexFunctions.realOf(op, type));
    }

    static Tensor apply(BinaryOp op, Tensor lhs, Tensor rhs) {
        return apply(op, lhs, rhs, op.result().tensorType().elementType());
    }

    private static Tensor apply(BinaryOp op, Tensor lhs, Tensor rhs, ElementType resultType) {
        if (op instanceof BinaryOp.Complex) {
            return complex(lhs, rhs, resultType);
        }
        return switch (lhs.elementType()) {
            case QuantizedType _ ->
                Quantization.quantize(
                        apply(
                                op,
                                Quantization.dequantize(lhs),
                                Quantization.dequantize(rhs),
                                Quantization.expressed(resultType)),
                        resultType);
            case ComplexType type -> EachElement.mapComplex(lhs, rhs, resultType, ComplexFunctions.of(op, type));
            case ScalarType type
            when type.isFloat() -> EachElement.mapReals(lhs, rhs, resultType, RealFunctions.of(op, type));
            case ScalarType type -> EachElement.mapIntegers(lhs, rhs, resultType, IntegerFunctions.of(op, type));
        };
    }

    private static Tensor complex(Tensor real, Tensor imaginary, ElementType resultType) {
        var result = Tensor.zeros(resultType, real.shape());
        for (long i = 0; i < result.count(); i++) {
            result.setComplex(i, real.getDouble(i), imaginary.getDouble(i));
        }
        return result;
    }

    /** Specification section "clamp": {@code minimum(maximum(operand, min), max)}. */
    static Tensor clamp(ElementwiseOp.Clamp op, Tensor min, Tensor operand, Tensor max) {
        var shape = operand.shape();
        var least = min.rank() == 0 ? min.filled(shape) : min;
        var greatest = max.rank() == 0 ? max.filled(shape) : max;
        var type = op.result().tensorType().elementType();
        var atLeast = apply(new BinaryOp.Maximum(op.operand(), op.min(), op.result(), op.info()), operand, least, type);
        return apply(new BinaryOp.Minimum(op.operand(), op.max(), op.result(), op.info()), atLeast, greatest, type);
    }

    /** Specification section "compare"; of the types only {@code TOTALORDER} is not that of the elements. */
    static Tensor compare(ComparisonDirection direction, @Nullable ComparisonType order, Tensor lhs, Tensor rhs) {
        return switch (lhs.elementType()) {
            case QuantizedType _ ->
                compare(direction, order, Quantization.dequantize(lhs), Quantization.dequantize(rhs));
            case ComplexType _ -> compareComplex(direction, lhs, rhs);
            case ScalarType type ->
                isPartial(order, type)
                        ? EachElement.testReals(lhs, rhs, relation(direction))
                        : EachElement.mapIntegers(lhs, rhs, ScalarType.I1, comparison(direction, type));
        };
    }

    /** Whether the elements have no total order, for NaN equals none and precedes none. */
    static boolean isPartial(@Nullable ComparisonType order, ScalarType type) {
        return type.isFloat() && order != ComparisonType.TOTALORDER;
    }

    /** Lexicographically by the parts, of which NaN equals none and precedes none. */
    private static Tensor compareComplex(ComparisonDirection direction, Tensor lhs, Tensor rhs) {
        return EachElement.test(lhs, i -> {
            var x = new Complex(lhs.getDouble(i), lhs.getImaginary(i));
            var y = new Complex(rhs.getDouble(i), rhs.getImaginary(i));
            boolean equal = x.real() == y.real() && x.imaginary() == y.imaginary();
            return switch (direction) {
                case EQ -> equal;
                case NE -> !equal;
                case GE -> equal || y.isLess(x);
                case GT -> y.isLess(x);
                case LE -> equal || x.isLess(y);
                case LT -> x.isLess(y);
            };
        });
    }

    static RealRelation relation(ComparisonDirection direction) {
        return switch (direction) {
            case EQ -> (x, y) -> x == y;
            case NE -> (x, y) -> x != y;
            case GE -> (x, y) -> x >= y;
            case GT -> (x, y) -> x > y;
            case LE -> (x, y) -> x <= y;
            case LT -> (x, y) -> x < y;
        };
    }

    /**
     * 1 where elements, as {@link Tensor#getLong} gives them, compare so, else 0. The total order of floats is that of
     * the bits as sign and magnitude: -NaN, -infinity, ..., -0, 0, ..., infinity, NaN.
     */
    static LongBinaryOperator comparison(ComparisonDirection direction, ScalarType type) {
        int unused = 64 - type.bitWidth();
        LongUnaryOperator key = bits -> {
            long extended = bits << unused;
            return extended < 0 ? extended ^ Long.MAX_VALUE : extended;
        };
        return switch (type.kind()) {
            case FLOAT -> (x, y) -> direction.holds(Long.compare(key.applyAsLong(x), key.applyAsLong(y))) ? 1 : 0;
            case SIGNED -> (x, y) -> direction.holds(Long.compare(x, y)) ? 1 : 0;
            case BOOLEAN, UNSIGNED, INDEX -> (x, y) -> direction.holds(Long.compareUnsigned(x, y)) ? 1 : 0;
        };
    }

    /** Specification section "select"; a scalar predicate chooses for all elements. */
    static Tensor select(Tensor pred, Tensor onTrue, Tensor onFalse) {
        if (pred.rank() == 0) {
            return pred.getBoolean(0) ? onTrue : onFalse;
        }
        var result = onFalse.copy();
        for (long i = 0; i < result.count(); i++) {
            if (pred.getBoolean(i)) {
                result.copy(i, onTrue, i);
            }
        }
        return result;
    }
}
