package dev.ranvier.reference;

/**
 * The discrete Fourier transform of a length: Cooley and Tukey's recursion over the prime factors of the length, the
 * plain sum for a prime. The inverse divides by the length.
 */
final class FourierTransform {
    private static final DoubleDouble PI = new DoubleDouble(Math.PI, 1.2246467991473532e-16);

    private final int length;
    private final boolean inverse;
    private final DoubleDouble[] cosines;
    private final DoubleDouble[] sines;

    FourierTransform(int length, boolean inverse) {
        this.length = length;
        this.inverse = inverse;
        this.cosines = new DoubleDouble[length];
        this.sines = new DoubleDouble[length];
        for (int k = 0; k < length; k++) {
            cosines[k] = cosineOfTurn(k, length);
            // sin(x) = cos(x - pi/2), a quarter of a turn earlier
            var sine = cosineOfTurn(4L * k - length, 4L * length);
            sines[k] = inverse ? sine : sine.negated();
        }
    }

    /** The cosine of {@code numerator / denominator} turns, exact where it is 0 or 1. */
    private static DoubleDouble cosineOfTurn(long numerator, long denominator) {
        // By symmetry an angle in the first half turn, then in the first eighth.
        long turn = Math.abs(numerator) % denominator;
        long half = Math.min(turn, denominator - turn);
        boolean negative = 4 * half > denominator;
        long acute = negative ? denominator - 2 * half : 2 * half; // in half turns by the denominator
        var cosine = 4 * acute > denominator
                ? sine(halfTurns(denominator - 2 * acute, 2 * denominator))
                : cosine(halfTurns(acute, denominator));
        return negative ? cosine.negated() : cosine;
    }

    private static DoubleDouble halfTurns(long numerator, long denominator) {
        return PI.times((double) numerator).dividedBy(DoubleDouble.of((double) denominator));
    }

    private static DoubleDouble sine(DoubleDouble x) {
        return series(x, x, 2);
    }

    private static DoubleDouble cosine(DoubleDouble x) {
        return series(DoubleDouble.ONE, x, 1);
    }

    /** The Taylor series whose terms are each {@code -x^2 / (k (k + 1))} of the one before, with k next by 2. */
    private static DoubleDouble series(DoubleDouble first, DoubleDouble x, int k) {
        var factor = x.times(x).negated();
        var sum = first;
        var term = first;
        for (int i = k; Math.abs(term.high()) > 0x1p-110; i += 2) {
            term = term.times(factor).dividedBy(DoubleDouble.of(i * (i + 1)));
            sum = sum.plus(term);
        }
        return sum;
    }

    /** Transforms the numbers that lie {@code stride} apart from {@code from} into those at the same places of a result. */
    void apply(Signal operand, Signal result, int from, int stride) {
        var real = new DoubleDouble[length];
        var imaginary = new DoubleDouble[length];
        transform(operand, from, stride, 1, real, imaginary, 0, length);
        var divisor = DoubleDouble.of(length);
        for (int i = 0; i < length; i++) {
            result.set(
                    from + i * stride,
                    inverse ? real[i].dividedBy(divisor) : real[i],
                    inverse ? imaginary[i].dividedBy(divisor) : imaginary[i]);
        }
    }

    /**
     * Transforms {@code n} numbers that lie {@code stride * step} apart from {@code from} into the outputs from
     * {@code to}.
     */
    private void transform(
            Signal operand,
            int from,
            int stride,
            int step,
            DoubleDouble[] outReal,
            DoubleDouble[] outImaginary,
            int to,
            int n) {
        if (n == 1) {
            outReal[to] = operand.real(from);
            outImaginary[to] = operand.imaginary(from);
            return;
        }
        int factor = smallestFactor(n);
        int part = n / factor;
        for (int i = 0; i < factor; i++) {
            transform(
                    operand,
                    from + i * step * stride,
                    stride,
                    step * factor,
                    outReal,
                    outImaginary,
                    to + i * part,
                    part);
        }
        var partReal = new DoubleDouble[factor];
        var partImaginary = new DoubleDouble[factor];
        for (int k = 0; k < part; k++) {
            for (int i = 0; i < factor; i++) {
                partReal[i] = outReal[to + i * part + k];
                partImaginary[i] = outImaginary[to + i * part + k];
            }
            for (int j = 0; j < factor; j++) {
                var sumReal = DoubleDouble.ZERO;
                var sumImaginary = DoubleDouble.ZERO;
                for (int i = 0; i < factor; i++) {
                    int turn = (int) ((long) i * (k + (long) j * part) % n) * step;
                    var cosine = cosines[turn];
                    var sine = sines[turn];
                    sumReal = sumReal.plus(partReal[i].times(cosine)).minus(partImaginary[i].times(sine));
                    sumImaginary = sumImaginary.plus(partReal[i].times(sine)).plus(partImaginary[i].times(cosine));
                }
                outReal[to + j * part + k] = sumReal;
                outImaginary[to + j * part + k] = sumImaginary;
            }
        }
    }

    private static int smallestFactor(int n) {
        for (int factor = 2; (long) factor * factor <= n; factor++) {
            if (n % factor == 0) {
                return factor;
            }
        }
        return n;
    }
}
