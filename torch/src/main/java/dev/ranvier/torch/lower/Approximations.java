package dev.ranvier.torch.lower;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Coefficients of polynomials and series by name, such as "j0.PP": those of the Cephes Mathematical Library. */
final class Approximations {
    private static final String RESOURCE = "approximations.txt";
    private static final Map<String, double[]> BY_NAME = load();

    private Approximations() {}

    /** The coefficients, that of the highest power or order first. */
    static double[] get(String name) {
        var coefficients = BY_NAME.get(name);
        if (coefficients == null) {
            throw new IllegalArgumentException("no coefficients are named " + name);
        }
        return coefficients;
    }

    private static Map<String, double[]> load() {
        try (var resource = Approximations.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + RESOURCE);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", -1))
                    .collect(Collectors.toMap(words -> words[0], Approximations::numbers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] numbers(String[] words) {
        return Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    }
}
