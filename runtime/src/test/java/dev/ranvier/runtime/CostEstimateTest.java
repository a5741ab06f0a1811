package dev.ranvier.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.text.TextParser;
import org.junit.jupiter.api.Test;

/** The expected numbers are counted by hand. */
class CostEstimateTest {
    private static CostEstimate of(String module) {
        return CostEstimate.of(TextParser.parse(module, "test"));
    }

    @Test
    void productsAndFunctions() {
        var estimate = of("""
                func.func private @twice(%x: tensor<4x5xf32>) -> tensor<4x5xf32> {
                  %y = stablehlo.add %x, %x : tensor<4x5xf32>
                  return %y : tensor<4x5xf32>
                }
                func.func @main(%a: tensor<4x3xf32>, %b: tensor<3x5xf32>) -> tensor<4x5xf32> {
                  %c = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0]
                      : (tensor<4x3xf32>, tensor<3x5xf32>) -> tensor<4x5xf32>
                  %d = stablehlo.exponential %c : tensor<4x5xf32>
                  %e = call @twice(%d) : (tensor<4x5xf32>) -> tensor<4x5xf32>
                  return %e : tensor<4x5xf32>
                }
                """);
        assertThat(estimate.flops()).isEqualTo(2 * 4 * 3 * 5 + 20);
        assertThat(estimate.transcendentals()).isEqualTo(20);
        assertThat(estimate.bytesAccessed()).isEqualTo(4 * (12 + 15 + 20 + 2 * 20 + 3 * 20));
    }

    @Test
    void reductionsAndBranches() {
        var estimate = of("""
                func.func @main(%a: tensor<8x4xf32>, %p: tensor<i1>) -> tensor<8xf32> {
                  %zero = stablehlo.constant dense<0.0> : tensor<f32>
                  %sum = stablehlo.reduce(%a init: %zero) applies stablehlo.add across dimensions = [1]
                      : (tensor<8x4xf32>, tensor<f32>) -> tensor<8xf32>
                  %r = "stablehlo.if"(%p) ({
                    %x = stablehlo.add %sum, %sum : tensor<8xf32>
                    %y = stablehlo.multiply %x, %x : tensor<8xf32>
                    stablehlo.return %y : tensor<8xf32>
                  }, {
                    stablehlo.return %sum : tensor<8xf32>
                  }) : (tensor<i1>) -> tensor<8xf32>
                  return %r : tensor<8xf32>
                }
                """);
        assertThat(estimate.flops()).isEqualTo(32 + 16);
    }
}
