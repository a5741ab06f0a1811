package dev.ranvier.stablehlo.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.text.TextParser;
import dev.ranvier.stablehlo.verify.Verifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Small programs, one a rule or a conflict; what is expected follows from Shardy's document "Propagation". Programs at
 * large are held against XLA in {@code python/tests/sharded_programs.py}.
 */
class ShardingPropagationTest {
    private static ShardingPropagation propagated(String arguments, String results, String body) {
        return ShardingPropagation.of(TextParser.parse("""
                sdy.mesh @mesh = <["x"=4, "y"=2]>
                func.func @main(%s) -> (%s) {
                %s
                }
                """.formatted(arguments, results, body), "test"));
    }

    private static List<String> results(String arguments, String result, String body) {
        return texts(propagated(arguments, result, body).results());
    }

    private static List<String> texts(List<Optional<TensorSharding>> shardings) {
        return shardings.stream()
                .map(sharding -> sharding.map(ShardingPropagationTest::text).orElse("-"))
                .toList();
    }

    /** Axes by dimension, such as {@code x.y|} for the first of two dimensions split by x and y. */
    private static String text(TensorSharding sharding) {
        return sharding.dimensionShardings().stream()
                .map(dimension -> dimension.axes().stream()
                        .map(axis -> axis.subAxisInfo() == null ? axis.name() : axis.name() + ":" + axis.subAxisInfo())
                        .collect(Collectors.joining(".")))
                .collect(Collectors.joining("|"));
    }

    private static String sharded(String name, String type, String dimensions) {
        return "%s: %s {sdy.sharding = #sdy.sharding<@mesh, [%s]>}".formatted(name, type, dimensions);
    }

    @Test
    void throughAProductToItsFreeDimensions() {
        var results = results(
                sharded("%a", "tensor<8x16xf32>", "{\"x\"}, {}") + ", "
                        + sharded("%b", "tensor<16x4xf32>", "{}, {\"y\"}"),
                "tensor<8x4xf32>",
                """
                %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0]
                    : (tensor<8x16xf32>, tensor<16x4xf32>) -> tensor<8x4xf32>
                return %0 : tensor<8x4xf32>
                """);
        assertThat(results).containsExactly("x|y");
    }

    @Test
    void alongAContractedDimensionToTheOtherOperand() {
        var outcome = propagated(
                sharded("%a", "tensor<8x16xf32>", "{}, {\"x\"}") + ", %b: tensor<16x4xf32>", "tensor<8x4xf32>", """
                %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0]
                    : (tensor<8x16xf32>, tensor<16x4xf32>) -> tensor<8x4xf32>
                return %0 : tensor<8x4xf32>
                """);
        assertThat(texts(outcome.arguments())).containsExactly("|x", "x|");
        assertThat(texts(outcome.results())).containsExactly("-");
    }

    @Test
    void reshapesPassTheMajorFactors() {
        var results = results(
                sharded("%a", "tensor<8x6xf32>", "{\"x\"}, {\"y\"}"),
                "tensor<4x2x6xf32>, tensor<48xf32>, tensor<2x24xf32>",
                """
                %0 = stablehlo.reshape %a : (tensor<8x6xf32>) -> tensor<4x2x6xf32>
                %1 = stablehlo.reshape %a : (tensor<8x6xf32>) -> tensor<48xf32>
                %2 = stablehlo.reshape %a : (tensor<8x6xf32>) -> tensor<2x24xf32>
                return %0, %1, %2 : tensor<4x2x6xf32>, tensor<48xf32>, tensor<2x24xf32>
                """);
        // An axis of 4 does not fit into a dimension of 2, and results have no parts of axes.
        assertThat(results).containsExactly("x||y", "x", "|");
    }

    @Test
    void theFirstOperandOfEqualSizeWins() {
        var results = results(
                sharded("%a", "tensor<8x8xf32>", "{\"x\"}, {}") + ", "
                        + sharded("%b", "tensor<8x8xf32>", "{}, {\"x\"}"),
                "tensor<8x8xf32>",
                "%0 = stablehlo.add %a, %b : tensor<8x8xf32>\n return %0 : tensor<8x8xf32>");
        assertThat(results).containsExactly("x|");
    }

    @Test
    void constraintsHoldForWhatIsBeforeAndAfter() {
        var outcome = propagated("%a: tensor<8x8xf32>", "tensor<8x8xf32>", """
                %0 = stablehlo.sine %a : tensor<8x8xf32>
                %1 = sdy.sharding_constraint %0 <@mesh, [{"y"}, {"x"}]> : tensor<8x8xf32>
                %2 = stablehlo.transpose %1, dims = [1, 0] : (tensor<8x8xf32>) -> tensor<8x8xf32>
                return %2 : tensor<8x8xf32>
                """);
        assertThat(texts(outcome.arguments())).containsExactly("y|x");
        assertThat(texts(outcome.results())).containsExactly("x|y");
    }

