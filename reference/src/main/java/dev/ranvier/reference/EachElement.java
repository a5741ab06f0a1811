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
    /** Elements are read and written in blocks of so many, so that the loops know the element type. */
    private static final int BLOCK = 1024;

    private EachElement() {}

    private static int blockSize(Tensor tensor) {
        return Math.clamp(tensor.count(), 1, BLOCK);
    }

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

    /** A relation of two real numbers. */
    @FunctionalInterface
    interface RealRelation {
        boolean holds(double lhs, double rhs);
    }

    static Tensor testReals(Tensor lhs, Tensor rhs, RealRelation relation) {
        var result = Tensor.zeros(ScalarType.I1, lhs.shape());
        var left = new double[blockSize(lhs)];
        var right = new double[left.length];
        for (long start = 0; start < result.count(); start += left.length) {
            int count = (int) Math.min(left.length, result.count() - start);
            lhs.readReals(start, left, count);
            rhs.readReals(start, right, count);
            for (int i = 0; i < count; i++) {
                result.setLong(start + i, relation.holds(left[i], right[i]) ? 1 : 0);
            }
        }
        return result;
    }

    static Tensor mapIntegers(Tensor operand, ElementType resultType, LongUnaryOperator function) {
        var result = Tensor.zeros(resultType, operand.shape());
        var block = new long[blockSize(operand)];
        for (long start = 0; start < result.count(); start += block.length) {
            int count = (int) Math.min(block.length, result.count() - start);
            operand.readIntegers(start, block, count);
            for (int i = 0; i < count; i++) {
                block[i] = function.applyAsLong(block[i]);
            }
            result.writeIntegers(start, block, count);
        }
        return result;
    }

    static Tensor mapReals(Tensor operand, ElementType resultType, DoubleUnaryOperator function) {
        var result = Tensor.zeros(resultType, operand.shape());
        var block = new double[blockSize(operand)];
        for (long start = 0; start < result.count(); start += block.length) {
            int count = (int) Math.min(block.length, result.count() - start);
            operand.readReals(start, block, count);
            for (int i = 0; i < count; i++) {
                block[i] = function.applyAsDouble(block[i]);
            }
            result.writeReals(start, block, count);
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
        var left = new long[blockSize(lhs)];
        var right = new long[left.length];
        for (long start = 0; start < result.count(); start += left.length) {
            int count = (int) Math.min(left.length, result.count() - start);
            lhs.readIntegers(start, left, count);
            rhs.readIntegers(start, right, count);
            for (int i = 0; i < count; i++) {
                left[i] = function.applyAsLong(left[i], right[i]);
            }
            result.writeIntegers(start, left, count);
        }
        return result;
    }

    static Tensor mapReals(Tensor lhs, Tensor rhs, ElementType resultType, DoubleBinaryOperator function) {
        var result = Tensor.zeros(resultType, lhs.shape());
        var left = new double[blockSize(lhs)];
        var right = new double[left.length];
        for (long start = 0; start < result.count(); start += left.length) {
            int count = (int) Math.min(left.length, result.count() - start);
            lhs.readReals(start, left, count);
            rhs.readReals(start, right, count);
            for (int i = 0; i < count; i++) {
                left[i] = function.applyAsDouble(left[i], right[i]);
            }
            result.writeReals(start, left, count);
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
