package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.text.TextParser;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of thousands of products are as near to the exact ones as those of a few hundred. */
final class LongSumsTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final int ROWS = 48;
    private static final int DEPTH = 4608;
    private static final int COLUMNS = 64;

    /** Root of the mean square error by that of the results: a rounding is 2e-8 to 6e-8, one sum from end to end 8e-7. */
    private static final double BOUND = 3.5e-7;

    @ParameterizedTest
    @ValueSource(strings = {"""
                func.func @main(%a: tensor<48x4608xf32>, %b: tensor<4608x64xf32>) -> tensor<48x64xf32> {
                  %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0]
                    : (tensor<48x4608xf32>, tensor<4608x64xf32>) -> tensor<48x64xf32>
                  return %0 : tensor<48x64xf32>
                }""", """
                func.func @main(%a: tensor<48x3x3x512xf32>, %b: tensor<3x3x512x64xf32>) -> tensor<48x1x1x64xf32> {
                  %0 = stablehlo.convolution(%a, %b) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {}
                    {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config =
                      [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]}
                    : (tensor<48x3x3x512xf32>, tensor<3x3x512x64xf32>) -> tensor<48x1x1x64xf32>
                  return %0 : tensor<48x1x1x64xf32>
                }"""})
    void roundLittle(String text) throws InterruptedException {
        var random = new Random(SEED);
        var lhs = new float[ROWS * DEPTH];
        var rhs = new float[DEPTH * COLUMNS];
        for (int i = 0; i < lhs.length; i++) {
            lhs[i] = Math.max(0, (float) random.nextGaussian());
        }
        for (int i = 0; i < rhs.length; i++) {
            rhs[i] = (float) random.nextGaussian();
        }
        var actual = run(text, lhs, rhs);
        double errors = 0;
        double squares = 0;
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                double expected = 0;
                for (int k = 0; k < DEPTH; k++) {
                    expected += (double) lhs[r * DEPTH + k] * rhs[k * COLUMNS + c];
                }
                squares += expected * expected;
                errors += Math.pow(actual[r * COLUMNS + c] - expected, 2);
            }
        }
        assertThat(Math.sqrt(errors / squares)).as("seed %d", SEED).isLessThan(BOUND);
    }

    private static float[] run(String text, float[] lhs, float[] rhs) throws InterruptedException {
        var module = TextParser.parse(text, "test.mlir");
        var shapes = module.entry().body().arguments();
        try (var client = Client.open(ClientOptions.of("cpu"))) {
            var device = client.devices().getFirst();
            try (var a = device.copyOf(shapes.get(0).tensorType(), lhs);
                    var b = device.copyOf(shapes.get(1).tensorType(), rhs);
                    var result = client.compile(module, CompileOptions.onDevice(0))
                            .execute(List.of(a, b))
                            .getFirst()) {
                return result.toFloatArray();
            }
        }
    }
}
