package dev.ranvier.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.reference.Tensor;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.text.TextParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A kernel that is broken on purpose is named, with its source line. */
class ProgramDiffTest {
    private static ProgramDiff.Report compare(String text) throws InterruptedException {
        return compare("broken", text);
    }

    private static ProgramDiff.Report compare(String kind, String text) throws InterruptedException {
        var module = TextParser.parse(text, "test.mlir");
        var input = Tensor.zeros(ScalarType.F32, 4);
        for (int i = 0; i < 4; i++) {
            input.setDouble(i, i - 1.5);
        }
        try (var broken = Client.open(ClientOptions.of(kind));
                var reference = Client.open(ClientOptions.of("reference"))) {
            return new ProgramDiff(new ProgramRunner(broken), new ProgramRunner(reference), 64, 10)
                    .compare(module, List.of(input));
        }
    }

    @Test
    void whatIsRightAgrees() throws InterruptedException {
        var report = compare("""
                func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
                  %0 = stablehlo.exponential %x : tensor<4xf32>
                  return %0 : tensor<4xf32>
                }""");
        assertThat(report.agrees()).isTrue();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void theOpThatIsWrongIsToldFromThoseThatFollow() throws InterruptedException {
        var report = compare("""
                func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
                  %0 = stablehlo.exponential %x : tensor<4xf32> loc("model.py":3:1)
                  %1 = func.call @layer(%0) : (tensor<4xf32>) -> tensor<4xf32>
                  %2 = stablehlo.negate %1 : tensor<4xf32> loc("model.py":5:1)
                  return %2 : tensor<4xf32>
                }
                func.func private @layer(%x: tensor<4xf32>) -> tensor<4xf32> {
                  %0 = stablehlo.tanh %x : tensor<4xf32> loc("layer.py":12:1)
                  return %0 : tensor<4xf32>
                }""");
        assertThat(report.agrees()).isFalse();
        assertThat(report.findings())
                .extracting(Finding::op, Finding::place, Finding::isCause)
                .containsExactly(
                        tuple("stablehlo.tanh", "layer.py:12", true), tuple("stablehlo.negate", "model.py:5", false));
        assertThat(report.findings().getFirst().toString())
                .startsWith("stablehlo.tanh at layer.py:12: WRONG on right operands")
                .contains("4 of 4 elements differ");
    }

    @Test
    void loopsAndBranchesAreLookedInto() throws InterruptedException {
        var report = compare("""
                func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
                  %zero = stablehlo.constant dense<0> : tensor<i32>
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %three = stablehlo.constant dense<3> : tensor<i32>
                  %0:2 = stablehlo.while(%i = %zero, %a = %x) : tensor<i32>, tensor<4xf32>
                  cond {
                    %more = stablehlo.compare LT, %i, %three : (tensor<i32>, tensor<i32>) -> tensor<i1>
                    stablehlo.return %more : tensor<i1>
                  } do {
                    %j = stablehlo.add %i, %one : tensor<i32>
                    %second = stablehlo.compare EQ, %i, %one : (tensor<i32>, tensor<i32>) -> tensor<i1>
                    %b = "stablehlo.if"(%second) ({
                      %1 = stablehlo.tanh %a : tensor<4xf32> loc("model.py":7:3)
                      stablehlo.return %1 : tensor<4xf32>
                    }, {
                      stablehlo.return %a : tensor<4xf32>
                    }) : (tensor<i1>) -> tensor<4xf32>
                    stablehlo.return %j, %b : tensor<i32>, tensor<4xf32>
                  }
                  return %0#1 : tensor<4xf32>
                }""");
        assertThat(report.findings()).hasSize(1);
        var finding = report.findings().getFirst();
        assertThat(finding.place()).isEqualTo("model.py:7");
        assertThat(finding.within()).isEqualTo("a branch of stablehlo.if in round 2 of stablehlo.while");
        assertThat(finding.isCause()).isTrue();
    }

    @Test
    void anOpThatIsWrongOnlyInAFusionIsNamedWithTheOpsBeforeIt() throws InterruptedException {
        var report = compare("broken-fusion", """
                func.func @main(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
                  %0 = stablehlo.tanh %x : tensor<4xf32> loc("model.py":2:1)
                  %1 = stablehlo.exponential %x : tensor<4xf32> loc("model.py":3:1)
                  %2 = stablehlo.tanh %1 : tensor<4xf32> loc("model.py":4:1)
                  %3 = stablehlo.negate %2 : tensor<4xf32> loc("model.py":5:1)
                  %4 = stablehlo.add %0, %3 : tensor<4xf32> loc("model.py":6:1)
                  return %4, %0 : tensor<4xf32>, tensor<4xf32>
                }""");
        assertThat(report.agrees()).isFalse();
        assertThat(report.findings())
                .extracting(Finding::op, Finding::place, Finding::within, Finding::isCause)
                .containsExactly(tuple(
                        "stablehlo.tanh", "model.py:4", "a fusion with stablehlo.exponential at model.py:3", true));
    }
}
