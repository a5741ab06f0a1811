package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * The loops over elements: each applies one function at every position. Integers are as {@link Tensor#getLong} gives
 * them, real numbers are doubles; results are wrapped around or rounded to the result type.
 */
final class EachElement {
    private EachElement() {}

    /** Whether {@code predicate} holds of each position of {@code operand}, as {@code i1}. */
    static Tensor test(Tensor operand, LongPredicate predicate) {
        var result = Tensor.zeros(ScalarType.I1, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            result.setLong(i, predicate.test(i) ? 1 : 0);
        }
        return result;
    }

    static Tensor testReals(Tensor operand, DoublePredicate predicate) {
        return test(operand, i -> predicate.test(operand.getDouble(i)));
    }

    static Tensor mapIntegers(Tensor operand, ElementType resultType, LongUnaryOperator function) {
        var result = Tensor.zeros(resultType, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            result.setLong(i, function.applyAsLong(operand.getLong(i)));
        }
        return result;
    }

    static Tensor mapReals(Tensor operand, ElementType resultType, DoubleUnaryOperator function) {
        var result = Tensor.zeros(resultType, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            result.setDouble(i, function.applyAsDouble(operand.getDouble(i)));
        }
        return result;
    }

    static Tensor mapComplex(Tensor operand, ElementType resultType, UnaryOperator<Complex> function) {
        var result = Tensor.zeros(resultType, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            var value = function.apply(new Complex(operand.getDouble(i), operand.getImaginary(i)));
            result.setComplex(i, value.real(), value.imaginary());
        }
        return result;
    }

    static Tensor mapComplexToReals(Tensor operand, ElementType resultType, ToDoubleFunction<Complex> function) {
        var result = Tensor.zeros(resultType, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            var value = new Complex(operand.getDouble(i), operand.getImaginary(i));
            result.setDouble(i, function.applyAsDouble(value));
        }
        return result;
    }

    static Tensor mapIntegers(Tensor lhs, Tensor rhs, ElementType resultType, LongBinaryOperator function) {
        var result = Tensor.zeros(resultType, lhs.shape());
        for (long i = 0; i < result.count(); i++) {
            result.setLong(i, function.applyAsLong(lhs.getLong(i), rhs.getLong(i)));
        }
        return result;
    }

    static Tensor mapReals(Tensor lhs, Tensor rhs, ElementType resultType, DoubleBinaryOperator function) {
        var result = Tensor.zeros(resultType, lhs.shape());
        for (long i = 0; i < result.count(); i++) {
            result.setDouble(i, function.applyAsDouble(lhs.getDouble(i), rhs.getDouble(i)));
        }
        return result;
    }

    static Tensor mapComplex(Tensor lhs, Tensor rhs, ElementType resultType, BinaryOperator<Complex> function) {
        var result = Tensor.zeros(resultType, lhs.shape());
        for (long i = 0; i < result.count(); i++) {
            var x = new Complex(lhs.getDouble(i), lhs.getImaginary(i));
            var y = new Complex(rhs.getDouble(i), rhs.getImaginary(i));
            var value = function.apply(x, y);
            result.setComplex(i, value.real(), value.imaginary());
        }
        return result;
    }
}
