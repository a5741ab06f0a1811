package dev.ranvier.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.reference.Interpreter;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.ChloOp.Unary.Erfc;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.text.TextParser;
import dev.ranvier.stablehlo.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jax.lax.erfc} as {@code jax.export} of JAX 0.10.2 writes it for its CPU platform. */
class RecomposeTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());

    private static String exported(String element) throws IOException {
        var name = "erfc_" + element + ".mlir";
        try (var file = Objects.requireNonNull(RecomposeTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Module parse(String text) {
        var module = TextParser.parse(text, "test.mlir");
        Verifier.check(module);
        return module;
    }

    private static long functions(Module module) {
        return module.entry().body().ops().stream()
                .filter(Erfc.class::isInstance)
                .count();
    }

    @ParameterizedTest
    @CsvSource({"f32, F32, 2, 3e-3", "f64, F64, 2, 1e-13", "bf16, BF16, 4, 1e-2"})
    void functionsThatJaxWritesAsArithmetic(String element, ScalarType type, int ops, double tolerance)
            throws IOException {
        var module = parse(exported(element));
        var whole = Recompose.run(module);
        Verifier.check(whole);
        assertThat(functions(whole)).isEqualTo(1);
        assertThat(whole.entry().body().ops()).hasSize(ops);
        var random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            var x = Tensor.zeros(type, 4);
            for (int k = 0; k < 4; k++) {
                x.setDouble(k, random.nextDouble(-9, 9));
            }
            var expected = result(module, x);
            var actual = result(whole, x);
            for (int k = 0; k < 4; k++) {
                double bound = tolerance * expected.getDouble(k);
                assertThat(Math.abs(actual.getDouble(k) - expected.getDouble(k)))
                        .as("of %s, seed %d", x.getDouble(k), SEED)
                        .isLessThanOrEqualTo(bound);
            }
        }
    }

    private static Tensor result(Module module, Tensor x) {
        return (Tensor) Interpreter.run(module, List.of(x)).getFirst();
    }

    @Test
    void constantsMayBeBroadcastScalars() throws IOException {
        var text = exported("f32").replaceAll("(%\\S+) = stablehlo.constant dense<(\\S+)> : tensor<4xf32>", """
                $1.scalar = stablehlo.constant dense<$2> : tensor<f32>
                    $1 = stablehlo.broadcast_in_dim $1.scalar, dims = [] : (tensor<f32>) -> tensor<4xf32>""");
        assertThat(functions(Recompose.run(parse(text)))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.92101908", "-88.7228394", "7.85386146E-5"})
    void otherNumbersMakeAnotherFunction(String number) throws IOException {
        var text = exported("f32");
        assertThat(text).contains(number);
        assertThat(functions(Recompose.run(parse(text.replace(number, "0.5"))))).isZero();
    }

    @Test
    void expressionsOfTwoVariablesAreNoFunction() throws IOException {
        var text = exported("f32")
                .replace("main(", "main(%y: tensor<4xf32>, ")
                .replace("%60 = stablehlo.abs %arg0", "%60 = stablehlo.abs %y");
        assertThat(functions(Recompose.run(parse(text)))).isZero();
    }

    @Test
    void whatIsUsedOtherwiseStays() throws IOException {
        var text = exported("f32")
                .replace(
                        "return %62 : tensor<4xf32>",
                        "%y = stablehlo.add %62, %5 : tensor<4xf32>\n return %y : tensor<4xf32>");
        var module = parse(text);
        var whole = Recompose.run(module);
        assertThat(functions(whole)).isEqualTo(1);
        var x = Tensor.zeros(ScalarType.F32, 4);
        x.setDouble(0, 1.5);
        assertThat(result(whole, x).getDouble(0)).isEqualTo(result(module, x).getDouble(0));
    }
}
