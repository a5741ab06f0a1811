package dev.ranvier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ScalarType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of real and complex numbers against values of mpmath. */
class FunctionsTest {
    private static final double MAXIMUM_ULPS = 4;

    /** Functions with zeros that are no doubles, near which only the absolute error is small. */
    private static final Set<String> ABSOLUTE = Set.of(
            "complex<f64> stablehlo.exponential_minus_one", "complex<f64> stablehlo.logistic", "f64 chlo.lgamma");

    /** CHLO defines these with e^(x + log(1/2)), so that the rounding of the sum alone may cost |x| / 2 ulp. */
    private static final Set<String> BY_EXPONENTIALS = Set.of("f64 chlo.cosh", "f64 chlo.sinh");

    /** Lines of the table by type and op. */
    static Stream<Map.Entry<String, List<double[]>>> functions() throws IOException {
        var functions = new LinkedHashMap<String, List<double[]>>();
        try (var stream = Objects.requireNonNull(FunctionsTest.class.getResourceAsStream("functions.txt"))) {
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(words -> functions
                            .computeIfAbsent(words[0] + " " + words[1], _ -> new ArrayList<>())
                            .add(Arrays.stream(words)
                                    .skip(2)
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()));
        }
        return functions.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void agreesWithMpmath(Map.Entry<String, List<double[]>> function) {
        var key = function.getKey();
        var rows = function.getValue();
        var op = key.substring(key.indexOf(' ') + 1);
        boolean complex = key.startsWith("complex");
        boolean binary = !complex && rows.getFirst().length == 3;
        var type = complex ? ComplexType.C128 : ScalarType.F64;
        var lhs = Tensor.zeros(type, rows.size());
        var rhs = Tensor.zeros(type, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (complex) {
                lhs.setComplex(i, row[0], row[1]);
            } else {
                lhs.setDouble(i, row[0]);
                rhs.setDouble(i, row[1]);
            }
        }
        var spelled = lhs.type().toString();
        boolean chlo = op.startsWith("chlo.");
        var result = binary
                ? Programs.run(op + " %a, %b", spelled + ", " + spelled + " -> " + spelled, spelled, lhs, rhs)
                : Programs.run(op + " %a", chlo ? spelled + " -> " + spelled : spelled, spelled, lhs);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (complex) {
                check(key, row, result.getDouble(i), row[2]);
                check(key, row, result.getImaginary(i), row[3]);
            } else {
                check(key, row, result.getDouble(i), row[row.length - 1]);
            }
        }
    }

    private static void check(String key, double[] row, double actual, double expected) {
        if (actual == expected) {
            return;
        }
        double ulps = BY_EXPONENTIALS.contains(key) ? MAXIMUM_ULPS + Math.abs(row[0]) : MAXIMUM_ULPS;
        double allowed = ABSOLUTE.contains(key) ? 1e-14 * Math.max(1, Math.abs(expected)) : ulps * Math.ulp(expected);
        assertThat(Math.abs(actual - expected))
                .as("%s gives %s", Arrays.toString(row), actual)
                .isLessThanOrEqualTo(allowed);
    }
}
