package dev.ranvier.reference;

/** Modified Bessel functions. */
final class BesselFunctions {
    /** From here on the asymptotic expansion is accurate to a double. */
    private static final double ASYMPTOTIC = 30;

    private BesselFunctions() {}

    /**
     * {@code e^-|x| I1(x)}.
     *
     * <p>Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 9.6.10 (series of positive terms) and 9.7.1
     * (asymptotic expansion).
     */
    static double i1e(double x) {
        double magnitude = Math.abs(x);
        double value = magnitude < ASYMPTOTIC ? series(magnitude) : expansion(magnitude);
        return Math.copySign(value, x);
    }

    private static double series(double x) {
        // The rounding of x^2 / 4 would count once a term.
        var square = DoubleDouble.square(x / 2);
        var term = DoubleDouble.of(x / 2);
        var sum = term;
        for (int k = 1; term.high() > 0x1p-60 * sum.high(); k++) {
            term = term.times(square).dividedBy(DoubleDouble.of(k * (k + 1.0)));
            sum = sum.plus(term);
        }
        return sum.rounded() * StrictMath.exp(-x);
    }

    private static double expansion(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; Math.abs(term) > 0x1p-60 * sum; k++) {
            double odd = 2 * k - 1;
            term *= (odd * odd - 4) / (8 * k * x);
            sum += term;
        }
        return sum / Math.sqrt(2 * Math.PI) / Math.sqrt(x);
    }
}
