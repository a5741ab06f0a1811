package dev.ranvier.reference;

/**
 * The discrete Fourier transform of a length: Cooley and Tukey's recursion over the prime factors of the length, the
 * plain sum for a prime. The inverse divides by the length.
 */
final class FourierTransform {
    private final int length;
    private final boolean inverse;
    private final double[] cosines;
    private final double[] sines;

    FourierTransform(int length, boolean inverse) {
        this.length = length;
        this.inverse = inverse;
        this.cosines = new double[length];
        this.sines = new double[length];
        for (int k = 0; k < length; k++) {
            cosines[k] = cosineOfTurn(k, length);
            // sin(x) = cos(x - pi/2), a quarter of a turn earlier
            double sine = cosineOfTurn(4L * k - length, 4L * length);
            sines[k] = inverse ? sine : -sine;
        }
    }

    /** The cosine of {@code numerator / denominator} turns, exact where it is 0 or 1. */
    private static double cosineOfTurn(long numerator, long denominator) {
        // By symmetry an angle in the first half turn, then in the first eighth.
        long turn = Math.abs(numerator) % denominator;
        long half = Math.min(turn, denominator - turn);
        boolean negative = 4 * half > denominator;
        long acute = negative ? denominator - 2 * half : 2 * half; // in half turns by the denominator
        double cosine = 4 * acute > denominator
                ? Math.sin(Math.PI * (denominator - 2 * acute) / (2.0 * denominator))
                : Math.cos(Math.PI * acute / denominator);
        return negative ? -cosine : cosine;
    }

    /** Replaces the numbers by their transform. */
    void apply(double[] real, double[] imaginary) {
        var resultReal = new double[length];
        var resultImaginary = new double[length];
        transform(real, imaginary, 0, 1, resultReal, resultImaginary, 0, length);
        for (int i = 0; i < length; i++) {
            real[i] = inverse ? resultReal[i] / length : resultReal[i];
            imaginary[i] = inverse ? resultImaginary[i] / length : resultImaginary[i];
        }
    }

    /** Transforms {@code n} inputs that lie {@code stride} apart from {@code from} into results from {@code to}. */
    private void transform(
            double[] real,
            double[] imaginary,
            int from,
            int stride,
            double[] outReal,
            double[] outImaginary,
            int to,
            int n) {
        if (n == 1) {
            outReal[to] = real[from];
            outImaginary[to] = imaginary[from];
            return;
        }
        int factor = smallestFactor(n);
        int part = n / factor;
        for (int i = 0; i < factor; i++) {
            transform(real, imaginary, from + i * stride, stride * factor, outReal, outImaginary, to + i * part, part);
        }
        var partReal = new double[factor];
        var partImaginary = new double[factor];
        for (int k = 0; k < part; k++) {
            for (int i = 0; i < factor; i++) {
                partReal[i] = outReal[to + i * part + k];
                partImaginary[i] = outImaginary[to + i * part + k];
            }
            for (int j = 0; j < factor; j++) {
                double sumReal = 0;
                double sumImaginary = 0;
                for (int i = 0; i < factor; i++) {
                    int turn = (int) ((long) i * (k + (long) j * part) % n) * stride;
                    double cosine = cosines[turn];
                    double sine = sines[turn];
                    sumReal += partReal[i] * cosine - partImaginary[i] * sine;
                    sumImaginary += partReal[i] * sine + partImaginary[i] * cosine;
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
