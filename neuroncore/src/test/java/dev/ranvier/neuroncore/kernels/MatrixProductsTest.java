package dev.ranvier.neuroncore.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.check.Checker;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.simulate.Simulation;
import dev.ranvier.neuroncore.text.ProgramParser;
import dev.ranvier.neuroncore.text.ProgramPrinter;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of matrices against 64-bit floats and in many orders. */
class MatrixProductsTest {
    private static final ProductShape SMALL = new ProductShape("trn1", DataType.BF16, 256, 512, 1024);

    static Stream<Program> small() {
        return Stream.of(
                MatrixProducts.naive(SMALL),
                MatrixProducts.blocked(SMALL, 1, 1),
                MatrixProducts.blocked(SMALL, 2, 2),
                FullyBlockedProduct.of(SMALL, 2, 2, 1),
                FullyBlockedProduct.of(SMALL, 1, 1, 2));
    }

    /** The tutorial's shape and tiles. */
    static Stream<Program> large() {
        var shape = new ProductShape("trn1", DataType.BF16, 4096, 8192, 8192);
        return Stream.of(
                MatrixProducts.naive(shape),
                MatrixProducts.blocked(shape, 1, 1),
                MatrixProducts.blocked(shape, 2, 2),
                FullyBlockedProduct.of(shape, 8, 8, 2));
    }

    @ParameterizedTest
    @MethodSource("small")
    void productsAreRightAndTheSameInEveryOrder(Program program) {
        try (var simulation = new Simulation(program)) {
            give(simulation);
            simulation.run();
            var inTextOrder = simulation.read("result");
            assertClose(inTextOrder, simulation.read("left"), simulation.read("right"));
            for (int seed = 0; seed < 4; seed++) {
                simulation.run(new Random(seed));
                assertThat(simulation.read("result")).as("seed %d", seed).isEqualTo(inTextOrder);
            }
        }
    }

    private static void give(Simulation simulation) {
        var random = new Random(3);
        simulation.write(
                "left", random.doubles((long) SMALL.k() * SMALL.m(), -1, 1).toArray());
        simulation.write(
                "right", random.doubles((long) SMALL.k() * SMALL.n(), -1, 1).toArray());
    }

    /** Within the rounding of the result to bf16, and that of {@code k} sums of f32 of at most {@code k}. */
    private static void assertClose(double[] result, double[] left, double[] right) {
        double sums = Math.pow(SMALL.k(), 2) * 0x1p-24;
        for (int m = 0; m < SMALL.m(); m++) {
            var row = new double[SMALL.n()];
            for (int k = 0; k < SMALL.k(); k++) {
                for (int n = 0; n < SMALL.n(); n++) {
                    row[n] += left[k * SMALL.m() + m] * right[k * SMALL.n() + n];
                }
            }
            for (int n = 0; n < SMALL.n(); n++) {
                double error = Math.abs(result[m * SMALL.n() + n] - row[n]);
                assertThat(error).isLessThanOrEqualTo(Math.abs(row[n]) * 0x1p-8 + sums);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("large")
    void theTutorialsShapeIsProvedFreeOfRaces(Program program) {
        assertThat(Checker.verify(program)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("small")
    void textIsTheSameProgram(Program program) {
        var text = ProgramPrinter.print(program);

        assertThat(ProgramPrinter.print(ProgramParser.parse(text, "copy"))).isEqualTo(text);
    }
}
