package dev.ranvier.compiler.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.compiler.Inline;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.text.TextParser;
import dev.ranvier.stablehlo.text.TextPrinter;
import dev.ranvier.stablehlo.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each device has, computes and exchanges; what the programs give is tested where they run. */
class PartitionTest {
    private static final String MESH = "sdy.mesh @mesh = <[\"x\"=4, \"y\"=2]>\n";

    private static Module partitioned(String program) {
        var module = TextParser.parse(MESH + program, "test.mlir");
        var entry = new EntryFunction(module, CompileOptions.partitioned(8));
        var written = Partition.run(Inline.run(module), entry, 8);
        Verifier.check(written);
        return written;
    }

    /** The names of the collectives in the order of the program. */
    private static List<String> collectives(Module module) {
        var names = new ArrayList<String>();
        collect(module.entry().body(), names);
        return names;
    }

    private static void collect(Region region, List<String> names) {
        for (var op : region.ops()) {
            if (op instanceof dev.ranvier.stablehlo.CollectiveOp && !op.opName().endsWith("_id")) {
                names.add(op.opName());
            }
            op.regions().forEach(inner -> collect(inner, names));
        }
    }

    private static String text(Module module) {
        return TextPrinter.print(module, TextPrinter.Options.PRETTY);
    }

    @Test
    void aProductSplitAlongWhatIsSummed() {
        var module = partitioned("""
                func.func @main(%a: tensor<8x16xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {"y"}]>}, %b: tensor<16x6xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"y"}, {}]>}) -> (tensor<8x6xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {}]>}) {
                  %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0] : (tensor<8x16xf32>, tensor<16x6xf32>) -> tensor<8x6xf32>
                  return %0 : tensor<8x6xf32>
                }""");
        assertThat(collectives(module)).containsExactly("stablehlo.all_reduce");
        assertThat(text(module)).contains("(tensor<2x8xf32>, tensor<8x6xf32>) -> tensor<2x6xf32>");
    }

    @Test
    void aSumOfWhichEachDeviceKeepsAPart() {
        var module = partitioned("""
                func.func @main(%a: tensor<16x8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {}]>}, %b: tensor<16x6xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {}]>}) -> (tensor<8x6xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {}]>}) {
                  %0 = stablehlo.dot_general %a, %b, contracting_dims = [0] x [0] : (tensor<16x8xf32>, tensor<16x6xf32>) -> tensor<8x6xf32>
                  return %0 : tensor<8x6xf32>
                }""");
        assertThat(collectives(module)).containsExactly("stablehlo.reduce_scatter");
    }

    @Test
    void anotherDimensionSplitByTheSameAxis() {
        var module = partitioned("""
                func.func @main(%a: tensor<8x16xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {"y"}]>}) -> (tensor<8x16xf32> {sdy.sharding = #sdy.sharding<@mesh, [{}, {"y", "x"}]>}) {
                  return %a : tensor<8x16xf32>
                }""");
        assertThat(collectives(module)).containsExactly("stablehlo.all_to_all");
    }

    @Test
    void partsOfTheSameSizesOnOtherDevices() {
        var module = partitioned("""
                func.func @main(%a: tensor<8x16xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x", "y"}, {}]>}) -> (tensor<8x16xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"y", "x"}, {}]>}) {
                  return %a : tensor<8x16xf32>
                }""");
        assertThat(collectives(module)).containsExactly("stablehlo.collective_permute");
    }

    @Test
    void whatEachDeviceCanMakeItself() {
        var module = partitioned("""
                func.func @main(%a: tensor<8x16xi32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {"y"}]>}) -> (tensor<8x16xi32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {"y"}]>}) {
                  %0 = stablehlo.iota dim = 0 : tensor<8x16xi32>
                  %1 = stablehlo.constant dense<3> : tensor<8x16xi32>
                  %2 = stablehlo.multiply %0, %1 : tensor<8x16xi32>
                  %3 = stablehlo.add %a, %2 : tensor<8x16xi32>
                  return %3 : tensor<8x16xi32>
                }""");
        assertThat(collectives(module)).isEmpty();
        assertThat(text(module)).doesNotContain("8x16");
    }

    @Test
    void constraintsOnSingleElementsSayNothing() {
        var module = partitioned("""
                func.func @main(%a: tensor<8x16xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {"y"}]>}) -> tensor<16xf32> {
                  %0 = stablehlo.constant dense<0.0> : tensor<f32>
                  %1 = stablehlo.reduce(%a init: %0) across dimensions = [0] : (tensor<8x16xf32>, tensor<f32>) -> tensor<16xf32>
                    reducer(%x: tensor<f32>, %y: tensor<f32>) {
                      %2 = stablehlo.add %x, %y : tensor<f32>
                      %3 = sdy.sharding_constraint %2 <@mesh, []> : tensor<f32>
                      stablehlo.return %3 : tensor<f32>
                    }
                  return %1 : tensor<16xf32>
                }""");
        assertThat(collectives(module)).containsExactly("stablehlo.all_reduce");
        assertThat(text(module)).doesNotContain("sdy.sharding_constraint");
    }

    @Test
    void programsWithoutShardingsRunOnce() {
        var module = partitioned("""
                func.func @main(%a: tensor<8xf32>) -> tensor<8xf32> {
                  %0 = stablehlo.negate %a : tensor<8xf32>
                  return %0 : tensor<8xf32>
                }""");
        assertThat(Partition.isPerDevice(module)).isFalse();
    }
}