    @Test
    void loopsCarryShardings() {
        var results = results(
                sharded("%a", "tensor<8xf32>", "{\"x\"}") + ", %n: tensor<i32>", "tensor<8xf32>, tensor<i32>", """
                %0:2 = stablehlo.while(%c = %a, %i = %n) : tensor<8xf32>, tensor<i32>
                cond {
                  %3 = stablehlo.constant dense<9> : tensor<i32>
                  %4 = stablehlo.compare LT, %i, %3 : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  stablehlo.return %4 : tensor<i1>
                } do {
                  %5 = stablehlo.add %c, %c : tensor<8xf32>
                  stablehlo.return %5, %i : tensor<8xf32>, tensor<i32>
                }
                return %0#0, %0#1 : tensor<8xf32>, tensor<i32>
                """);
        assertThat(results).containsExactly("x", "-");
    }

    @Test
    void sizesThatAnAxisDoesNotDivideStayWhole() {
        var results = results(
                sharded("%a", "tensor<8xf32>", "{\"x\"}"),
                "tensor<6xf32>",
                "%0 = stablehlo.slice %a [0:6] : (tensor<8xf32>) -> tensor<6xf32>\n return %0 : tensor<6xf32>");
        assertThat(results).containsExactly("");
    }

    @Test
    void manualComputationsAreSplitByTheirManualAxesAndPassOthers() {
        var results = results(sharded("%a", "tensor<8x8xf32>", "{\"x\"}, {\"y\"}"), "tensor<8x8xf32>", """
                %0 = sdy.manual_computation(%a) in_shardings=[<@mesh, [{"x", ?}, {?}]>]
                    out_shardings=[<@mesh, [{"x", ?}, {?}]>] manual_axes={"x"} (%b: tensor<2x8xf32>) {
                  %1 = stablehlo.sine %b : tensor<2x8xf32>
                  sdy.return %1 : tensor<2x8xf32>
                } : (tensor<8x8xf32>) -> tensor<8x8xf32>
                return %0 : tensor<8x8xf32>
                """);
        assertThat(results).containsExactly("x|y");
    }

    @Test
    void gspmdAnnotationsAreReadAsShardys() {
        var module = TextParser.parse("""
                func.func @main(%a: tensor<8x8xf32> {mhlo.sharding = "{devices=[2,4]<=[4,2]T(1,0)}"})
                    -> (tensor<8x8xf32> {mhlo.sharding = "{devices=[4,1,2]<=[8] last_tile_dim_replicate}"},
                        tensor<8x8xf32>) {
                  %0 = stablehlo.custom_call @Sharding(%a) {mhlo.sharding = "{devices=[1,4,2]<=[8] last_tile_dim_replicate}"}
                      : (tensor<8x8xf32>) -> tensor<8x8xf32>
                  return %a, %0 : tensor<8x8xf32>, tensor<8x8xf32>
                }
                """, "test");
        var outcome = ShardingPropagation.of(GspmdImport.run(module, 8));
        assertThat(texts(outcome.arguments())).containsExactly("devices1|devices0");
        assertThat(texts(outcome.results())).containsExactly("devices0|", "|devices0");
    }

    @Test
    void gspmdsManualCallsBecomeManualComputations() {
        var module = TextParser.parse("""
                func.func @main(%a: tensor<8xf32>) -> tensor<8xf32> {
                  %0 = stablehlo.custom_call @Sharding(%a) {mhlo.sharding = "{devices=[4,2]<=[8] last_tile_dim_replicate}"}
                      : (tensor<8xf32>) -> tensor<8xf32>
                  %1 = stablehlo.custom_call @SPMDFullToShardShape(%0) {mhlo.sharding = "{manual}"}
                      : (tensor<8xf32>) -> tensor<2xf32>
                  %2 = call @body(%1) : (tensor<2xf32>) -> tensor<2xf32>
                  %3 = stablehlo.custom_call @Sharding(%2) {mhlo.sharding = "{manual}"}
                      : (tensor<2xf32>) -> tensor<2xf32>
                  %4 = stablehlo.custom_call @SPMDShardToFullShape(%3)
                      {mhlo.sharding = "{devices=[4,2]<=[8] last_tile_dim_replicate}"} : (tensor<2xf32>) -> tensor<8xf32>
                  return %4 : tensor<8xf32>
                }
                func.func private @body(%a: tensor<2xf32>) -> tensor<2xf32> {
                  return %a : tensor<2xf32>
                }
                """, "test");
        var imported = GspmdImport.run(module, 8);
        Verifier.check(imported);
        assertThat(imported.entry().body().ops().stream().map(op -> op.opName()))
                .containsExactly("sdy.sharding_constraint", "sdy.manual_computation", "func.return");
        assertThat(texts(ShardingPropagation.of(imported).results())).containsExactly("devices0");
    }
}
