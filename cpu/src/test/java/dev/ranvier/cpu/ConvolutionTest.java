package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.TextParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random convolutions by sums of products: small integers as numbers, so that every order of sums gives the reference
 * interpreter's result.
 */
final class ConvolutionTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final Client CPU = Client.open(ClientOptions.of("cpu"));
    private static final Client REFERENCE = Client.open(ClientOptions.of("reference"));
    private static final int CASES = 60;

    @AfterAll
    static void close() {
        CPU.close();
        REFERENCE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f32", "f64", "bf16", "f16", "i8", "i32", "i64"})
    void givesTheSameNumbers(String type) throws InterruptedException {
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            compare(program(type, random), random);
        }
    }

    /** A convolution whose every size, amount and order of dimensions is drawn; its result has at least one element. */
    private static String program(String type, Random random) {
        int spatial = random.nextInt(3) + 1;
        long groups = random.nextInt(4) == 0 ? random.nextInt(3) + 1 : 1;
        boolean batchGroups = groups > 1 && random.nextBoolean();
        long batch = (random.nextInt(2) + 1) * (batchGroups ? groups : 1);
        long inputs = random.nextInt(random.nextBoolean() ? 4 : 70) + 1L;
        long outputs = (random.nextInt(random.nextBoolean() ? 6 : 70) + 1) * groups;
        var sizes = new ArrayList<long[]>();
        for (int i = 0; i < spatial; i++) {
            sizes.add(window(spatial, random));
        }
        var lhs = shuffled("b", "f", spatial, random);
        var rhs = shuffled("o", "i", spatial, random);
        var result = shuffled("b", "f", spatial, random);
        long features = inputs * (batchGroups ? 1 : groups);
        var lhsType = type(lhs, type, batch, "b", features, sizes, 0);
        var rhsType = type(rhs, type, outputs, "o", inputs, sizes, 1);
        var resultType = type(result, type, batchGroups ? batch / groups : batch, "b", outputs, sizes, 7);
        return """
                func.func @main(%%a: %1$s, %%b: %2$s) -> %3$s {
                  %%0 = stablehlo.convolution(%%a, %%b) dim_numbers = [%4$s]x[%5$s]->[%6$s],
                    window = {stride = %7$s, pad = %8$s, lhs_dilate = %9$s, rhs_dilate = %10$s, reverse = %11$s}
                    {batch_group_count = %12$d : i64, feature_group_count = %13$d : i64, precision_config =
                      [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]} : (%1$s, %2$s) -> %3$s
                  return %%0 : %3$s
                }""".formatted(
                lhsType,
                rhsType,
                resultType,
                String.join(", ", lhs),
                String.join(", ", rhs),
                String.join(", ", result),
                amounts(sizes, 2),
                sizes.stream().map(size -> "[" + size[3] + ", " + size[4] + "]").toList(),
                amounts(sizes, 5),
                amounts(sizes, 6),
                sizes.stream().map(size -> size[8] == 1).toList(),
                batchGroups ? groups : 1,
                batchGroups ? 1 : groups);
    }

    /** Of one spatial dimension: input, kernel, stride, padding below and above, dilations, result, whether reversed. */
    private static long[] window(int spatial, Random random) {
        while (true) {
            long input = random.nextInt(spatial == 1 ? 40 : 12) + 1L;
            long kernel = random.nextInt(5) + 1L;
            long stride = random.nextInt(3) + 1L;
            long low = random.nextInt(5) - 1L;
            long high = random.nextInt(5) - 1L;
            long lhsDilation = random.nextInt(4) == 0 ? 2 : 1;
            long rhsDilation = random.nextInt(4) == 0 ? 2 : 1;
            long padded = low + (input - 1) * lhsDilation + 1 + high;
            long window = (kernel - 1) * rhsDilation + 1;
            if (padded >= window) {
                long result = (padded - window) / stride + 1;
                return new long[] {
                    input, kernel, stride, low, high, lhsDilation, rhsDilation, result, random.nextInt(8) == 0 ? 1 : 0
                };
            }
        }
    }

    private static List<String> shuffled(String first, String second, int spatial, Random random) {
        var names = new ArrayList<>(List.of(first, second));
        IntStream.range(0, spatial).forEach(i -> names.add(String.valueOf(i)));
        Collections.shuffle(names, random);
        return names;
    }

    private static String type(
            List<String> names, String type, long outer, String outerName, long features, List<long[]> sizes, int of) {
        return names.stream()
                .map(name -> Character.isDigit(name.charAt(0))
                        ? sizes.get(Integer.parseInt(name))[of]
                        : name.equals(outerName) ? outer : features)
                .map(String::valueOf)
                .collect(Collectors.joining("x", "tensor<", "x" + type + ">"));
    }

    private static List<Long> amounts(List<long[]> sizes, int of) {
        return sizes.stream().map(size -> size[of]).toList();
    }

    private static void compare(String text, Random random) throws InterruptedException {
        var module = TextParser.parse(text, "test.mlir");
        var inputs = module.entry().body().arguments().stream()
                .map(argument -> smallIntegers(argument.tensorType(), random))
                .toList();
        assertThat(Comparison.run(CPU, text, inputs).getFirst())
                .as("seed %d, of%n%s", SEED, text)
                .isEqualTo(Comparison.run(REFERENCE, text, inputs).getFirst());
    }

    private static byte[] smallIntegers(TensorType type, Random random) {
        var scalar = (ScalarType) type.elementType();
        int width = scalar.byteWidth();
        var bytes = new byte[Math.toIntExact(type.elementCount() * width)];
        for (int i = 0; i < bytes.length; i += width) {
            int value = random.nextInt(3) - 1;
            long bits = scalar.isFloat() ? FloatFormat.of(scalar).encode(value) : value;
            for (int b = 0; b < width; b++) {
                bytes[i + b] = (byte) (bits >>> (8 * b));
            }
        }
        return bytes;
    }
}
