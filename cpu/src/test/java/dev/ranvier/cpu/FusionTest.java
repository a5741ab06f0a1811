package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs whose ops share kernels give what the reference interpreter gives. */
final class FusionTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final int PROGRAMS = Integer.getInteger("ranvier.programs", 60);
    private static final Comparison COMPARISON = new Comparison();

    @AfterAll
    static void close() {
        COMPARISON.close();
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + PROGRAMS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesTheSameIntegers(long seed) throws InterruptedException {
        var random = new Random(seed);
        COMPARISON.compareBits(FusedPrograms.program(random, true, 4 + random.nextInt(30)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesTheSameNumbersUpToRounding(long seed) throws InterruptedException {
        var random = new Random(seed);
        COMPARISON.compareSums(FusedPrograms.program(random, false, 4 + random.nextInt(12)), 1 << 10);
    }

    /** Rows, columns and all of a tensor that is large enough to be shared, and of an odd size. */
    @Test
    void sumsDoNotDependOnThreads() throws InterruptedException {
        var program = """
                func.func @main(%a: tensor<1021x515xf32>) -> (tensor<1021xf32>, tensor<515xf32>, tensor<f32>) {
                  %zero = stablehlo.constant dense<0.0> : tensor<f32>
                  %b = stablehlo.tanh %a : tensor<1021x515xf32>
                  %0 = stablehlo.reduce(%b init: %zero) applies stablehlo.add across dimensions = [1]
                    : (tensor<1021x515xf32>, tensor<f32>) -> tensor<1021xf32>
                  %1 = stablehlo.reduce(%b init: %zero) applies stablehlo.add across dimensions = [0]
                    : (tensor<1021x515xf32>, tensor<f32>) -> tensor<515xf32>
                  %2 = stablehlo.reduce(%b init: %zero) applies stablehlo.add across dimensions = [0, 1]
                    : (tensor<1021x515xf32>, tensor<f32>) -> tensor<f32>
                  return %0, %1, %2 : tensor<1021xf32>, tensor<515xf32>, tensor<f32>
                }""";
        var type = TensorType.of(ScalarType.F32, 1021, 515);
        var inputs = List.of(Comparison.random(type, new Random(SEED), true));
        try (var one = Client.open(withThreads(1));
                var three = Client.open(withThreads(3))) {
            var expected = Comparison.run(one, program, inputs);
            var actual = Comparison.run(three, program, inputs);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i)).as("seed %d", SEED).isEqualTo(expected.get(i));
            }
        }
    }

    private static ClientOptions withThreads(int threads) {
        return new ClientOptions("cpu", 1, threads, ClientOptions.of("cpu").memoryLimit());
    }
}
