package dev.ranvier.reference;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Elementwise functions of complex numbers, each part accurate to a few units in its last place, in f64. Special values
 * and branch cuts are those of C99 Annex G, unless said otherwise.
 *
 * <p>Source of the methods: Kahan, "Branch Cuts for Complex Elementary Functions" (1987).
 */
final class ComplexFunctions {
    /** Beyond this e^x, or its inverse, leaves the normal doubles. */
    private static final double EXPONENTIAL_LIMIT = 700;

    private static final double LOG_2 = StrictMath.log(2);

    private ComplexFunctions() {}

    /** @throws RanvierException if the op is not defined for complex numbers, or does not give one */
    static UnaryOperator<Complex> of(UnaryOp op, ComplexType type) {
        return switch (op) {
            case UnaryOp.Cbrt _ -> ComplexFunctions::cbrt;
            case UnaryOp.Cosine _ -> z -> cosh(z.rotated());
            case UnaryOp.Exponential _ -> ComplexFunctions::exp;
            case UnaryOp.ExponentialMinusOne _ -> ComplexFunctions::expm1;
            case UnaryOp.Log _ -> ComplexFunctions::log;
            case UnaryOp.LogPlusOne _ -> ComplexFunctions::log1p;
            case UnaryOp.Logistic _ -> ComplexFunctions::logistic;
            case UnaryOp.Negate _ -> Complex::negated;
            case UnaryOp.Rsqrt _ -> ComplexFunctions::rsqrt;
            case UnaryOp.Sign _ -> ComplexFunctions::sign;
            case UnaryOp.Sine _ -> ComplexFunctions::sin;
            case UnaryOp.Sqrt _ -> ComplexFunctions::sqrt;
            case UnaryOp.Tan _ -> ComplexFunctions::tan;
            case UnaryOp.Tanh _ -> ComplexFunctions::tanh;
            case UnaryOp.Abs _,
                    UnaryOp.Ceil _,
                    UnaryOp.CountLeadingZeros _,
                    UnaryOp.Floor _,
                    UnaryOp.Imag _,
                    UnaryOp.IsFinite _,
                    UnaryOp.Not _,
                    UnaryOp.PopulationCount _,
                    UnaryOp.Real _,
                    UnaryOp.RoundNearestAfz _,
                    UnaryOp.RoundNearestEven _ -> throw Elementwise.undefined(op, type);
        };
    }

    /** @throws RanvierException if the op does not make real numbers of complex ones */
    static ToDoubleFunction<Complex> realOf(UnaryOp op, ComplexType type) {
        if (op instanceof UnaryOp.Abs) {
            return Complex::abs;
        }
        if (op instanceof UnaryOp.Real) {
            return Complex::real;
        }
        if (op instanceof UnaryOp.Imag) {
            return Complex::imaginary;
        }
        throw Elementwise.undefined(op, type);
    }

    /** @throws RanvierException if the op is not defined for complex numbers */
    static BinaryOperator<Complex> of(BinaryOp op, ComplexType type) {
        return switch (op) {
            case BinaryOp.Add _ -> Complex::plus;
            case BinaryOp.Atan2 _ -> ComplexFunctions::atan2;
            case BinaryOp.Divide _ -> Complex::dividedBy;
            case BinaryOp.Maximum _ -> (x, y) -> y.isLess(x) ? x : y;
            case BinaryOp.Minimum _ -> (x, y) -> x.isLess(y) ? x : y;
            case BinaryOp.Multiply _ -> type.equals(ComplexType.C64) ? ComplexFunctions::singleProduct : Complex::times;
            case BinaryOp.Power _ -> ComplexFunctions::power;
            case BinaryOp.Subtract _ -> Complex::minus;
            case BinaryOp.And _,
                    BinaryOp.Complex _,
                    BinaryOp.Or _,
                    BinaryOp.Remainder _,
                    BinaryOp.ShiftLeft _,
                    BinaryOp.ShiftRightArithmetic _,
                    BinaryOp.ShiftRightLogical _,
                    BinaryOp.Xor _ -> throw Elementwise.undefined(op, type);
        };
    }

