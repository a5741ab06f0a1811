package dev.ranvier.reference;

/** A complex number. */
record Complex(double real, double imaginary) {
    static final Complex ONE = new Complex(1, 0);

    Complex plus(Complex other) {
        return new Complex(real + other.real, imaginary + other.imaginary);
    }

    Complex minus(Complex other) {
        return new Complex(real - other.real, imaginary - other.imaginary);
    }

    Complex negated() {
        return new Complex(-real, -imaginary);
    }

    Complex conjugate() {
        return new Complex(real, -imaginary);
    }

    /**
     * The product by its definition, in two roundings a part, as XLA has it too. Its error is at most 2 units of
     * roundoff of its magnitude (Jeannerod, Kornerup, Louvet and Muller, "Error bounds on complex floating-point
     * multiplication with an FMA", 2017).
     */
    Complex times(Complex other) {
        return new Complex(
                Math.fma(real, other.real, -(imaginary * other.imaginary)),
                Math.fma(imaginary, other.real, real * other.imaginary));
    }

    /** The quotient; the divisor is scaled, so that its square neither overflows nor vanishes. */
    Complex dividedBy(Complex divisor) {
        int exponent = exponent(divisor);
        double c = Math.scalb(divisor.real, -exponent);
        double d = Math.scalb(divisor.imaginary, -exponent);
        double denominator = c * c + d * d;
        double x = Math.scalb((real * c + imaginary * d) / denominator, -exponent);
        double y = Math.scalb((imaginary * c - real * d) / denominator, -exponent);
        if (Double.isNaN(x) && Double.isNaN(y)) {
            return recoveredQuotient(c, d, denominator);
        }
        return new Complex(x, y);
    }

    /** The infinities and zeros that the formula turns into NaN, as C99 Annex G.5.1 recovers them. */
    private Complex recoveredQuotient(double c, double d, double denominator) {
        if (denominator == 0 && !(Double.isNaN(real) && Double.isNaN(imaginary))) {
            double infinity = Math.copySign(Double.POSITIVE_INFINITY, c);
            return new Complex(infinity * real, infinity * imaginary);
        }
        if (!isFinite() && Double.isFinite(c) && Double.isFinite(d)) {
            double a = unit(real);
            double b = unit(imaginary);
            return new Complex(Double.POSITIVE_INFINITY * (a * c + b * d), Double.POSITIVE_INFINITY * (b * c - a * d));
        }
        if (isFinite() && (Double.isInfinite(c) || Double.isInfinite(d))) {
            return new Complex(0 * (real * unit(c) + imaginary * unit(d)), 0 * (imaginary * unit(c) - real * unit(d)));
        }
        return new Complex(Double.NaN, Double.NaN);
    }

    /** 1 for infinity and 0 for the rest, signed. */
    private static double unit(double part) {
        return Math.copySign(Double.isInfinite(part) ? 1 : 0, part);
    }

    private boolean isFinite() {
        return Double.isFinite(real) && Double.isFinite(imaginary);
    }

    /** That of the greater part; 0 where scaling is of no use. */
    private static int exponent(Complex z) {
        double greater = Math.max(Math.abs(z.real), Math.abs(z.imaginary));
        return greater == 0 || !Double.isFinite(greater) ? 0 : Math.getExponent(greater);
    }

    /** The magnitude. */
    double abs() {
        return StrictMath.hypot(real, imaginary);
    }

    Complex scaled(int exponent) {
        return new Complex(Math.scalb(real, exponent), Math.scalb(imaginary, exponent));
    }

    /** i times this number. */
    Complex rotated() {
        return new Complex(-imaginary, real);
    }

    boolean isNaN() {
        return Double.isNaN(real) || Double.isNaN(imaginary);
    }

    /** Comes before another in lexicographic order of the parts. */
    boolean isLess(Complex other) {
        return real < other.real || (real == other.real && imaginary < other.imaginary);
    }
}
