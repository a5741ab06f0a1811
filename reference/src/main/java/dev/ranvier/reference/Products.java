package dev.ranvier.reference;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;

/**
 * Sums of products of elements of two tensors, one after the other. Every product and every sum is rounded to single
 * precision, or to double precision for {@code f64}, and the whole sum once more to narrower types. Integers wrap
 * around, and booleans know {@code and} and {@code or}.
 */
sealed interface Products
        permits Products.Singles,
                Products.Doubles,
                Products.Complexes,
                Products.Integers,
                Products.Booleans,
                ComponentProducts {
    /** Adds the products of {@code length} consecutive elements of both sides. */
    void add(int lhs, int rhs, int length);

    /** Writes the sum, and starts a new one. */
    void store(Tensor result, long index);

    static Products of(Tensor lhs, Tensor rhs, ElementType resultType) {
        if (resultType.isBoolean()) {
            return new Booleans(lhs.toLongs(), rhs.toLongs());
        }
        if (resultType == ScalarType.F64) {
            return new Doubles(reals(lhs), reals(rhs));
        }
        if (resultType.isFloat()) {
            return new Singles(singles(lhs), singles(rhs));
        }
        if (resultType instanceof ComplexType(ScalarType part)) {
            return new Complexes(part, lhs, rhs);
        }
        if (resultType.isInteger()) {
            return new Integers(lhs.toLongs(), rhs.toLongs());
        }
        throw RanvierException.invalid("no products of type " + resultType);
    }

    /** Floating-point or integer elements. */
    static double[] reals(Tensor tensor) {
        var values = new double[Math.toIntExact(tensor.count())];
        boolean integral = tensor.elementType().isInteger();
        for (int i = 0; i < values.length; i++) {
            values[i] = integral ? (double) tensor.getLong(i) : tensor.getDouble(i);
        }
        return values;
    }

    private static float[] singles(Tensor tensor) {
        var values = new float[Math.toIntExact(tensor.count())];
        boolean integral = tensor.elementType().isInteger();
        for (int i = 0; i < values.length; i++) {
            values[i] = integral ? (float) tensor.getLong(i) : (float) tensor.getDouble(i);
        }
        return values;
    }

    /** Numbers of at most 32 bits. */
    final class Singles implements Products {
        private final float[] lhs;
        private final float[] rhs;
        private float sum;

        Singles(float[] lhs, float[] rhs) {
            this.lhs = lhs;
            this.rhs = rhs;
        }

        @Override
        public void add(int left, int right, int length) {
            float total = sum;
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

    /** Numbers of 64 bits. */
    final class Doubles implements Products {
        private final double[] lhs;
        private final double[] rhs;
        private double sum;

        Doubles(double[] lhs, double[] rhs) {
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
        private final boolean single;
        private final double[] lhsReal;
        private final double[] lhsImaginary;
        private final double[] rhsReal;
        private final double[] rhsImaginary;
        private double real;
        private double imaginary;

        Complexes(ScalarType part, Tensor lhs, Tensor rhs) {
            this.single = part == ScalarType.F32;
            this.lhsReal = parts(lhs, false);
            this.lhsImaginary = parts(lhs, true);
            this.rhsReal = parts(rhs, false);
            this.rhsImaginary = parts(rhs, true);
        }

        private double[] parts(Tensor tensor, boolean imaginaryPart) {
            var values = new double[Math.toIntExact(tensor.count())];
            boolean integral = tensor.elementType().isInteger();
            for (int i = 0; i < values.length; i++) {
                values[i] = imaginaryPart
                        ? tensor.getImaginary(i)
                        : rounded(integral ? (double) tensor.getLong(i) : tensor.getDouble(i));
            }
            return values;
        }

        private double rounded(double value) {
            return single ? (float) value : value;
        }

        @Override
        public void add(int left, int right, int length) {
            for (int i = 0; i < length; i++) {
                double a = lhsReal[left + i];
                double b = lhsImaginary[left + i];
                double c = rhsReal[right + i];
                double d = rhsImaginary[right + i];
                real = rounded(real + rounded(rounded(a * c) - rounded(b * d)));
                imaginary = rounded(imaginary + rounded(rounded(a * d) + rounded(b * c)));
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