    /** e^z; NaN wherever the direction is, also at infinity, where Annex G lets the magnitude stand. */
    static Complex exp(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (y == 0) {
            return new Complex(StrictMath.exp(x), y);
        }
        double cosine = StrictMath.cos(y);
        double sine = StrictMath.sin(y);
        return new Complex(timesExponential(cosine, x), timesExponential(sine, x));
    }

    /** {@code factor * e^x} without overflow or underflow on the way. */
    private static double timesExponential(double factor, double x) {
        if (Math.abs(x) <= EXPONENTIAL_LIMIT || !Double.isFinite(x)) {
            return StrictMath.exp(x) * factor;
        }
        double root = StrictMath.exp(x / 2);
        return root * factor * root;
    }

    /** {@code e^x cos y - 1} as {@code (e^x - 1) cos y - (1 - cos y)}. */
    private static Complex expm1(Complex z) {
        var exponential = exp(z);
        if (Math.abs(z.real()) > 1 || !Double.isFinite(z.imaginary())) {
            return exponential.minus(Complex.ONE);
        }
        double half = StrictMath.sin(z.imaginary() / 2);
        double real = StrictMath.expm1(z.real()) * StrictMath.cos(z.imaginary()) - 2 * half * half;
        return new Complex(real, exponential.imaginary());
    }

    /** {@code 1 / (1 + e^-z)}, with {@code |1 + e^-z|^2 = (1 - e^-x)^2 + 4 e^-x cos^2(y/2)}, whose terms add up. */
    private static Complex logistic(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        double exponential = StrictMath.exp(-Math.abs(x));
        double minusOne = StrictMath.expm1(-Math.abs(x));
        double cosine = StrictMath.cos(y / 2);
        double square = cosine * cosine;
        double denominator = minusOne * minusOne + 4 * exponential * square;
        double real = x >= 0 ? 2 * exponential * square - minusOne : exponential * (minusOne + 2 * square);
        return new Complex(real / denominator, exponential * StrictMath.sin(y) / denominator);
    }

    static Complex log(Complex z) {
        return new Complex(logAbs(z), StrictMath.atan2(z.imaginary(), z.real()));
    }

    /** The logarithm of the magnitude, from its square in double-double so that it is accurate near 0 too. */
    private static double logAbs(Complex z) {
        double greater = Math.max(Math.abs(z.real()), Math.abs(z.imaginary()));
        double lesser = Math.min(Math.abs(z.real()), Math.abs(z.imaginary()));
        if (Double.isInfinite(z.real()) || Double.isInfinite(z.imaginary())) {
            return Double.POSITIVE_INFINITY;
        }
        if (Double.isNaN(greater) || greater == 0) {
            return StrictMath.log(greater);
        }
        int exponent = Math.getExponent(greater);
        if (Math.abs(exponent) < 400) {
            var square = DoubleDouble.square(greater).plus(DoubleDouble.square(lesser));
            return halfLog(square, DoubleDouble.square(greater).plus(-1).plus(DoubleDouble.square(lesser)));
        }
        var scaled = z.scaled(-exponent);
        var square = DoubleDouble.square(scaled.real()).plus(DoubleDouble.square(scaled.imaginary()));
        return exponent * LOG_2 + square.log() / 2;
    }

    /** Half the logarithm of a square that is also given as its excess over 1. */
    private static double halfLog(DoubleDouble square, DoubleDouble excess) {
        boolean nearOne = square.high() > 0.5 && square.high() < 3;
        return (nearOne ? excess.log1p() : square.log()) / 2;
    }

