package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.text.TextParser;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Products of matrices with sums so long that a packed operand is larger than what is packed at a time. Numbers are small
 * integers, so that every order of sums gives the exact results.
 */
final class SplitProductsTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final int BATCH = 2;
    private static final int ROWS = 200;
    private static final int COLUMNS = 208;
    private static final int DEPTH = 10_400;

    /** The dimensions of the operands: batch, rows or columns, and depth. */
    @ParameterizedTest
    @CsvSource({"rd, dc", "dr, cd", "brd, bdc", "rbd, dcb", "bdr, bcd", "dc, dr"})
    void addUpWhatTheyAreMadeOf(String lhs, String rhs) throws InterruptedException {
        var random = new Random(SEED);
        var left = numbers(lhs, random);
        var right = numbers(rhs, random);
        boolean isTurned = lhs.contains("c");
        int batches = lhs.contains("b") ? BATCH : 1;
        var module = TextParser.parse(program(lhs, rhs), "test.mlir");
        var arguments = module.entry().body().arguments();
        try (var client = Client.open(ClientOptions.of("cpu"))) {
            var device = client.devices().getFirst();
            var executable = client.compile(module, CompileOptions.onDevice(0));
            try (var a = device.copyOf(arguments.get(0).tensorType(), left);
                    var b = device.copyOf(arguments.get(1).tensorType(), right);
                    var result = executable.execute(List.of(a, b)).getFirst()) {
                var expected =
                        isTurned ? products(rhs, right, lhs, left, batches) : products(lhs, left, rhs, right, batches);
                var actual = result.toFloatArray();
                for (int i = 0; i < expected.length; i++) {
                    int place = isTurned ? i % COLUMNS * ROWS + i / COLUMNS : i;
                    assertThat(actual[place]).as("seed %d, element %d", SEED, i).isEqualTo(expected[i]);
                }
            }
        }
    }

    private static String program(String lhs, String rhs) {
        var left = type(lhs);
        var right = type(rhs);
        var result = type((lhs + rhs).replaceAll("[bd]", ""));
        var batching = "";
        if (lhs.contains("b")) {
            result = type("b" + (lhs + rhs).replaceAll("[bd]", ""));
            batching = "batching_dims = [%d] x [%d], ".formatted(lhs.indexOf('b'), rhs.indexOf('b'));
        }
        return """
                func.func @main(%%a: %s, %%b: %s) -> %s {
                  %%0 = stablehlo.dot_general %%a, %%b, %scontracting_dims = [%d] x [%d] : (%s, %s) -> %s
                  return %%0 : %s
                }""".formatted(
                        left, right, result, batching, lhs.indexOf('d'), rhs.indexOf('d'), left, right, result, result);
    }

    private static String type(String dimensions) {
        var sizes = new StringBuilder();
        dimensions.chars().forEach(name -> sizes.append(size(name)).append('x'));
        return "tensor<" + sizes + "f32>";
    }

    private static int size(int name) {
        return switch (name) {
            case 'b' -> BATCH;
            case 'r' -> ROWS;
            case 'c' -> COLUMNS;
            default -> DEPTH;
        };
    }

    private static float[] numbers(String dimensions, Random random) {
        var numbers = new float[dimensions.chars().map(SplitProductsTest::size).reduce(1, (x, y) -> x * y)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextInt(-8, 9);
        }
        return numbers;
    }

    /** Of batches of rows and columns, in that order. */
    private static float[] products(String rows, float[] left, String columns, float[] right, int batches) {
        var products = new float[batches * ROWS * COLUMNS];
        int leftStep = stride(rows, 'd');
        int rightStep = stride(columns, 'd');
        for (int i = 0; i < products.length; i++) {
            int batch = i / (ROWS * COLUMNS);
            int x = batch * stride(rows, 'b') + i / COLUMNS % ROWS * stride(rows, 'r');
            int y = batch * stride(columns, 'b') + i % COLUMNS * stride(columns, 'c');
            long sum = 0;
            for (int k = 0; k < DEPTH; k++, x += leftStep, y += rightStep) {
                sum += (long) (left[x] * right[y]);
            }
            products[i] = sum;
        }
        return products;
    }

    /** Elements from one index of a dimension to the next. */
    private static int stride(String dimensions, char name) {
        return dimensions
                .substring(dimensions.indexOf(name) + 1)
                .chars()
                .map(SplitProductsTest::size)
                .reduce(1, (x, y) -> x * y);
    }
}
