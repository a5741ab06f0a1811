package dev.ranvier.reference;

/**
 * Inverse trigonometric and hyperbolic functions of complex numbers, accurate to about a unit in the last place of each
 * part over the whole plane, with C99's branch cuts and special values.
 *
 * <p>Sources: Hull, Fairgrieve and Tang, "Implementing the Complex Arcsine and Arccosine Functions Using Exception
 * Handling" (1997), with double-double intermediates; Kahan, "Branch Cuts for Complex Elementary Functions" (1987).
 */
final class ComplexInverse {
    private static final double LOG_2 = StrictMath.log(2);

    /** From here on terms of relative size {@code 1/|z|^2} do not show in a double. */
    private static final double LARGE = 0x1p100;

    /** Squares of parts below this are lost beside those that are not, and may underflow. */
    private static final double SMALL = 0x1p-400;

    private ComplexInverse() {}

    static Complex asin(Complex z) {
        var kernel = kernel(z);
        return new Complex(asinAngle(z.real(), kernel.real()), Math.copySign(kernel.imaginary(), z.imaginary()));
    }

    static Complex acos(Complex z) {
        var kernel = kernel(z);
        return new Complex(acosAngle(kernel.real(), z.real()), -Math.copySign(kernel.imaginary(), z.imaginary()));
    }

    /** -i asin(iz). */
    static Complex asinh(Complex z) {
        var kernel = kernel(z.rotated());
        return new Complex(Math.copySign(kernel.imaginary(), z.real()), asinAngle(z.imaginary(), kernel.real()));
    }

    /** i acos(z), of the sign that makes the real part positive. */
    static Complex acosh(Complex z) {
        var kernel = kernel(z);
        return new Complex(kernel.imaginary(), Math.copySign(acosAngle(kernel.real(), z.real()), z.imaginary()));
    }

    /** On the imaginary axis zero, NaN on it too. */
    private static double asinAngle(double x, double kernel) {
        return x == 0 ? x : StrictMath.atan2(x, kernel);
    }

    private static double acosAngle(double kernel, double x) {
        return x == 0 ? Math.PI / 2 : StrictMath.atan2(kernel, x);
    }

    /**
     * The common part {@code w}: the tangent of {@code asin z}'s real part is {@code re z / re w}, and the magnitude of
     * its imaginary part is {@code im w}.
     */
    static Complex kernel(Complex z) {
        double x = Math.abs(z.real());
        double y = Math.abs(z.imaginary());
        if (!(Math.max(x, y) < LARGE)) {
            return largeKernel(x, y);
        }
        if (y < SMALL) {
            return realKernel(x, y);
        }
        // r and s are the distances from -1 and 1, and a their mean.
        var square = DoubleDouble.square(y);
        var right = DoubleDouble.sum(1, x);
        var left = DoubleDouble.sum(1, -x);
        var r = right.times(right).plus(square).sqrt();
        var s = left.times(left).plus(square).sqrt();
        var a = r.plus(s).scaled(-1);
        var fromRight = square.dividedBy(r.plus(right));
        // Of s - (1 - x) and s + (1 - x), whose product is y^2, the one that would cancel is had from the other.
        boolean inside = x <= 1;
        var sum = s.plus(inside ? left : left.negated());
        var quotient = square.dividedBy(sum);
        var excess = fromRight.plus(inside ? quotient : sum).scaled(-1);
        var rest = fromRight.plus(inside ? sum : quotient).scaled(-1);
        double real = a.plus(x).times(rest).sqrt().rounded();
        double imaginary = excess.plus(excess.times(a.plus(1)).sqrt()).log1p();
        return new Complex(real, imaginary);
    }

    /** The kernel where only the greatest part counts: asin z = z's direction and log |2z|. */
    private static Complex largeKernel(double x, double y) {
        double logarithm = ComplexFunctions.log(new Complex(x / 2, y / 2)).real() + 2 * LOG_2;
        if (Double.isInfinite(x) && Double.isNaN(y)) {
            return new Complex(y, x);
        }
        return new Complex(y, logarithm);
    }

    /** The kernel next to the real axis, to first order in y. */
    private static Complex realKernel(double x, double y) {
        if (x == 1) {
            double root = Math.sqrt(y);
            return new Complex(root, root);
        }
        double root = Math.sqrt(Math.abs((1 - x) * (1 + x)));
        if (x < 1) {
            return new Complex(root, y / root);
        }
        return new Complex(y * x / root, StrictMath.log1p(x - 1 + root));
    }

    static Complex atanh(Complex z) {
        double x = Math.abs(z.real());
        double y = Math.abs(z.imaginary());
        var first = atanhOfQuadrant(x, y);
        return new Complex(Math.copySign(first.real(), z.real()), Math.copySign(first.imaginary(), z.imaginary()));
    }

    /** -i atanh(iz). */
    static Complex atan(Complex z) {
        var rotated = atanh(z.rotated());
        return new Complex(rotated.imaginary(), -rotated.real());
    }

    private static Complex atanhOfQuadrant(double x, double y) {
        if (!(Math.max(x, y) < LARGE)) {
            return largeAtanh(x, y);
        }
        if (x == 1 && y < SMALL) {
            return new Complex((LOG_2 - StrictMath.log(y)) / 2, y == 0 ? 0 : Math.PI / 4);
        }
        var square = DoubleDouble.square(y);
        var left = DoubleDouble.sum(1, -x);
        var ratio = DoubleDouble.of(4 * x).dividedBy(left.times(left).plus(square));
        var across = DoubleDouble.of(1).plus(DoubleDouble.square(x).negated()).minus(square);
        double angle = DoubleDouble.of(2 * y).atan2(across) / 2;
        return new Complex(ratio.log1p() / 4, angle);
    }

    /** atanh z = 1/z + i pi/2 up to rounding. */
    private static Complex largeAtanh(double x, double y) {
        if (Double.isInfinite(x) || Double.isInfinite(y)) {
            return new Complex(0, Double.isNaN(y) ? y : Math.PI / 2);
        }
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return new Complex(x == 0 ? 0 : Double.NaN, Double.NaN);
        }
        double half = StrictMath.hypot(x / 2, y / 2);
        return new Complex(x / 2 / half / half / 2, Math.PI / 2);
    }
}