    /** The logarithm of 1 + z. */
    private static Complex log1p(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        double greater = Math.max(Math.abs(x), Math.abs(y));
        var sum = DoubleDouble.sum(1, x);
        double angle = StrictMath.atan2(y, sum.high());
        if (sum.high() == 0) {
            return new Complex(StrictMath.log(Math.abs(y)), angle);
        }
        if (!(greater < 0x1p400)) {
            return new Complex(logAbs(new Complex(sum.high(), y)), angle);
        }
        // |1 + z|^2 - 1 = 2x + x^2 + y^2, whose terms cancel along the unit circle about -1.
        var squareOfX = DoubleDouble.square(x);
        var squareOfY = DoubleDouble.square(y);
        var excess = DoubleDouble.of(2 * x).plus(squareOfY).plus(squareOfX);
        var square = sum.times(sum).plus(squareOfY);
        return new Complex(halfLog(square, excess), angle);
    }

    static Complex sqrt(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (x == 0 && y == 0) {
            return new Complex(0, y);
        }
        if (Double.isInfinite(y)) {
            return new Complex(Double.POSITIVE_INFINITY, y);
        }
        if (x == Double.POSITIVE_INFINITY) {
            return new Complex(x, Double.isNaN(y) ? y : Math.copySign(0, y));
        }
        if (x == Double.NEGATIVE_INFINITY) {
            return new Complex(Double.isNaN(y) ? y : 0, Math.copySign(Double.POSITIVE_INFINITY, y));
        }
        // An even power of two, so that the magnitude neither overflows nor loses bits below the normal doubles.
        int half = Math.getExponent(Math.max(Math.abs(x), Math.abs(y))) / 2;
        var scaled = z.scaled(-2 * half);
        double root = Math.scalb(Math.sqrt((Math.abs(scaled.real()) + scaled.abs()) / 2), half);
        double other = Math.abs(y) / (2 * root);
        return new Complex(x >= 0 ? root : other, Math.copySign(x >= 0 ? other : root, y));
    }

    /** {@code conj(sqrt z) / |z|}, under an even power of two as in {@link #sqrt}. */
    private static Complex rsqrt(Complex z) {
        double greater = Math.max(Math.abs(z.real()), Math.abs(z.imaginary()));
        if (greater == 0 || !Double.isFinite(greater)) {
            return Complex.ONE.dividedBy(sqrt(z));
        }
        int half = Math.getExponent(greater) / 2;
        var scaled = z.scaled(-2 * half);
        double magnitude = scaled.abs();
        double root = Math.sqrt((Math.abs(scaled.real()) + magnitude) / 2) / magnitude;
        double other = Math.abs(scaled.imaginary()) / magnitude / (2 * root) / magnitude;
        boolean right = z.real() >= 0;
        return new Complex(right ? root : other, -Math.copySign(right ? other : root, z.imaginary())).scaled(-half);
    }

    private static Complex cbrt(Complex z) {
        double magnitude = StrictMath.cbrt(z.abs());
        double angle = StrictMath.atan2(z.imaginary(), z.real()) / 3;
        return new Complex(magnitude * StrictMath.cos(angle), magnitude * StrictMath.sin(angle));
    }

    /** Specification section "sign": NaN parts make both NaN, zero stays, the rest is divided by its magnitude. */
    private static Complex sign(Complex z) {
        if (z.isNaN()) {
            return new Complex(Double.NaN, Double.NaN);
        }
        double magnitude = z.abs();
        return magnitude == 0 ? z : new Complex(z.real() / magnitude, z.imaginary() / magnitude);
    }

    static Complex sinh(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (y == 0) {
            return new Complex(StrictMath.sinh(x), y);
        }
        if (x == 0) {
            return new Complex(x, StrictMath.sin(y));
        }
        if (Double.isInfinite(x) && !Double.isFinite(y)) {
            return new Complex(Double.POSITIVE_INFINITY, Double.NaN);
        }
        double cosine = StrictMath.cos(y);
        double sine = StrictMath.sin(y);
        if (Math.abs(x) > EXPONENTIAL_LIMIT) {
            double half = Math.copySign(cosine, cosine * x) / 2;
            return new Complex(timesExponential(half, Math.abs(x)), timesExponential(sine / 2, Math.abs(x)));
        }
        return new Complex(StrictMath.sinh(x) * cosine, StrictMath.cosh(x) * sine);
    }

