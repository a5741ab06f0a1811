package dev.ranvier.reference;

/**
 * The error function, its complement and its inverse, accurate to about a unit in the last place.
 *
 * <p>Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", sections 7.1.5 (series) and 7.1.14 (continued
 * fraction).
 */
final class ErrorFunctions {
    /** 2 / sqrt(pi). */
    private static final DoubleDouble TWO_OVER_ROOT_PI = new DoubleDouble(1.1283791670955126, 1.533545961316588e-17);

    private static final double ROOT_PI = 1.7724538509055159;

    /** Up to here the series loses fewer digits than a double-double has to spare. */
    private static final double SERIES_LIMIT = 2.5;

    /** Beyond this even erfc of a positive number is below the denormal doubles. */
    private static final double UNDERFLOW = 28;

    /** Enough for a double from {@link #SERIES_LIMIT} on. */
    private static final int FRACTION_TERMS = 80;

    private ErrorFunctions() {}

    static double erf(double x) {
        double magnitude = Math.abs(x);
        if (magnitude < 0x1p-30) {
            return TWO_OVER_ROOT_PI.high() * x;
        }
        double value = magnitude <= SERIES_LIMIT ? series(magnitude).rounded() : 1 - tail(magnitude);
        return Math.copySign(value, x);
    }

    static double erfc(double x) {
        if (x > SERIES_LIMIT) {
            return tail(x);
        }
        if (x < -SERIES_LIMIT) {
            return 2 - tail(-x);
        }
        var erf = series(Math.abs(x));
        return DoubleDouble.ONE.plus(x < 0 ? erf : erf.negated()).rounded();
    }

    /** {@code 2/sqrt(pi) sum of (-1)^n x^(2n+1) / (n! (2n+1))}, for x from 0 to the limit. NaN for NaN. */
    private static DoubleDouble series(double x) {
        var square = DoubleDouble.square(x);
        var power = DoubleDouble.of(x);
        var sum = power;
        for (int n = 1; Math.abs(power.high()) > 0x1p-110 * sum.high(); n++) {
            power = power.times(square).dividedBy(DoubleDouble.of(-n));
            sum = sum.plus(power.dividedBy(DoubleDouble.of(2 * n + 1)));
        }
        return sum.times(TWO_OVER_ROOT_PI);
    }

    /** erfc beyond the limit: {@code e^(-x^2) / sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...))))}. */
    private static double tail(double x) {
        if (x > UNDERFLOW) {
            return 0;
        }
        double fraction = x;
        for (int n = FRACTION_TERMS; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        var square = DoubleDouble.square(x);
        // In two factors, for e^(-x^2) may be denormal where the quotient's rounding should be the only one.
        double root = StrictMath.exp(-square.high() / 2);
        return root * ((1 - square.low()) / (ROOT_PI * fraction)) * root;
    }

    /** The x whose erf is {@code y}; infinite at -1 and 1, NaN beyond. */
    static double erfInverse(double y) {
        double magnitude = Math.abs(y);
        if (!(magnitude < 1)) {
            return magnitude == 1 ? Math.copySign(Double.POSITIVE_INFINITY, y) : Double.NaN;
        }
        if (magnitude < 0x1p-30) {
            return y / TWO_OVER_ROOT_PI.high();
        }
        double x = estimatedInverse(magnitude);
        double complement = 1 - magnitude;
        for (int i = 0; i < 3; i++) {
            // Halley's method; the residual is taken of whichever of erf and erfc is small.
            double residual = magnitude < 0.5 ? erf(x) - magnitude : complement - erfc(x);
            double newton = residual / (TWO_OVER_ROOT_PI.high() * StrictMath.exp(-x * x));
            x -= newton / (1 + x * newton);
        }
        return Math.copySign(x, y);
    }

    /** To 2 parts in 1000 (Winitzki, "A handy approximation for the error function and its inverse", 2008). */
    private static double estimatedInverse(double y) {
        double logarithm = StrictMath.log1p(-y) + StrictMath.log1p(y);
        double term = 2 / (Math.PI * 0.147) + logarithm / 2;
        return Math.sqrt(Math.sqrt(term * term - logarithm / 0.147) - term);
    }
}
