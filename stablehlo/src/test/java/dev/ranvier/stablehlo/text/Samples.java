package dev.ranvier.stablehlo.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The texts beside the tests: together every pretty form, every kind of attribute, type and location. */
final class Samples {
    private Samples() {}

    static Stream<String> names() {
        return Stream.of("elementwise.mlir", "structure.mlir", "quantized.mlir");
    }

    static String read(String name) {
        try (var stream = Samples.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
