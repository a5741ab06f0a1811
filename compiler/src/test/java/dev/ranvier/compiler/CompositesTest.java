package dev.ranvier.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.text.TextParser;
import dev.ranvier.stablehlo.verify.Verifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of CHLO that come as composites, as JAX's client writes them. */
class CompositesTest {
    @ParameterizedTest
    @CsvSource({
        "chlo.erf, f32, 1, true",
        "chlo.acos, bf16, 1, true",
        "chlo.acos, f64, 1, true",
        "chlo.lgamma, f64, 1, true",
        "chlo.lgamma, f32, 1, false",
        "chlo.asin, complex<f32>, 1, false",
        "chlo.erf, f32, 2, false",
        "mine.erf, f32, 1, false",
    })
    void functionsThatTheDeviceComputesBetter(String name, String element, int version, boolean known) {
        var module = TextParser.parse("""
                func.func @main(%%x: tensor<3x%2$s>) -> tensor<3x%2$s> {
                  %%0 = stablehlo.composite "%1$s" %%x {decomposition = @impl, version = %3$d : i32} : (tensor<3x%2$s>) -> tensor<3x%2$s>
                  return %%0 : tensor<3x%2$s>
                }
                func.func private @impl(%%x: tensor<3x%2$s>) -> tensor<3x%2$s> {
                  %%0 = stablehlo.tanh %%x : tensor<3x%2$s>
                  return %%0 : tensor<3x%2$s>
                }""".formatted(name, element, version), "test.mlir");
        var written = FrameworkOps.run(module);
        Verifier.check(written);
        var op = written.entry().body().ops().getFirst();
        if (known) {
            assertThat(op).isInstanceOf(ChloOp.Unary.class);
            assertThat(op.opName()).isEqualTo(name);
        } else {
            assertThat(op).isInstanceOf(ControlFlowOp.Composite.class);
        }
    }
}
