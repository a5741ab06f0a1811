package dev.ranvier.neuroncore.anchors;

import dev.ranvier.neuroncore.timing.Calibration;

/** A constant of the timing simulator that is fitted, and where it is sought; in the order in which they are declared. */
public enum FittedConstant {
    TENSOR_OVERHEAD(0, 200, 5),
    /** The documents say about 100, of which 60 are the access to memory. */
    ELEMENTWISE_OVERHEAD(60, 140, 5),
    SECOND_GENERATION_RATE(0.1, 1, 0.005);

    private final double least;
    private final double step;
    private final int steps;

    FittedConstant(double least, double most, double step) {
        this.least = least;
        this.step = step;
        this.steps = (int) Math.round((most - least) / step);
    }

    /** How many values it may have: finer ones would say more than the anchors do. */
    int candidates() {
        return steps + 1;
    }

    /** The constants with another value of this one. */
    Calibration in(Calibration calibration, int candidate) {
        double value = least + candidate * step;
        return switch (this) {
            case TENSOR_OVERHEAD ->
                new Calibration(value, calibration.elementwiseOverhead(), calibration.secondGenerationRate());
            case ELEMENTWISE_OVERHEAD ->
                new Calibration(calibration.tensorOverhead(), value, calibration.secondGenerationRate());
            case SECOND_GENERATION_RATE ->
                new Calibration(calibration.tensorOverhead(), calibration.elementwiseOverhead(), value);
        };
    }
}
