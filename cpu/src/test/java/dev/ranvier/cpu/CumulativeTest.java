package dev.ranvier.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cumulative ops, as JAX writes them, give what the reference interpreter gives, along any dimension and both ways. */
final class CumulativeTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final int PROGRAMS = Integer.getInteger("ranvier.programs", 20);
    private static final List<String> OPS = List.of("add", "multiply", "maximum", "minimum", "or", "xor");
    private static final List<String> IDENTITIES = List.of("0", "1", "-2147483648", "2147483647", "0", "0");
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
        int op = random.nextInt(OPS.size());
        COMPARISON.compareBits(program(random, "i32", OPS.get(op), IDENTITIES.get(op)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesTheSameSumsUpToRounding(long seed) throws InterruptedException {
        COMPARISON.compareSums(program(new Random(seed), "f32", "add", "0.0"), 1 << 10);
    }

    private static String program(Random random, String element, String op, String identity) {
        var shape = new long[1 + random.nextInt(3)];
        Arrays.setAll(shape, d -> 1 + random.nextInt(d == shape.length - 1 ? 90 : 5));
        int dimension = random.nextInt(3) == 0 ? random.nextInt(shape.length) : shape.length - 1;
        boolean isReverse = random.nextBoolean();
        long others = shape[dimension] - 1;
        var sizes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
        var padding = IntStream.range(0, shape.length)
                .mapToObj(d -> d != dimension ? "[0, 0]" : isReverse ? "[0, " + others + "]" : "[" + others + ", 0]")
                .collect(Collectors.joining(", "));
        var window = IntStream.range(0, shape.length)
                .mapToObj(d -> d == dimension ? Long.toString(shape[d]) : "1")
                .collect(Collectors.joining(", "));
        return """
                func.func @main(%%a: tensor<%1$sx%2$s>) -> tensor<%1$sx%2$s> {
                  %%z = stablehlo.constant dense<%3$s> : tensor<%2$s>
                  %%0 = "stablehlo.reduce_window"(%%a, %%z) <{padding = dense<[%4$s]> : tensor<%5$dx2xi64>,
                    window_dimensions = array<i64: %6$s>}> ({
                  ^bb0(%%x: tensor<%2$s>, %%y: tensor<%2$s>):
                    %%s = stablehlo.%7$s %%x, %%y : tensor<%2$s>
                    stablehlo.return %%s : tensor<%2$s>
                  }) : (tensor<%1$sx%2$s>, tensor<%2$s>) -> tensor<%1$sx%2$s>
                  return %%0 : tensor<%1$sx%2$s>
                }""".formatted(sizes, element, identity, padding, shape.length, window, op);
    }
}
