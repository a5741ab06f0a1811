package dev.ranvier.reference;

/**
 * A number as the unevaluated sum of two doubles, which gives about 106 bits, with {@code low} at most half a unit in
 * the last place of {@code high}. Used where a double result needs intermediate values of more precision.
 *
 * <p>Source: Dekker, "A floating-point technique for extending the available precision" (1971), with the fused
 * multiply-add for exact products. Intermediate values must neither overflow nor underflow.
 */
record DoubleDouble(double high, double low) {
    static final DoubleDouble ZERO = new DoubleDouble(0, 0);
    static final DoubleDouble ONE = new DoubleDouble(1, 0);

    static DoubleDouble of(double value) {
        return new DoubleDouble(value, 0);
    }

    /** The exact sum (Knuth's TwoSum). */
    static DoubleDouble sum(double a, double b) {
        double sum = a + b;
        double partOfB = sum - a;
        return new DoubleDouble(sum, (a - (sum - partOfB)) + (b - partOfB));
    }

    /** The exact product. */
    static DoubleDouble product(double a, double b) {
        double product = a * b;
        return new DoubleDouble(product, Math.fma(a, b, -product));
    }

    static DoubleDouble square(double a) {
        return product(a, a);
    }

    DoubleDouble plus(DoubleDouble other) {
        var highs = sum(high, other.high);
        var lows = sum(low, other.low);
        var partial = renormalized(highs.high, highs.low + lows.high);
        return renormalized(partial.high, partial.low + lows.low);
    }

    DoubleDouble plus(double other) {
        return plus(of(other));
    }

    DoubleDouble minus(DoubleDouble other) {
        return plus(other.negated());
    }

    DoubleDouble negated() {
        return new DoubleDouble(-high, -low);
    }

    DoubleDouble times(DoubleDouble other) {
        var product = product(high, other.high);
        return renormalized(product.high, product.low + (high * other.low + low * other.high));
    }

    DoubleDouble times(double other) {
        return times(of(other));
    }

    DoubleDouble dividedBy(DoubleDouble divisor) {
        double quotient = high / divisor.high;
        var remainder = minus(divisor.times(quotient));
        return renormalized(quotient, remainder.high / divisor.high);
    }

    /** The square root, by one Newton step from that of the high part. */
    DoubleDouble sqrt() {
        if (high == 0) {
            return ZERO;
        }
        double root = Math.sqrt(high);
        var remainder = minus(square(root));
        return renormalized(root, remainder.high / (2 * root));
    }

    /** Times a power of two. */
    DoubleDouble scaled(int exponent) {
        return new DoubleDouble(Math.scalb(high, exponent), Math.scalb(low, exponent));
    }

    private static DoubleDouble renormalized(double high, double low) {
        double sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }

    /** The nearest double. */
    double rounded() {
        return high + low;
    }

    /** The logarithm of this number, rounded to a double. */
    double log() {
        return StrictMath.log(high) + low / high;
    }

    /** The logarithm of 1 plus this number, rounded to a double. */
    double log1p() {
        return StrictMath.log1p(high) + low / (1 + high);
    }

    /** The angle of the point ({@code x}, this number), rounded to a double: corrected by its differential. */
    double atan2(DoubleDouble x) {
        double angle = StrictMath.atan2(high, x.high);
        double correction = low * x.high - x.low * high;
        return correction == 0 ? angle : angle + correction / (high * high + x.high * x.high);
    }
}
