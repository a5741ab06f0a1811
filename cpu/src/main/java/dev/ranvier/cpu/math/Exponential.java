package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.math.Arithmetic.Rounded;

/**
 * The exponential function and those next to it.
 *
 * <p>{@code x = n log 2 + r} with an integer n and {@code |r| <= log(2) / 2} (Cody and Waite, "Software Manual for the
 * Elementary Functions"): log 2 in two parts, so that r is right to its last bit. {@code e^r} is a polynomial, and 2^n
 * made from its bits. The polynomials are Remez's, with each coefficient rounded before the rest is fitted again.
 */
final class Exponential {
    private static final Coefficients LOG_2 = new Coefficients(
            new double[] {0.6931471824645996, -1.9046542121259336e-09},
            new double[] {0.6931471805599453, 2.3190468138462996e-17});

    /** {@code (e^r - 1) / r}; e^r to 2^-26.1 for float, and to 2^-57.5. */
    private static final Coefficients SLOPE = new Coefficients(
            new double[] {
                1.0,
                0.4999987483024597,
                0.16666541993618011,
                0.04169999063014984,
                0.008366720750927925,
                0.0011944263242185116
            },
            new double[] {
                1.0,
                0.5000000000000017,
                0.16666666666666802,
                0.0416666666664827,
                0.008333333333218923,
                0.0013888888955199776,
                0.0001984127013779887,
                2.480148211035194e-05,
                2.7557008524761124e-06,
                2.7633824910162717e-07,
                2.518386088406094e-08
            });

    /** {@code (e^r - 1 - r) / r^2}; e^r - 1 to 2^-26.1 for float, and to 2^-61.7. */
    private static final Coefficients CURVE = new Coefficients(
            new double[] {0.5, 0.16666539013385773, 0.04166661202907562, 0.008367124944925308, 0.001391681144014001},
            new double[] {
                0.5,
                0.16666666666666677,
                0.04166666666666667,
                0.008333333333321456,
                0.0013888888888879093,
                0.00019841269886523806,
                2.4801587342215772e-05,
                2.755724382488869e-06,
                2.755725399813477e-07,
                2.5109171453928604e-08,
                2.0922133532082212e-09
            });

    /** How much greater than the result a number that may be denormal is kept until the last step. */
    private static final int HEADROOM = 64;

    private Exponential() {}

    /** x as {@code n log 2 + r + rest}, where rest is what rounding left out of r. */
    private record Reduced(Rounded n, IrValue r, IrValue rest) {}

    private static Reduced reduce(Arithmetic a, IrValue x) {
        var n = a.nearestInteger(x, a.real(1 / Math.log(2)));
        var minusN = a.negate(n.number());
        var high = a.fma(minusN, a.real(LOG_2.of(a.type(), 0)), x);
        var low = a.real(LOG_2.of(a.type(), 1));
        var r = a.fma(minusN, low, high);
        return new Reduced(n, r, a.fma(minusN, low, a.subtract(high, r)));
    }

    /** e^x. */
    static IrValue exp(Arithmetic a, IrValue x) {
        return ofHeld(a, a.atMost(a.isFloat() ? 89 : 710, held(a, x)));
    }

    /** x, but no less than a number whose exponential is 0. */
    private static IrValue held(Arithmetic a, IrValue x) {
        return a.atLeast(a.isFloat() ? -104 : -746, x);
    }

    /** {@code e^(x + rest)} for an x of at most 0 and a rest that is far smaller. */
    static IrValue ofNegative(Arithmetic a, IrValue x, IrValue rest) {
        var held = held(a, x);
        var reduced = reduce(a, held);
        return power(a, held, new Reduced(reduced.n(), a.add(reduced.r(), rest), reduced.rest()));
    }

    private static IrValue ofHeld(Arithmetic a, IrValue x) {
        return power(a, x, reduce(a, x));
    }

    private static IrValue power(Arithmetic a, IrValue x, Reduced reduced) {
        if (a.hasScale()) {
            var power = a.fma(a.polynomial(reduced.r(), SLOPE), reduced.r(), a.real(1));
            return a.scaled(power, reduced.n().number());
        }
        // 2 e^r, for there is a 2^(n-1) where e^x is the greatest of all numbers.
        var twice = a.fma(a.polynomial(reduced.r(), SLOPE.of(a.type(), 2.0)), reduced.r(), a.real(2));
        var scale = a.plus(a.exponent(reduced.n().shifted()), a.storedExponent(-1));
        var mayBeDenormal = a.is(x, "olt", a.isFloat() ? -86 : -707);
        var raised = a.choose(mayBeDenormal, a.plus(scale, a.exponent(a.integer(HEADROOM))), scale);
        var product = a.multiply(twice, a.ofBits(raised));
        return a.choose(mayBeDenormal, a.multiply(product, a.real(Math.scalb(1.0, -HEADROOM))), product);
    }

    /** {@code e^x - 1 = (2^n - 1 + 2^n r) + 2^n (e^r - 1 - r)}; x where no more of it is left, for half of it may be 0. */
    static IrValue expm1(Arithmetic a, IrValue x) {
        var above = a.atLeast(a.isFloat() ? -20 : -40, x);
        var reduced = reduce(a, a.atMost(a.isFloat() ? 89 : 710, above));
        // By half, as in e^x.
        var half = excess(a, reduced, -1);
        var isSmall = a.is(a.magnitude(x), "olt", a.isFloat() ? 0x1p-30 : 0x1p-60);
        return a.choose(isSmall, x, a.add(half, half));
    }

    /** {@code (e^x - 1) 2^exponent}. */
    private static IrValue excess(Arithmetic a, Reduced reduced, int exponent) {
        var r = reduced.r();
        var scale = a.ofBits(a.plus(a.exponent(reduced.n().shifted()), a.storedExponent(exponent)));
        var curve = a.multiply(a.multiply(r, r), a.polynomial(r, CURVE));
        var whole = a.subtract(scale, a.real(Math.scalb(1.0, exponent)));
        var sum = a.fma(scale, r, whole);
        // What the sum's rounding left out is not lost.
        var rest = a.fma(scale, r, a.subtract(whole, sum));
        return a.add(sum, a.fma(scale, a.add(curve, reduced.rest()), rest));
    }

    /** {@code t / (t + 2)} with {@code t = e^2|x| - 1}, for double; for float see {@link HyperbolicTangent}. */
    static IrValue tanh(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        // Beyond the bound the result is rounded to 1.
        var doubled = a.atMost(40, a.add(magnitude, magnitude));
        var t = excess(a, reduce(a, doubled), 0);
        return a.withSign(a.quotient(t, a.exactSum(t, a.real(2))), x);
    }

    /** {@code 1 / (1 + e^-x)}, for negative numbers as {@code e^x / (1 + e^x)}. */
    static IrValue logistic(Arithmetic a, IrValue x) {
        var one = a.real(1);
        var exponential = ofHeld(a, held(a, a.negate(a.magnitude(x))));
        var numerator = a.choose(a.is(x, "olt", 0), exponential, one);
        return a.quotient(numerator, a.exactSumWithSmaller(one, exponential));
    }
}
