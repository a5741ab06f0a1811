package dev.ranvier.stablehlo.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.text.TextParser;
import dev.ranvier.stablehlo.text.TextPrinter;
import dev.ranvier.stablehlo.verify.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeRefinementTest {
    private static TensorType f32(long... shape) {
        return TensorType.of(ScalarType.F32, shape);
    }

    private static Module refine(String text, Type... inputs) {
        var refined = ShapeRefinement.refine(TextParser.parse(text, "test.mlir"), List.of(inputs));
        assertThat(Verifier.verify(refined)).isEmpty();
        return refined;
    }

    private static void assertRefinesTo(Module refined, String expected) {
        assertThat(print(refined)).isEqualTo(print(TextParser.parse(expected, "expected.mlir")));
    }

    private static String print(Module module) {
        return TextPrinter.print(module, TextPrinter.Options.PRETTY);
    }

    /** In the manner of jax.export: assertions in main, sizes handed to a wrapped function. */
    private static final String EXPORTED = """
            func.func public @main(%x: tensor<?x?xf32>) -> tensor<?xf32> {
              %b = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x?xf32>) -> tensor<i32>
              %n = stablehlo.get_dimension_size %x, dim = 1 : (tensor<?x?xf32>) -> tensor<i32>
              %one = stablehlo.constant dense<1> : tensor<i32>
              %next = stablehlo.add %b, %one : tensor<i32>
              %fits = stablehlo.compare EQ, %n, %next : (tensor<i32>, tensor<i32>) -> tensor<i1>
              stablehlo.custom_call @shape_assertion(%fits, %n, %next) {error_message = "expected b + 1 = {1}, got {0}", has_side_effect = true} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
              %r = func.call @flatten(%b, %n, %x) : (tensor<i32>, tensor<i32>, tensor<?x?xf32>) -> tensor<?xf32>
              return %r : tensor<?xf32>
            }
            func.func private @flatten(%b: tensor<i32>, %n: tensor<i32>, %x: tensor<?x?xf32>) -> tensor<?xf32> {
              %count = stablehlo.multiply %b, %n : tensor<i32>
              %shape = stablehlo.reshape %count : (tensor<i32>) -> tensor<1xi32>
              %flat = stablehlo.dynamic_reshape %x, %shape : (tensor<?x?xf32>, tensor<1xi32>) -> tensor<?xf32>
              %iota = stablehlo.dynamic_iota %shape, dim = 0 : (tensor<1xi32>) -> tensor<?xf32>
              %r = stablehlo.add %flat, %iota : tensor<?xf32>
              return %r : tensor<?xf32>
            }
            """;

    @Test
    void specialisesAnExportedModule() {
        assertRefinesTo(refine(EXPORTED, f32(3, 4)), """
                func.func public @main(%x: tensor<3x4xf32>) -> tensor<12xf32> {
                  %b = stablehlo.constant dense<3> : tensor<i32>
                  %n = stablehlo.constant dense<4> : tensor<i32>
                  %r = func.call @flatten(%b, %n, %x) : (tensor<i32>, tensor<i32>, tensor<3x4xf32>) -> tensor<12xf32>
                  return %r : tensor<12xf32>
                }
                func.func private @flatten(%b: tensor<i32>, %n: tensor<i32>, %x: tensor<3x4xf32>) -> tensor<12xf32> {
                  %flat = stablehlo.reshape %x : (tensor<3x4xf32>) -> tensor<12xf32>
                  %iota = stablehlo.iota dim = 0 : tensor<12xf32>
                  %r = stablehlo.add %flat, %iota : tensor<12xf32>
                  return %r : tensor<12xf32>
                }
                """);
    }

    @Test
    void reportsAShapeAssertionThatFails() {
        assertThatThrownBy(() -> refine(EXPORTED, f32(3, 5)))
                .isInstanceOf(RanvierException.class)
                .hasMessage("test.mlir:7:3: 'stablehlo.custom_call': expected b + 1 = 4, got 5");
    }

    @Test
    void rejectsArgumentsThatDoNotFit() {
        assertThatThrownBy(() -> refine(EXPORTED, f32(3)))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("@main takes [tensor<?x?xf32>]");
    }

    @Test
    void keepsWhatStaysOpen() {
        var batch = new TensorType(List.of(new Dimension.Symbolic("batch"), Dimension.of(4)), ScalarType.F32);
        var refined = refine("""
                func.func @main(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
                  %r = stablehlo.add %x, %x : tensor<?x?xf32>
                  return %r : tensor<?x?xf32>
                }
                """, batch);

        assertThat(refined.entry().body().results().getFirst().type()).isEqualTo(batch);
    }

    @Test
    void callsAFunctionSpecialisedForEachType() {
        var refined = refine("""
                func.func @main(%x: tensor<?xf32>, %y: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) {
                  %a = func.call @twice(%x) : (tensor<?xf32>) -> tensor<?xf32>
                  %b = func.call @twice(%y) : (tensor<?xf32>) -> tensor<?xf32>
                  %c = func.call @twice(%a) : (tensor<?xf32>) -> tensor<?xf32>
                  return %a, %b, %c : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>
                }
                func.func private @twice(%x: tensor<?xf32>) -> tensor<?xf32> {
                  %r = stablehlo.add %x, %x : tensor<?xf32>
                  return %r : tensor<?xf32>
                }
                """, f32(2), f32(3));

        assertThat(refined.functions())
                .extracting(function -> function.symName())
                .containsExactly("main", "twice_0", "twice");
    }

    @Test
    void mapsTheDynamicCustomCallsOfJax() {
        var refined = refine("""
                func.func @main(%x: tensor<?x8xf32>, %state: tensor<2xui64>) -> (tensor<?x?xf32>, tensor<?xui32>, tensor<?x8xf32>) {
                  %k = stablehlo.constant dense<3> : tensor<i32>
                  %top:2 = stablehlo.custom_call @stablehlo.dynamic_top_k(%x, %k) : (tensor<?x8xf32>, tensor<i32>) -> (tensor<?x?xf32>, tensor<?x?xi32>)
                  %b = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x8xf32>) -> tensor<i32>
                  %shape = stablehlo.reshape %b : (tensor<i32>) -> tensor<1xi32>
                  %bits:2 = stablehlo.custom_call @stablehlo.dynamic_rng_bit_generator(%state, %shape) {rng_algorithm = #stablehlo<rng_algorithm DEFAULT>} : (tensor<2xui64>, tensor<1xi32>) -> (tensor<2xui64>, tensor<?xui32>)
                  %one = stablehlo.constant dense<1> : tensor<2xi32>
                  %window = stablehlo.constant dense<[2, 1]> : tensor<2xi32>
                  %padding = stablehlo.constant dense<[[1, 0], [0, 0]]> : tensor<2x2xi32>
                  %zero = stablehlo.constant dense<0.0> : tensor<f32>
                  %sums = stablehlo.custom_call @stablehlo.dynamic_reduce_window(%x, %zero, %window, %one, %one, %one, %padding) {called_computations = [@sum]} : (tensor<?x8xf32>, tensor<f32>, tensor<2xi32>, tensor<2xi32>, tensor<2xi32>, tensor<2xi32>, tensor<2x2xi32>) -> tensor<?x8xf32>
                  return %top#0, %bits#1, %sums : tensor<?x?xf32>, tensor<?xui32>, tensor<?x8xf32>
                }
                func.func private @sum(%a: tensor<f32>, %b: tensor<f32>) -> tensor<f32> {
                  %r = stablehlo.add %a, %b : tensor<f32>
                  return %r : tensor<f32>
                }
                """, f32(5, 8), TensorType.of(ScalarType.UI64, 2));

        assertThat(refined.entry().body().results())
                .extracting(value -> value.type().toString())
                .containsExactly("tensor<5x3xf32>", "tensor<5xui32>", "tensor<5x8xf32>");
        assertThat(refined.entry().body().ops())
                .extracting(op -> op.opName())
                .contains("chlo.top_k", "stablehlo.rng_bit_generator", "stablehlo.reduce_window")
                .doesNotContain("stablehlo.custom_call");
        assertThat(refined.functions()).hasSize(1);
    }

    @Test
    void makesADynamicSliceOfALimitThatIsStartPlusASize() {
        var refined = refine("""
                func.func @main(%x: tensor<?xf32>, %i: tensor<i32>) -> tensor<?xf32> {
                  %start = stablehlo.reshape %i : (tensor<i32>) -> tensor<1xi32>
                  %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?xf32>) -> tensor<i32>
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %less = stablehlo.subtract %n, %one : tensor<i32>
                  %size = stablehlo.reshape %less : (tensor<i32>) -> tensor<1xi32>
                  %limit = stablehlo.add %start, %size : tensor<1xi32>
                  %stride = stablehlo.constant dense<1> : tensor<1xi32>
                  %r = stablehlo.real_dynamic_slice %x, %start, %limit, %stride : (tensor<?xf32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<?xf32>
                  return %r : tensor<?xf32>
                }
                """, f32(6), TensorType.of(ScalarType.I32));

        assertThat(print(refined)).contains("stablehlo.dynamic_slice").doesNotContain("real_dynamic_slice");
        assertThat(refined.entry().body().results().getFirst().type()).isEqualTo(f32(5));
    }

    @Test
    void refinesLoopsAndBranches() {
        var refined = refine("""
                func.func @main(%x: tensor<?xf32>) -> tensor<?xf32> {
                  %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?xf32>) -> tensor<i32>
                  %zero = stablehlo.constant dense<0> : tensor<i32>
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %r:2 = "stablehlo.while"(%zero, %x) ({
                    ^bb0(%i: tensor<i32>, %a: tensor<?xf32>):
                      %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
                      stablehlo.return %c : tensor<i1>
                  }, {
                    ^bb0(%i: tensor<i32>, %a: tensor<?xf32>):
                      %next = stablehlo.add %i, %one : tensor<i32>
                      %even = stablehlo.compare EQ, %next, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
                      %b = "stablehlo.if"(%even) ({
                        %s = stablehlo.add %a, %x : tensor<?xf32>
                        stablehlo.return %s : tensor<?xf32>
                      }, {
                        stablehlo.return %a : tensor<?xf32>
                      }) : (tensor<i1>) -> tensor<?xf32>
                      stablehlo.return %next, %b : tensor<i32>, tensor<?xf32>
                  }) : (tensor<i32>, tensor<?xf32>) -> (tensor<i32>, tensor<?xf32>)
                  return %r#1 : tensor<?xf32>
                }
                """, f32(6));

        assertThat(print(refined)).doesNotContain("?");
    }
}
