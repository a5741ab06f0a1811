package dev.ranvier.neuroncore.isa;

/**
 * The functions of ScalarE.
 *
 * <p>The engine evaluates piecewise polynomials that are good in a range only; the ranges are those of the AWS Neuron
 * documentation, nki.isa.activation. <em>Assumed:</em> in the range the result is the nearest 32-bit float, and outside
 * it is a NaN, so that a program which leaves the range cannot pass unseen.
 */
public enum ActivationFunction {
    COPY,
    SQUARE,
    ABS,
    RELU,
    EXP,
    TANH,
    SIGMOID,
    SILU,
    GELU_TANH,
    SOFTPLUS,
    LOG(0x1p-64, 0x1p64),
    SQRT(0x1p-116, 0x1p118),
    RSQRT(0x1p-87, 0x1p97),
    RECIPROCAL(0x1p-42, 0x1p42),
    SIN(0, Math.PI),
    ARCTAN(0, Math.PI / 2);

    private final double least;
    private final double greatest;
    private final boolean whole;

    ActivationFunction() {
        this.least = 0;
        this.greatest = Double.POSITIVE_INFINITY;
        this.whole = true;
    }

    ActivationFunction(double least, double greatest) {
        this.least = least;
        this.greatest = greatest;
        this.whole = false;
    }

    /** The value at {@code x}. */
    public float apply(float x) {
        return inRange(x) ? (float) value(x) : Float.NaN;
    }

    /** Whether {@code x} is where the engine's polynomials are good; 0 is for square roots, whose value there is 0. */
    public boolean inRange(float x) {
        boolean signed = this == RECIPROCAL || this == SIN || this == ARCTAN;
        double size = signed ? Math.abs((double) x) : x;
        // The bounds with π are meant as 32-bit floats.
        return whole || (size >= least && size <= (float) greatest) || (this == SQRT && x == 0);
    }

    private double value(double x) {
        return switch (this) {
            case COPY -> x;
            case SQUARE -> x * x;
            case ABS -> Math.abs(x);
            case RELU -> Math.max(x, 0);
            case EXP -> Math.exp(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SILU -> Double.isInfinite(x) ? Math.max(x, 0) : x / (1 + Math.exp(-x));
            case GELU_TANH -> gelu(x);
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case LOG -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case SIN -> Math.sin(x);
            case ARCTAN -> Math.atan(x);
        };
    }

    /** Hendrycks and Gimpel, "Gaussian Error Linear Units", the approximation by tanh. */
    private static double gelu(double x) {
        if (Double.isInfinite(x)) {
            return Math.max(x, 0);
        }
        return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }
}
