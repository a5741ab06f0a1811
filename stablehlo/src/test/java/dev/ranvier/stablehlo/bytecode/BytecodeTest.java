package dev.ranvier.stablehlo.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.ShapeOp.Constant;
import dev.ranvier.stablehlo.text.TextParser;
import dev.ranvier.stablehlo.text.TextPrinter;
import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BytecodeTest {
    private static Module read(byte[] artifact) {
        return BytecodeReader.read(MemorySegment.ofArray(artifact));
    }

    private static String print(Module module) {
        return TextPrinter.print(module, TextPrinter.Options.WITH_LOCATIONS);
    }

    @TestFactory
    Stream<DynamicTest> samplesComeBackUnchanged() {
        return Samples.all().entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.getKey(), () -> {
                    var module = read(sample.getValue());
                    var written = BytecodeWriter.write(module);
                    assertThat(print(read(written))).isEqualTo(print(module));
                    assertThat(BytecodeWriter.write(read(written))).isEqualTo(written);
                }));
    }

    @Test
    void quantizedBoundedAndOtherTypesSurvive() {
        var text = """
                module {
                  func.func private @types(
                      tensor<2x!quant.uniform<i8:f32, 2.000000e+00:15>>,
                      tensor<2x!quant.uniform<u8<1:200>:f32:0, {5.000000e-01:3,1.500000e+00}>>,
                      tensor<?x4xf32, #stablehlo.bounds<7, ?>>, tensor<?xi4>,
                      tuple<tensor<f8E4M3FN>, !stablehlo.token>, memref<4xf32>)
                }
                """;
        var module = TextParser.parse(text, "-");
        var again = read(BytecodeWriter.write(module));
        assertThat(print(again)).isEqualTo(print(module));
    }

    @Test
    void castsJoinOtherDialectsAndAreDroppedAgain() {
        var text = """
                func.func @main(%x: tensor<4x!quant.uniform<i8:f32, 1.0>>, %y: tensor<4xf8E4M3FN>) {
                  %0 = sdy.sharding_constraint %x <@mesh, [{}]> : tensor<4x!quant.uniform<i8:f32, 1.0>>
                  %1 = chlo.erf %y : tensor<4xf8E4M3FN> -> tensor<4xf8E4M3FN>
                  %2 = stablehlo.add %1, %y : tensor<4xf8E4M3FN>
                  return
                }
                sdy.mesh @mesh = <["a"=2]>
                """;
        var module = TextParser.parse(text, "-");
        assertThat(print(read(BytecodeWriter.write(module)))).isEqualTo(print(module));
    }

    @Test
    void resourcesSurvive() {
        var text = """
                module attributes {a.resource = dense_resource<big> : tensor<2xf32>} {
                  func.func @main() -> tensor<1xi32> {
                    %0 = stablehlo.constant dense_resource<small> : tensor<1xi32>
                    return %0 : tensor<1xi32>
                  }
                }
                {-# dialect_resources: { builtin: {
                  small: "0x0400000001000000",
                  big: "0x400000000000010000000F00"
                } } #-}
                """;
        var module = TextParser.parse(text, "-");
        assertThat(print(read(BytecodeWriter.write(module)))).isEqualTo(print(module));
    }

    @Test
    void splatsStaySplats() {
        var text = "func.func @f() { %0 = stablehlo.constant dense<7> : tensor<1000x1000xi64> return }";
        var artifact = BytecodeWriter.write(TextParser.parse(text, "-"));
        assertThat(artifact).hasSizeLessThan(1000);
        var constant =
                (Constant) read(artifact).functions().getFirst().body().ops().getFirst();
        assertThat(((DenseElements) constant.value()).isSplat()).isTrue();
    }
}
