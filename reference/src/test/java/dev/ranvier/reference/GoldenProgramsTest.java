package dev.ranvier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.text.TextParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Functions whose results are, in the first half, what their ops give, and in the second half what XLA gave for the same
 * ops on CPU, for inputs such that every step is exact, or the formulas that define them.
 */
class GoldenProgramsTest {
    private static final List<String> FILES = List.of(
            "algebra.mlir", "control.mlir", "hyperbolic.mlir", "indexing.mlir", "random_bits.mlir", "reductions.mlir");

    @TestFactory
    Stream<DynamicNode> programs() {
        return FILES.stream().flatMap(file -> {
            var module = read(file);
            return module.functions().stream()
                    .map(Declaration.Func::symName)
                    .map(name -> DynamicTest.dynamicTest(file + " " + name, () -> verify(module, name)));
        });
    }

    private static void verify(Module module, String function) {
        var program = new Interpreter.ProcessProgram(function, List.of());
        var results = Interpreter.runParallel(module, 1, 1, List.of(program), new Host())
                .getFirst();
        int half = results.size() / 2;
        for (int i = 0; i < half; i++) {
            var actual = ((Tensor) results.get(i)).toElements();
            var expected = ((Tensor) results.get(half + i)).toElements();
            assertThat(actual.type()).isEqualTo(expected.type());
            assertThat(actual.data().mismatch(expected.data()))
                    .as("first byte of result %d that differs", i)
                    .isEqualTo(-1);
        }
    }

    private static Module read(String file) {
        try (var stream = GoldenProgramsTest.class.getResourceAsStream(file)) {
            assertThat(stream).as(file).isNotNull();
            return TextParser.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
