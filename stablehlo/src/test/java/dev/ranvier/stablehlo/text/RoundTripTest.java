package dev.ranvier.stablehlo.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.ShapeOp.Constant;
import dev.ranvier.stablehlo.text.TextPrinter.Locations;
import dev.ranvier.stablehlo.text.TextPrinter.Options;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that is read and written is the same program; that it is the right one, jaxlib judges in python/tests. */
class RoundTripTest {
    static Stream<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bothFormsAreTheSameProgram(String name) {
        var module = TextParser.parse(Samples.read(name), name);
        var generic = new Options(true, Locations.NONE, false);

        assertThat(TextPrinter.print(TextParser.parse(TextPrinter.print(module, Options.PRETTY), "copy"), generic))
                .isEqualTo(TextPrinter.print(module, generic));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void locationsAreKept(String name) {
        var module = TextParser.parse(Samples.read(name), name);
        for (var options : List.of(Options.WITH_LOCATIONS, new Options(true, Locations.FULL, false))) {
            var text = TextPrinter.print(module, options);

            assertThat(TextPrinter.print(TextParser.parse(text, "copy"), options))
                    .isEqualTo(text);
        }
    }

    @Test
    void whatHasNoLocationIsWhereItStands() {
        var module = TextParser.parse("""
                func.func @f(%a: tensor<f32>) -> tensor<f32> {
                  %0 = stablehlo.abs %a : tensor<f32>
                  return %0 : tensor<f32>
                }
                """, "file");
        var function = function(module);

        assertThat(module.location()).isEqualTo(new Location.FileLineColumn("file", 0, 0));
        assertThat(function.location()).isEqualTo(new Location.FileLineColumn("file", 1, 1));
        assertThat(function.body().arguments().getFirst().location())
                .isEqualTo(new Location.FileLineColumn("file", 1, 14));
        assertThat(function.body().ops().getFirst().location()).isEqualTo(new Location.FileLineColumn("file", 2, 8));
    }

    @Test
    void columnsCountBytesOfUtf8() {
        var module = TextParser.parse("func.func @\"λ😀\"() { return }", "file");

        assertThat(function(module).body().ops().getFirst().location())
                .isEqualTo(new Location.FileLineColumn("file", 1, 25));
        assertThat(function(module).symName()).isEqualTo("λ😀");
    }

    @Test
    void bytesThatAreNoUtf8AreKept() {
        var text = "func.func private @\"\\FFa\\80\\CE\\BB\"()";

        assertThat(TextPrinter.print(TextParser.parse(text, "-"), Options.PRETTY))
                .contains("@\"\\FFa\\80\\CE\\BB\"");
    }

    @Test
    void numbersKeepTheirBits() {
        assertThat(constant("dense<[0x7FC00001, 0xFFFFFFFF, -0.0, 1.0e-45, 0.1]> : tensor<5xf32>")
                        .toLongs())
                .containsExactly(0x7FC00001L, 0xFFFFFFFFL, 0x80000000L, 1, Float.floatToIntBits(0.1f));
        assertThat(constant("dense<[255, -128, 0x80]> : tensor<3xi8>").toLongs())
                .containsExactly(-1, -128, -128);
        assertThat(constant("dense<\"0x0F08\"> : tensor<2xi4>").toLongs()).containsExactly(-1, -8);
        assertThat(constant("dense<true> : tensor<1000000x1000000x1000000x1000000xi1>")
                        .isSplat())
                .isTrue();
    }

    @Test
    void largeConstantsCanBeLeftOut() {
        var text = "func.func @f() { %0 = stablehlo.constant dense<[" + "1, ".repeat(39)
                + "2]> : tensor<40xi8>\n return }";
        var module = TextParser.parse(text, "-");

        assertThat(TextPrinter.print(module, new Options(false, Locations.NONE, true)))
                .contains("dense_resource<__elided__> : tensor<40xi8>")
                .doesNotContain("1, 1");
    }

    private static DenseElements constant(String literal) {
        var module = TextParser.parse("func.func @f() { %0 = stablehlo.constant " + literal + "\nreturn }", "-");
        return (DenseElements) ((Constant) function(module).body().ops().getFirst()).value();
    }

    private static Func function(Module module) {
        return module.functions().getFirst();
    }
}
