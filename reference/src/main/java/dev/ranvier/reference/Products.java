package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;

/**
 * Sums of products of elements of two tensors. Floating-point sums are accumulated in double precision and rounded once,
 * integers wrap around, and booleans know {@code and} and {@code or}.
 */
sealed interface Products
        permits Products.Reals, Products.Complexes, Products.Integers, Products.Booleans, ComponentProducts {
    /** Adds the products of {@code length} consecutive elements of both sides. */
    void add(int lhs, int rhs, int length);

    /** Writes the sum, and starts a new one. */
    void store(Tensor result, long index);

    static Products of(Tensor lhs, Tensor rhs, ElementType resultType) {
        if (resultType.isBoolean()) {
            return new Booleans(longs(lhs), longs(rhs));
        }
        if (resultType.isFloat()) {
            return new Reals(reals(lhs), reals(rhs));
        }
        if (resultType.isComplex()) {
            return new Complexes(reals(lhs), imaginaries(lhs), reals(rhs), imaginaries(rhs));
        }
        if (resultType.isInteger()) {
            return new Integers(longs(lhs), longs(rhs));
        }
        throw RanvierException.invalid("no products of type " + resultType);
    }

    /** Floating-point, integer or complex elements; the real parts of the last. */
    static double[] reals(Tensor tensor) {
        var values = new double[Math.toIntExact(tensor.count())];
        boolean integral = tensor.elementType().isInteger();
        for (int i = 0; i < values.length; i++) {
            values[i] = integral ? (double) tensor.getLong(i) : tensor.getDouble(i);
        }
        return values;
    }

    private static double[] imaginaries(Tensor tensor) {
        var values = new double[Math.toIntExact(tensor.count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.getImaginary(i);
        }
        return values;
    }

    private static long[] longs(Tensor tensor) {
        return tensor.toLongs();
    }

    /** Floating-point numbers. */
    final class Reals implements Products {
        private final double[] lhs;
        private final double[] rhs;
        private double sum;

        Reals(double[] lhs, double[] rhs) {
            this.lhs = lhs;
            this.rhs = rhs;
        }

        @Override
        public void add(int left, int right, int length) {
            double total = sum;
            for (int i = 0; i < length; i++) {
                total += lhs[left + i] * rhs[right + i];
            }
            sum = total;
        }

        @Override
        public void store(Tensor result, long index) {
            result.setDouble(index, sum);
            sum = 0;
        }
    }

    /** Complex numbers. */
    final class Complexes implements Products {
        private final double[] lhsReal;
        private final double[] lhsImaginary;
        private final double[] rhsReal;
        private final double[] rhsImaginary;
        private double real;
        private double imaginary;

        Complexes(double[] lhsReal, double[] lhsImaginary, double[] rhsReal, double[] rhsImaginary) {
            this.lhsReal = lhsReal;
            this.lhsImaginary = lhsImaginary;
            this.rhsReal = rhsReal;
            this.rhsImaginary = rhsImaginary;
        }

        @Override
        public void add(int left, int right, int length) {
            for (int i = 0; i < length; i++) {
                double a = lhsReal[left + i];
                double b = lhsImaginary[left + i];
                double c = rhsReal[right + i];
                double d = rhsImaginary[right + i];
                real += a * c - b * d;
                imaginary += a * d + b * c;
            }
        }

        @Override
        public void store(Tensor result, long index) {
            result.setComplex(index, real, imaginary);
            real = 0;
            imaginary = 0;
        }
    }

    /** Integers modulo the width of the result. */
    final class Integers implements Products {
        private final long[] lhs;
        private final long[] rhs;
        private long sum;

        Integers(long[] lhs, long[] rhs) {
            this.lhs = lhs;
            this.rhs = rhs;
        }

        @Override
        public void add(int left, int right, int length) {
            long total = sum;
            for (int i = 0; i < length; i++) {
                total += lhs[left + i] * rhs[right + i];
            }
            sum = total;
        }

        @Override
        public void store(Tensor result, long index) {
            result.setLong(index, sum);
            sum = 0;
        }
    }

    /** Booleans. */
    final class Booleans implements Products {
        private final long[] lhs;
        private final long[] rhs;
        private long any;

        Booleans(long[] lhs, long[] rhs) {
            this.lhs = lhs;
            this.rhs = rhs;
        }

        @Override
        public void add(int left, int right, int length) {
            for (int i = 0; i < length; i++) {
                any |= lhs[left + i] & rhs[right + i];
            }
        }

        @Override
        public void store(Tensor result, long index) {
            result.setLong(index, any);
            any = 0;
        }
    }
}
