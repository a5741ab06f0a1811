package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions at infinities, NaN, zeros, poles, and far out agree with the reference: those of two parts in all pairs. */
final class SpecialValuesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double[] PARTS = {
        0.0, -0.0, 1, -1, 0.5, -2, 3, 1e-300, -1e300, 1e40, INFINITY, -INFINITY, Double.NaN, 1e-10, 1.0000001, -0.9999
    };
    private static final int PAIRS = PARTS.length * PARTS.length;
    private static final double CLOSE = 1e-13;

    private static final Client CPU = Client.open(ClientOptions.of("cpu"));
    private static final Client REFERENCE = Client.open(ClientOptions.of("reference"));

    @AfterAll
    static void close() {
        CPU.close();
        REFERENCE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chlo._asin_acos_kernel",
                "chlo.acos",
                "chlo.acosh",
                "chlo.asin",
                "chlo.asinh",
                "chlo.atan",
                "chlo.atanh",
                "chlo.cosh",
                "chlo.sinh",
                "chlo.square",
                "chlo.tan",
                "stablehlo.cbrt",
                "stablehlo.cosine",
                "stablehlo.exponential",
                "stablehlo.exponential_minus_one",
                "stablehlo.log",
                "stablehlo.log_plus_one",
                "stablehlo.logistic",
                "stablehlo.rsqrt",
                "stablehlo.sign",
                "stablehlo.sine",
                "stablehlo.sqrt",
                "stablehlo.tan",
                "stablehlo.tanh"
            })
    void ofComplexNumbers(String function) throws InterruptedException {
        var program = """
                func.func @main(%%z: %1$s) -> %1$s {
                  %%0 = "%2$s"(%%z) : (%1$s) -> %1$s
                  return %%0 : %1$s
                }""".formatted("tensor<" + PAIRS + "xcomplex<f64>>", function);
        var numbers = IntStream.range(0, 2 * PAIRS).mapToDouble(i -> i % 2 == 0 ? first(i / 2) : second(i / 2));
        check(program, List.of(bytes(numbers)), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chlo.polygamma", "chlo.zeta"})
    void ofTwoNumbers(String function) throws InterruptedException {
        var program = """
                func.func @main(%%x: %1$s, %%y: %1$s) -> %1$s {
                  %%0 = "%2$s"(%%x, %%y) : (%1$s, %1$s) -> %1$s
                  return %%0 : %1$s
                }""".formatted("tensor<" + PAIRS + "xf64>", function);
        var x = bytes(IntStream.range(0, PAIRS).mapToDouble(SpecialValuesTest::first));
        var y = bytes(IntStream.range(0, PAIRS).mapToDouble(SpecialValuesTest::second));
        check(program, List.of(x, y), 1);
    }

    /** Where {@code |1 + z|} is 1 but for rounding, so that {@code 2x + x^2 + y^2} cancels. */
    @Test
    void logPlusOneAroundTheUnitCircle() throws InterruptedException {
        var type = "tensor<" + PAIRS + "xcomplex<f64>>";
        var program = "func.func @main(%z: " + type + ") -> " + type + " {\n  %0 = stablehlo.log_plus_one %z : " + type
                + "\n  return %0 : " + type + "\n}";
        var numbers = IntStream.range(0, 2 * PAIRS)
                .mapToDouble(i -> i % 2 == 0 ? Math.cos(Math.floorDiv(i, 2)) - 1 : Math.sin(Math.floorDiv(i, 2)))
                .toArray();
        var actual = numbers(Comparison.run(CPU, program, List.of(bytes(Arrays.stream(numbers)))), 2);
        for (int i = 0; i < PAIRS; i++) {
            var x = new BigDecimal(numbers[2 * i]);
            var y = new BigDecimal(numbers[2 * i + 1]);
            var excess = x.add(x).add(x.multiply(x)).add(y.multiply(y));
            double expected = Math.log1p(excess.doubleValue()) / 2;
            assertThat(actual[i][0]).as("of %s + %si", x, y).isCloseTo(expected, withinPercentage(100 * CLOSE));
        }
    }

    private static double first(int pair) {
        return PARTS[pair / PARTS.length];
    }

    private static double second(int pair) {
        return PARTS[pair % PARTS.length];
    }

    private static byte[] bytes(DoubleStream numbers) {
        var array = numbers.toArray();
        var bytes = new byte[array.length * Double.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(array);
        return bytes;
    }

    private static void check(String program, List<byte[]> inputs, int parts) throws InterruptedException {
        var expected = numbers(Comparison.run(REFERENCE, program, inputs), parts);
        var actual = numbers(Comparison.run(CPU, program, inputs), parts);
        for (int i = 0; i < PAIRS; i++) {
            assertThat(agree(actual[i], expected[i]))
                    .as(
                            "of (%s, %s): %s instead of %s, by%n%s",
                            first(i), second(i), Arrays.toString(actual[i]), Arrays.toString(expected[i]), program)
                    .isTrue();
        }
    }

    private static double[][] numbers(List<byte[]> results, int parts) {
        var buffer = ByteBuffer.wrap(results.getFirst()).order(ByteOrder.LITTLE_ENDIAN);
        var numbers = new double[PAIRS][parts];
        for (var number : numbers) {
            Arrays.setAll(number, _ -> buffer.getDouble());
        }
        return numbers;
    }

    private static boolean agree(double[] actual, double[] expected) {
        boolean isNan = Arrays.stream(expected).anyMatch(Double::isNaN);
        double magnitude = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            boolean same = Double.compare(actual[i], expected[i]) == 0;
            // Beside NaN the sign of a zero and of an infinity is open (ISO C, annex G).
            boolean sameMagnitude = isNan && Math.abs(expected[i]) == Math.abs(actual[i]);
            boolean near = Double.isFinite(magnitude) && Math.abs(actual[i] - expected[i]) <= CLOSE * magnitude;
            if (!same && !sameMagnitude && !near) {
                return false;
            }
        }
        return true;
    }
}
