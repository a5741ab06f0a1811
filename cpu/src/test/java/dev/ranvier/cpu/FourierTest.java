package dev.ranvier.cpu;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fourier transforms agree with the reference's, which are exact, up to a few units of the greatest number. */
final class FourierTest {
    private static final Comparison DEVICES = new Comparison();

    @AfterAll
    static void close() {
        DEVICES.close();
    }

    static Stream<String> lengths() {
        return Stream.of(1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 15, 16, 17, 19, 26, 30, 32, 37, 64, 97, 98, 100, 256, 289)
                .flatMap(length -> Stream.of("f32", "f64").flatMap(part -> lines(part, length)));
    }

    private static Stream<String> lines(String part, int length) {
        var complex = "complex<" + part + ">";
        int half = length / 2 + 1;
        return Stream.of(1, 18)
                .flatMap(count -> Stream.of(
                        program(
                                "FFT",
                                count + "x" + length + "x" + complex,
                                count + "x" + length + "x" + complex,
                                length),
                        program(
                                "IFFT",
                                count + "x" + length + "x" + complex,
                                count + "x" + length + "x" + complex,
                                length),
                        program("RFFT", count + "x" + length + "x" + part, count + "x" + half + "x" + complex, length),
                        program(
                                "IRFFT",
                                count + "x" + half + "x" + complex,
                                count + "x" + length + "x" + part,
                                length)));
    }

    static Stream<String> dimensions() {
        return Stream.of("f32", "f64").flatMap(part -> {
            var complex = "complex<" + part + ">";
            return Stream.of(
                    program("FFT", "3x4x21x" + complex, "3x4x21x" + complex, 4, 21),
                    program("IFFT", "2x3x20x" + complex, "2x3x20x" + complex, 2, 3, 20),
                    program("FFT", "2x6x17x" + complex, "2x6x17x" + complex, 6, 17),
                    program("IFFT", "19x2x" + complex, "19x2x" + complex, 19, 2),
                    program("FFT", "24x40x" + complex, "24x40x" + complex, 24, 40),
                    program("RFFT", "2x5x12x" + part, "2x5x7x" + complex, 5, 12),
                    program("IRFFT", "3x17x5x" + complex, "3x17x9x" + part, 17, 9),
                    program("RFFT", "2x6x4x8x" + part, "2x6x4x5x" + complex, 6, 4, 8),
                    program("IRFFT", "2x3x4x5x" + complex, "2x3x4x8x" + part, 3, 4, 8),
                    program("FFT", "0x4x" + complex, "0x4x" + complex, 4));
        });
    }

    private static String program(String kind, String operand, String result, int... lengths) {
        return """
                func.func @main(%%x: tensor<%1$s>) -> tensor<%2$s> {
                  %%0 = stablehlo.fft %%x, type = %3$s, length = %4$s : (tensor<%1$s>) -> tensor<%2$s>
                  return %%0 : tensor<%2$s>
                }""".formatted(operand, result, kind, Arrays.toString(lengths));
    }

    @ParameterizedTest
    @MethodSource({"lengths", "dimensions"})
    void agreesWithTheExactTransform(String program) throws InterruptedException {
        DEVICES.compareSums(program, 8);
    }
}
