package dev.ranvier.reference;

/**
 * The logarithm of the gamma function, its derivatives, and the Hurwitz zeta function on which they rest.
 *
 * <p>Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", chapters 6 and 23. What the functions are
 * outside of their domain is as in the decompositions of CHLO.
 */
final class GammaFunctions {
    private static final double EULER = 0.5772156649015329;
    private static final double LOG_PI = StrictMath.log(Math.PI);
    private static final double HALF_LOG_2_PI = 0.9189385332046728;

    /** The Bernoulli numbers B2, B4, ... */
    private static final double[] BERNOULLI = {
        1.0 / 6,
        -1.0 / 30,
        1.0 / 42,
        -1.0 / 30,
        5.0 / 66,
        -691.0 / 2730,
        7.0 / 6,
        -3617.0 / 510,
        43867.0 / 798,
        -174611.0 / 330
    };

    /** From here on the asymptotic series with these Bernoulli numbers are accurate to a double. */
    private static final double ASYMPTOTIC = 15;

    /** From here on to the left zeta sums up the terms of negative bases by reflection, not one by one. */
    private static final double FAR_LEFT = -100;

    /** The Taylor coefficients of {@code lgamma(2 + z)}: {@code (-1)^k (zeta(k) - 1) / k} (6.1.33). */
    private static final double[] LGAMMA_AT_2 = lgammaAt2();

    /** Where digamma is 0, of positive numbers. */
    private static final DoubleDouble DIGAMMA_ZERO = new DoubleDouble(1.4616321449683622, 9.549995429965697e-17);

    /** The Taylor coefficients of digamma at its zero: {@code (-1)^(k + 1) zeta(k + 1, zero)} (6.4.10). */
    private static final double[] DIGAMMA_AT_ZERO = digammaAtZero();

    private GammaFunctions() {}

    private static double[] digammaAtZero() {
        var coefficients = new double[56];
        for (int k = 1; k < coefficients.length; k++) {
            coefficients[k] = (k % 2 == 0 ? -1 : 1) * zeta(k + 1, DIGAMMA_ZERO.high());
        }
        return coefficients;
    }

    private static double[] lgammaAt2() {
        var coefficients = new double[32];
        coefficients[1] = 1 - EULER;
        for (int k = 2; k < coefficients.length; k++) {
            coefficients[k] = (k % 2 == 0 ? 1 : -1) * zeta(k, 2) / k;
        }
        return coefficients;
    }

    /** log |gamma(x)|; infinite at the poles 0, -1, ... */
    static double lgamma(double x) {
        if (Double.isInfinite(x)) {
            return Double.POSITIVE_INFINITY;
        }
        if (Math.abs(x) < 0x1p-60) {
            return -StrictMath.log(Math.abs(x));
        }
        if (x <= 0) {
            double sine = Math.abs(StrictMath.sin(Math.PI * fraction(x)));
            return x == Math.rint(x)
                    ? Double.POSITIVE_INFINITY
                    : LOG_PI - StrictMath.log(sine) - StrictMath.log(-x) - lgamma(-x);
        }
        if (x < 0.5) {
            return lgammaAround2(x) - StrictMath.log1p(x) - StrictMath.log(x);
        }
        if (x < 1.5) {
            return lgammaAround2(x - 1) - StrictMath.log1p(x - 1);
        }
        if (x < ASYMPTOTIC) {
            double product = 1;
            double reduced = x;
            while (reduced >= 2.5) {
                reduced--;
                product *= reduced;
            }
            return lgammaAround2(reduced - 2) + StrictMath.log(product);
        }
        double sum = 0;
        double power = x;
        for (int k = 0; k < BERNOULLI.length; k++) {
            sum += BERNOULLI[k] / ((2 * k + 1) * (2 * k + 2) * power);
            power *= x * x;
        }
        return (x - 0.5) * (StrictMath.log(x) - 1) - 0.5 + HALF_LOG_2_PI + sum;
    }

    /** lgamma(2 + z), for z from -1/2 to 1/2. */
    private static double lgammaAround2(double z) {
        double sum = 0;
        for (int k = LGAMMA_AT_2.length - 1; k > 0; k--) {
            sum = (sum + LGAMMA_AT_2[k]) * z;
        }
        return sum;
    }

