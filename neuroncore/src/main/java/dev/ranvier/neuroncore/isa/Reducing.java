package dev.ranvier.neuroncore.isa;

/** What the instructions that reduce share. */
final class Reducing {
    private Reducing() {}

    static void operator(Rules rules, AluOperator operator) {
        rules.require(operator.reduces(), operator + " does not reduce; add, multiply, max and min do");
    }

    /** One number for each partition of {@code source}. */
    static void one(Rules rules, Access result, Access source) {
        rules.require(
                result.rows() == source.rows() && result.elements() == 1,
                "the reduced result is one number for each partition, not " + result.rows() + " x "
                        + result.elements());
    }

    /** Count, mean and count times variance of every second value, from that at {@code parity} on. */
    static void statistics(float[] values, int parity, float[] results) {
        int count = (values.length + 1 - parity) / 2;
        double sum = 0;
        for (int i = parity; i < values.length; i += 2) {
            sum += values[i];
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (int i = parity; i < values.length; i += 2) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        results[3 * parity] = count;
        results[3 * parity + 1] = (float) mean;
        results[3 * parity + 2] = (float) squares;
    }

    /** Mean and variance of all: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm". */
    static float[] aggregate(float[] statistics) {
        double count = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < statistics.length; i += 3) {
            double added = statistics[i];
            if (added == 0) {
                continue;
            }
            double delta = statistics[i + 1] - mean;
            squares += statistics[i + 2] + delta * delta * count * added / (count + added);
            count += added;
            mean += delta * added / count;
        }
        return new float[] {(float) mean, (float) (squares / count)};
    }
}
