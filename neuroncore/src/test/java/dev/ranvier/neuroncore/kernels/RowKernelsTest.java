package dev.ranvier.neuroncore.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.check.Checker;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.simulate.Simulation;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Softmax and layer norm against 64-bit floats, in many orders. */
class RowKernelsTest {
    private static final double EPSILON = 1e-5;

    private interface Row {
        double[] apply(double[] row);
    }

    @ParameterizedTest
    @CsvSource({"trn1, F32, 128, 100, 2e-6", "trn2, F32, 384, 777, 2e-6", "trn2, BF16, 512, 64, 4e-3"})
    void softmaxOfEachRow(String machine, DataType type, int rows, int columns, double error) {
        var program = Softmax.of(machine, type, rows, columns);

        assertRows(program, rows, columns, error, row -> {
            double max = Arrays.stream(row).max().orElseThrow();
            double sum = Arrays.stream(row).map(x -> Math.exp(x - max)).sum();
            return Arrays.stream(row).map(x -> Math.exp(x - max) / sum).toArray();
        });
    }

    @ParameterizedTest
    @CsvSource({"trn1, F32, 128, 100, 1e-5", "trn2, F32, 640, 1300, 1e-5", "trn2, BF16, 256, 512, 5e-2"})
    void layerNormOfEachRow(String machine, DataType type, int rows, int columns, double error) {
        var program = LayerNorm.of(machine, type, rows, columns, EPSILON);

        assertRows(program, rows, columns, error, row -> {
            double mean = Arrays.stream(row).average().orElseThrow();
            double variance = Arrays.stream(row)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            var result = new double[columns];
            for (int i = 0; i < columns; i++) {
                result[i] = (row[i] - mean) / Math.sqrt(variance + EPSILON) * scale(i) + shift(i);
            }
            return result;
        });
    }

    private static double scale(int column) {
        return 1 + column % 8 / 8.0;
    }

    private static double shift(int column) {
        return column % 16 / 16.0;
    }

    private static void assertRows(Program program, int rows, int columns, double error, Row row) {
        try (var simulation = new Simulation(program)) {
            simulation.write(
                    "input", new Random(5).doubles((long) rows * columns, -4, 4).toArray());
            if (program.buffers().stream().anyMatch(buffer -> buffer.name().equals("scale"))) {
                simulation.write("scale", parameters(columns, RowKernelsTest::scale));
                simulation.write("shift", parameters(columns, RowKernelsTest::shift));
            }
            simulation.run();
            var output = simulation.read("output");
            var input = simulation.read("input");
            for (int i = 0; i < rows; i++) {
                var expected = row.apply(Arrays.copyOfRange(input, i * columns, (i + 1) * columns));
                for (int j = 0; j < columns; j++) {
                    assertThat(Math.abs(output[i * columns + j] - expected[j]))
                            .as("row %d, column %d", i, j)
                            .isLessThanOrEqualTo(error);
                }
            }
            for (int seed = 0; seed < 20; seed++) {
                simulation.run(new Random(seed));
                assertThat(simulation.read("output")).as("seed %d", seed).isEqualTo(output);
            }
        }
    }

    private static double[] parameters(int columns, IntToDoubleFunction value) {
        return IntStream.range(0, columns).mapToDouble(value).toArray();
    }

    @Test
    void manyRowsAreProvedFreeOfRaces() {
        assertThat(Checker.verify(Softmax.of("trn2", DataType.BF16, 128 * 100_001, 64)))
                .isEmpty();
        assertThat(Checker.verify(LayerNorm.of("trn2", DataType.BF16, 128 * 100_000, 64, EPSILON)))
                .isEmpty();
    }
}
