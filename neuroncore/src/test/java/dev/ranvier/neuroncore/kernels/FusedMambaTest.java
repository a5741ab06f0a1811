package dev.ranvier.neuroncore.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.simulate.Simulation;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state space against its recurrence in 64-bit floats. */
class FusedMambaTest {
    private static final int CHANNELS = 256;
    private static final int STEPS = 64;
    private static final int STATES = 4;

    static Stream<Program> programs() {
        var shape = new FusedMamba.Shape("trn1", CHANNELS, STEPS, STATES);
        return Stream.of(FusedMamba.statesOutside(shape), FusedMamba.channelsOutside(shape));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theRecurrenceIsRightAndTheSameInEveryOrder(Program program) {
        try (var simulation = new Simulation(program)) {
            var random = new Random(7);
            simulation.write("delta", random.doubles(CHANNELS * STEPS, 0, 1).toArray());
            simulation.write("input", random.doubles(CHANNELS * STEPS, -1, 1).toArray());
            simulation.write("a", random.doubles(CHANNELS * STATES, -2, 0).toArray());
            simulation.write("b", random.doubles(STATES * STEPS, -1, 1).toArray());
            simulation.write("c", random.doubles(STATES * STEPS, -1, 1).toArray());
            simulation.run();
            var inTextOrder = simulation.read("output");
            assertClose(inTextOrder, simulation);
            for (int seed = 0; seed < 20; seed++) {
                simulation.run(new Random(seed));
                assertThat(simulation.read("output")).as("seed %d", seed).isEqualTo(inTextOrder);
            }
        }
    }

    /** Within a few roundings of f32 of every step's terms, whose magnitudes are summed up beside. */
    private static void assertClose(double[] output, Simulation simulation) {
        var delta = simulation.read("delta");
        var input = simulation.read("input");
        var a = simulation.read("a");
        var b = simulation.read("b");
        var c = simulation.read("c");
        for (int channel = 0; channel < CHANNELS; channel++) {
            var states = new double[STATES];
            var sizes = new double[STATES];
            for (int t = 0; t < STEPS; t++) {
                double d = delta[channel * STEPS + t];
                double expected = 0;
                double size = 0;
                for (int s = 0; s < STATES; s++) {
                    double decay = Math.exp(d * a[channel * STATES + s]);
                    double fed = d * input[channel * STEPS + t] * b[s * STEPS + t];
                    states[s] = decay * states[s] + fed;
                    sizes[s] = decay * sizes[s] + Math.abs(fed);
                    expected += states[s] * c[s * STEPS + t];
                    size += sizes[s] * Math.abs(c[s * STEPS + t]);
                }
                double bound = (t + 1 + STATES) * 8 * 0x1p-24 * size;
                assertThat(Math.abs(output[channel * STEPS + t] - expected)).isLessThanOrEqualTo(bound);
            }
        }
    }
}
