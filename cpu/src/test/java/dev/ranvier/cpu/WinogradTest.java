package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Convolutions by tiles: at default precision they stay within 1e-4 of the reference interpreter's result, by its greatest
 * number; at higher precision there are none.
 */
final class WinogradTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final double BOUND = 1e-4;
    private static final Client CPU = Client.open(ClientOptions.of("cpu"));
    private static final Client REFERENCE = Client.open(ClientOptions.of("reference"));

    @AfterAll
    static void close() {
        CPU.close();
        REFERENCE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|18|18|32|32|0, 1, i, o",
                "1|19|21|32|64|0, 1, i, o",
                "2|13|15|48|32|0, 1, o, i",
                "1|17|23|32|32|o, i, 0, 1",
                "3|6|9|64|64|o, 1, 0, i",
                "4|30|31|32|32|i, 0, o, 1"
            })
    void staysNearTheSums(int batch, int height, int width, int inputs, int outputs, String kernel)
            throws InterruptedException {
        compare(program(batch, height, width, inputs, outputs, kernel, "DEFAULT"));
    }

    @ParameterizedTest
    @CsvSource({"2, 17, 20, 32, 32", "5, 8, 8, 48, 64", "9, 31, 30, 32, 32"})
    void gradientsOfKernelsStayNearTheSums(int batch, int height, int width, int inputs, int outputs)
            throws InterruptedException {
        compare(gradient(batch, height, width, inputs, outputs));
    }

    private static void compare(String text) throws InterruptedException {
        var data = normal(text);
        var expected = Comparison.run(REFERENCE, text, data).getFirst();
        var actual = Comparison.run(CPU, text, data).getFirst();
        double greatest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i += Float.BYTES) {
            greatest = Math.max(greatest, Math.abs(number(expected, i)));
            difference = Math.max(difference, Math.abs((double) number(expected, i) - number(actual, i)));
        }
        assertThat(difference)
                .as("the greatest is %s, seed %d, of%n%s", greatest, SEED, text)
                .isLessThanOrEqualTo(BOUND * greatest);
        var sums = Comparison.run(CPU, text.replace("DEFAULT", "HIGHEST"), data).getFirst();
        assertThat(actual).as("computed by tiles").isNotEqualTo(sums);
    }

    @Test
    void infinitiesSpoilNoMoreThanTheirWindowsAtHighPrecision() throws InterruptedException {
        var text = program(1, 18, 18, 32, 32, "0, 1, i, o", "HIGH");
        var data = normal(text);
        int place = (7 * 18 + 9) * 32 * Float.BYTES;
        MemorySegment.ofArray(data.getFirst()).set(ValueLayout.JAVA_FLOAT_UNALIGNED, place, Float.POSITIVE_INFINITY);
        var expected = Comparison.run(REFERENCE, text, data).getFirst();
        var actual = Comparison.run(CPU, text, data).getFirst();
        for (int i = 0; i < expected.length; i += Float.BYTES) {
            assertThat(Float.isFinite(number(actual, i)))
                    .as("finite at %d, seed %d", i / Float.BYTES, SEED)
                    .isEqualTo(Float.isFinite(number(expected, i)));
        }
    }

    private static String program(
            int batch, int height, int width, int inputs, int outputs, String kernel, String precision) {
        var sizes = new ArrayList<String>();
        for (var name : kernel.split(", ", -1)) {
            sizes.add(name.equals("i") ? inputs + "" : name.equals("o") ? outputs + "" : "3");
        }
        return """
                func.func @main(%%a: %1$s, %%b: %2$s) -> %3$s {
                  %%0 = stablehlo.convolution(%%a, %%b) dim_numbers = [b, 0, 1, f]x[%4$s]->[b, 0, 1, f],
                    window = {pad = [[1, 1], [0, 1]]}
                    {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config =
                      [#stablehlo<precision %5$s>, #stablehlo<precision %5$s>]} : (%1$s, %2$s) -> %3$s
                  return %%0 : %3$s
                }""".formatted(
                        "tensor<%dx%dx%dx%dxf32>".formatted(batch, height, width, inputs),
                        "tensor<" + String.join("x", sizes) + "xf32>",
                        "tensor<%dx%dx%dx%dxf32>".formatted(batch, height, width - 1, outputs),
                        kernel,
                        precision);
    }

    private static String gradient(int batch, int height, int width, int inputs, int outputs) {
        return """
                func.func @main(%%a: %1$s, %%b: %2$s) -> %3$s {
                  %%0 = stablehlo.convolution(%%a, %%b) dim_numbers = [f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f],
                    window = {pad = [[1, 1], [0, 2]]}
                    {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config =
                      [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (%1$s, %2$s) -> %3$s
                  return %%0 : %3$s
                }""".formatted(
                        "tensor<%dx%dx%dx%dxf32>".formatted(batch, height, width, inputs),
                        "tensor<%dx%dx%dx%dxf32>".formatted(batch, height, width, outputs),
                        "tensor<3x3x%dx%dxf32>".formatted(inputs, outputs));
    }

    private static List<byte[]> normal(String text) {
        var random = new Random(SEED);
        return TextParser.parse(text, "test.mlir").entry().body().arguments().stream()
                .map(argument -> Comparison.random(argument.tensorType(), random, true))
                .toList();
    }

    private static float number(byte[] bytes, int at) {
        return MemorySegment.ofArray(bytes).get(ValueLayout.JAVA_FLOAT_UNALIGNED, at);
    }
}
