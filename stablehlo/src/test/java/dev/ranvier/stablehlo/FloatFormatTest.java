package dev.ranvier.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FloatFormatTest {
    private static final long SEED = 20260101;

    static Stream<ScalarType> types() {
        return Arrays.stream(ScalarType.values()).filter(ScalarType::isFloat);
    }

    static Stream<ScalarType> tabulated() {
        return types().filter(type -> type.bitWidth() <= 8);
    }

    private static List<String> table(String kind, ScalarType type) throws IOException {
        try (var stream = Objects.requireNonNull(FloatFormatTest.class.getResourceAsStream("float-formats.txt"))) {
            var prefix = kind + " " + type + " ";
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .flatMap(line ->
                            Arrays.stream(line.substring(prefix.length()).split(" ")))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("tabulated")
    void decodesAsMlDtypes(ScalarType type) throws IOException {
        var expected = table("decode", type);
        assertThat(expected).hasSize(1 << type.bitWidth());
        for (int code = 0; code < expected.size(); code++) {
            assertThat(FloatFormat.of(type).decode(code))
                    .as("code %d", code)
                    .isEqualTo(Double.valueOf(expected.get(code)));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void encodesAsMlDtypes(ScalarType type) throws IOException {
        for (var pair : table("encode", type)) {
            int split = pair.indexOf('=');
            assertThat(FloatFormat.of(type).encode(Double.parseDouble(pair.substring(0, split))))
                    .as(pair)
                    .isEqualTo(Long.parseLong(pair.substring(split + 1)));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void encodesWhatItDecodes(ScalarType type) {
        var format = FloatFormat.of(type);
        var random = new Random(SEED);
        long codes = type.bitWidth() <= 16 ? 1L << type.bitWidth() : 100_000;
        for (long i = 0; i < codes; i++) {
            long code = type.bitWidth() <= 16 ? i : random.nextLong() >>> (64 - type.bitWidth());
            double value = format.decode(code);
            if (!Double.isNaN(value)) {
                assertThat(format.encode(value))
                        .as("code %d, seed %d", code, SEED)
                        .isEqualTo(code);
            }
        }
    }

    /** The exact oracle: of the codes around a number, the nearest; of two as near, the one whose last bit is 0. */
    @ParameterizedTest
    @MethodSource("types")
    void roundsOnceToNearestEven(ScalarType type) {
        var format = FloatFormat.of(type);
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            double value = Math.scalb(1 + random.nextDouble(), random.nextInt(-20, 20));
            long code = format.encode(value);
            double found = format.decode(code);
            double below = format.decode(code - 1);
            double above = format.decode(code + 1);
            if (!Double.isFinite(found) || !Double.isFinite(above) || !(below < found && found < above)) {
                continue;
            }
            var distance = distance(value, found);
            assertThat(distance).as("%s, seed %d", value, SEED).isLessThanOrEqualTo(distance(value, below));
            assertThat(distance).as("%s, seed %d", value, SEED).isLessThanOrEqualTo(distance(value, above));
        }
    }

    private static BigDecimal distance(double a, double b) {
        return new BigDecimal(a).subtract(new BigDecimal(b)).abs();
    }

    @ParameterizedTest
    @MethodSource("types")
    void keepsNaN(ScalarType type) {
        var format = FloatFormat.of(type);
        double kept = format.decode(format.encode(Double.NaN));
        boolean hasNaN = type.bitWidth() > 6;
        assertThat(Double.isNaN(kept)).isEqualTo(hasNaN);
    }

    @Test
    void doesNotRoundTwice() {
        // Just above the tie of 1 and 1 + 2^-3: an f32 on the way would fall onto the tie, and then to 1.
        double value = 1 + 0x1p-4 + 0x1p-40;
        assertThat(FloatFormat.of(ScalarType.F8E4M3FN).encode(value)).isEqualTo(0x39);
    }
}