    static Complex cosh(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (x == 0) {
            return new Complex(StrictMath.cos(y), Double.isFinite(y) ? x * StrictMath.sin(y) : x);
        }
        if (y == 0) {
            return new Complex(StrictMath.cosh(x), Double.isNaN(x) ? y : Math.copySign(1, x) * y);
        }
        if (Double.isInfinite(x) && !Double.isFinite(y)) {
            return new Complex(Double.POSITIVE_INFINITY, Double.NaN);
        }
        double cosine = StrictMath.cos(y);
        double sine = StrictMath.sin(y);
        if (Math.abs(x) > EXPONENTIAL_LIMIT) {
            double half = Math.copySign(sine, sine * x) / 2;
            return new Complex(timesExponential(cosine / 2, Math.abs(x)), timesExponential(half, Math.abs(x)));
        }
        return new Complex(StrictMath.cosh(x) * cosine, StrictMath.sinh(x) * sine);
    }

    /** -i sinh(iz). */
    static Complex sin(Complex z) {
        var rotated = sinh(z.rotated());
        return new Complex(rotated.imaginary(), -rotated.real());
    }

    /** By Kahan's formula, which has no cancellation. */
    static Complex tanh(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        if (y == 0) {
            return new Complex(StrictMath.tanh(x), y);
        }
        if (x == 0) {
            return new Complex(x, StrictMath.tan(y));
        }
        if (Math.abs(x) > 22) {
            if (Double.isFinite(x) && !Double.isFinite(y)) {
                return new Complex(Double.NaN, Double.NaN); // ISO C, annex G: ctanh
            }
            // tanh is 1 up to rounding; the imaginary part is 4 sin y cos y e^(-2|x|).
            double root = StrictMath.exp(-Math.abs(x));
            double product = Double.isFinite(y) ? StrictMath.sin(y) * StrictMath.cos(y) : Math.copySign(0, y);
            return new Complex(Math.copySign(1, x), 4 * product * root * root);
        }
        double tangent = StrictMath.tan(y);
        double beta = 1 + tangent * tangent;
        double sinh = StrictMath.sinh(x);
        double rho = Math.sqrt(1 + sinh * sinh);
        double denominator = 1 + beta * sinh * sinh;
        return new Complex(beta * rho * sinh / denominator, tangent / denominator);
    }

    /** -i tanh(iz). */
    static Complex tan(Complex z) {
        var rotated = tanh(z.rotated());
        return new Complex(rotated.imaginary(), -rotated.real());
    }

    /** {@link Complex#times} in single precision. */
    private static Complex singleProduct(Complex x, Complex y) {
        float a = (float) x.real();
        float b = (float) x.imaginary();
        float c = (float) y.real();
        float d = (float) y.imaginary();
        return new Complex(Math.fma(a, c, -(b * d)), Math.fma(b, c, a * d));
    }

    /** The product with itself; the real part as a product, which cancels without loss. */
    static Complex square(Complex z) {
        double x = z.real();
        double y = z.imaginary();
        double real = Math.abs(x) == Math.abs(y) && Double.isFinite(x) ? 0 : (x - y) * (x + y);
        return new Complex(real, 2 * (x * y));
    }

    /** e^(exponent log base), and IEEE 754's power where both are real and not negative. */
    private static Complex power(Complex base, Complex exponent) {
        if (exponent.real() == 0 && exponent.imaginary() == 0) {
            return Complex.ONE;
        }
        if (base.real() == 0 && base.imaginary() == 0 && exponent.imaginary() == 0) {
            return new Complex(StrictMath.pow(0, exponent.real()), 0);
        }
        return exp(exponent.times(log(base)));
    }

    /** -i log((x + iy) / sqrt(x^2 + y^2)). */
    private static Complex atan2(Complex y, Complex x) {
        var radius = sqrt(x.times(x).plus(y.times(y)));
        var logarithm = log(x.plus(y.rotated()).dividedBy(radius));
        return new Complex(logarithm.imaginary(), -logarithm.real());
    }
}
