package dev.ranvier.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs equal eager PyTorch, as exported and with PyTorch's core decompositions. */
class EagerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pointwise",
                "pointwise-decomposed",
                "reductions",
                "reductions-decomposed",
                "shapes",
                "shapes-decomposed",
                "products",
                "products-decomposed",
                "mathematics-decomposed",
                "dynamic"
            })
    void everyCaseEqualsEager(String name) {
        var fixture = Fixture.open(name);
        var results = fixture.run();
        var expected = fixture.expectedNames();
        assertThat(results).hasSameSizeAs(expected);
        var different = new ArrayList<String>();
        for (int i = 0; i < results.size(); i++) {
            var difference = difference(results.get(i), Tensor.of(fixture.tensor(expected.get(i))));
            if (!difference.isEmpty()) {
                different.add(expected.get(i) + ": " + difference);
            }
        }
        assertThat(different).isEmpty();
    }

    /** What differs by more than 1e-5 of the greatest element, or 1e-2 for narrow floats; empty if nothing does. */
    private static String difference(Tensor actual, Tensor expected) {
        if (!actual.type().equals(expected.type())) {
            return "is " + actual.type() + ", not " + expected.type();
        }
        if (!actual.elementType().isFloat()) {
            for (long i = 0; i < expected.count(); i++) {
                if (actual.getLong(i) != expected.getLong(i)) {
                    return "element " + i + " is " + actual.getLong(i) + ", not " + expected.getLong(i);
                }
            }
            return "";
        }
        double tolerance = ((ScalarType) expected.elementType()).bitWidth() < 32 ? 1e-2 : 1e-5;
        double scale = 1;
        for (long i = 0; i < expected.count(); i++) {
            double magnitude = Math.abs(expected.getDouble(i));
            scale = Double.isFinite(magnitude) ? Math.max(scale, magnitude) : scale;
        }
        for (long i = 0; i < expected.count(); i++) {
            double a = actual.getDouble(i);
            double b = expected.getDouble(i);
            boolean equal = a == b || (Double.isNaN(a) && Double.isNaN(b)) || Math.abs(a - b) <= tolerance * scale;
            if (!equal) {
                return "element " + i + " is " + a + ", not " + b;
            }
        }
        return "";
    }
}