    /** The derivative of {@link #lgamma}; NaN at the poles. */
    static double digamma(double x) {
        if (x <= 0) {
            return x == Math.rint(x) ? Double.NaN : digamma(1 - x) - Math.PI / StrictMath.tan(Math.PI * fraction(x));
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        if (Math.abs(x - DIGAMMA_ZERO.high()) < 0.75) {
            return digammaAroundZero(x - DIGAMMA_ZERO.high() - DIGAMMA_ZERO.low());
        }
        var shift = DoubleDouble.ZERO;
        var shifted = DoubleDouble.of(x);
        for (int k = 1; shifted.high() < ASYMPTOTIC; k++) {
            shift = shift.plus(DoubleDouble.ONE.dividedBy(shifted));
            shifted = DoubleDouble.sum(x, k);
        }
        double square = 1 / (shifted.high() * shifted.high());
        double power = square;
        double sum = 0;
        for (int k = 0; k < BERNOULLI.length; k++) {
            sum += BERNOULLI[k] / (2 * k + 2) * power;
            power *= square;
        }
        return DoubleDouble.of(shifted.log())
                .plus(-0.5 / shifted.high() - sum)
                .minus(shift)
                .rounded();
    }

    /** digamma of its zero plus z, for z from -3/4 to 3/4. */
    private static double digammaAroundZero(double z) {
        double sum = 0;
        for (int k = DIGAMMA_AT_ZERO.length - 1; k > 0; k--) {
            sum = (sum + DIGAMMA_AT_ZERO[k]) * z;
        }
        return sum;
    }

    /** What is left of x after the nearest integer, exactly. */
    private static double fraction(double x) {
        return x - Math.rint(x);
    }

    /** The n-th derivative of {@link #digamma}; NaN unless n is a natural number. */
    static double polygamma(double n, double x) {
        if (n == 0) {
            return digamma(x);
        }
        if (n < 0 || n != Math.rint(n)) {
            return Double.NaN;
        }
        double result = n % 2 == 0 ? -zeta(n + 1, x) : zeta(n + 1, x);
        double exactFactor = 1;
        for (int k = 2; k <= n && result != 0 && Double.isFinite(result); k++) {
            if (exactFactor * k > 0x1p53) {
                result *= exactFactor;
                exactFactor = 1;
            }
            exactFactor *= k;
        }
        return result * exactFactor;
    }

    /**
     * The Hurwitz zeta function, the sum of {@code (q + k)^-x} over the natural k, by Euler and Maclaurin. Infinite for
     * x = 1; NaN for x below 1, for negative q unless x is an integer, and at a pole of odd order.
     */
    static double zeta(double x, double q) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (!(x > 1) || Double.isNaN(q) || (q <= 0 && x != Math.rint(x))) {
            return Double.NaN;
        }
        if (q <= 0 && q == Math.rint(q)) {
            return x % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (q == Double.POSITIVE_INFINITY) {
            return 0;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return q > 1 ? 0 : q == 1 ? 1 : q > 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (q < FAR_LEFT) {
            double fraction = q - Math.floor(q);
            double mirrored = zeta(x, 1 - fraction) - zeta(x, 1 - q);
            return zeta(x, fraction) + (x % 2 == 0 ? mirrored : -mirrored);
        }
        var sum = DoubleDouble.ZERO;
        var base = DoubleDouble.of(q);
        for (int k = 1; base.high() < ASYMPTOTIC + x; k++) {
            double term = inversePower(base, x);
            if (Double.isInfinite(term)) {
                return term;
            }
            sum = sum.plus(term);
            base = DoubleDouble.sum(q, k);
            if (base.high() > 1 && term <= 0x1p-60 * Math.abs(sum.high())) {
                return sum.rounded();
            }
        }
        double power = inversePower(base, x);
        double from = base.high();
        double rest = power * from / (x - 1) + power / 2;
        double factor = x / from;
        for (int k = 0; k < BERNOULLI.length; k++) {
            // x (x + 1) ... (x + 2k) / (2k + 2)! base^-(x + 2k + 1)
            factor /= (2 * k + 1) * (2 * k + 2);
            rest += BERNOULLI[k] * factor * power;
            factor *= (x + 2 * k + 1) * (x + 2 * k + 2) / (from * from);
        }
        return sum.plus(rest).rounded();
    }

    /** {@code base^-x}, corrected by its differential for what of the base is below a double. */
    private static double inversePower(DoubleDouble base, double x) {
        double power = StrictMath.pow(base.high(), -x);
        boolean isExtreme = power == 0 || Double.isInfinite(power);
        return isExtreme || base.low() == 0 ? power : power * (1 - x * base.low() / base.high());
    }
}
