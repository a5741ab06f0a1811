package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.text.TextParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ops that are written as others give what those of the reference give. */
final class ExpandedOpsTest {
    private static final Comparison DEVICES = new Comparison();
    private static final List<String> SOME = List.of("i4", "ui8", "i32", "bf16", "f32", "f64", "complex<f32>");
    private static final List<String> REALS = List.of("bf16", "f16", "f32", "f64");

    @AfterAll
    static void close() {
        DEVICES.close();
    }

    private static Stream<String> over(List<String> types, String... programs) {
        return Stream.of(programs).flatMap(program -> types.stream().map(type -> program.replace("TYPE", type)));
    }

    static Stream<String> randomBits() {
        var types = List.of("ui8", "i16", "ui32", "i64", "f16", "f32", "f64", "ui4");
        return Stream.of("THREE_FRY", "PHILOX", "DEFAULT")
                .flatMap(algorithm -> Stream.of(2, 3)
                        .flatMap(words -> Stream.of("", "1x", "5x", "7x3x", "3x8x5x", "16x16x")
                                .flatMap(shape -> over(types, """
                func.func @main(%s: tensor<WORDSxui64>) -> (tensor<WORDSxui64>, tensor<SHAPETYPE>) {
                  %0, %1 = stablehlo.rng_bit_generator %s, algorithm = ALGORITHM
                    : (tensor<WORDSxui64>) -> (tensor<WORDSxui64>, tensor<SHAPETYPE>)
                  return %0, %1 : tensor<WORDSxui64>, tensor<SHAPETYPE>
                }""".replace("ALGORITHM", algorithm)
                                        .replace("WORDS", "" + words)
                                        .replace("SHAPE", shape)))));
    }

    static Stream<String> moves() {
        return over(SOME, """
                func.func @main(%x: tensor<3x7xTYPE>, %i: tensor<4x2xi32>) -> tensor<3x4x2xTYPE> {
                  %0 = "stablehlo.torch_index_select"(%x, %i) <{dim = 1 : i64, batch_dims = 0 : i64}>
                    : (tensor<3x7xTYPE>, tensor<4x2xi32>) -> tensor<3x4x2xTYPE>
                  return %0 : tensor<3x4x2xTYPE>
                }""", """
                func.func @main(%x: tensor<3x7x2xTYPE>, %i: tensor<3x4xi64>) -> tensor<3x4x2xTYPE> {
                  %0 = "stablehlo.torch_index_select"(%x, %i) <{dim = 1 : i64, batch_dims = 1 : i64}>
                    : (tensor<3x7x2xTYPE>, tensor<3x4xi64>) -> tensor<3x4x2xTYPE>
                  return %0 : tensor<3x4x2xTYPE>
                }""", """
                func.func @main(%x: tensor<9x7xTYPE>, %s: tensor<2xi32>) -> tensor<4x7xTYPE> {
                  %zero = stablehlo.constant dense<0> : tensor<2xi32>
                  %size = stablehlo.constant dense<[4, 7]> : tensor<2xi32>
                  %step = stablehlo.constant dense<1> : tensor<2xi32>
                  %end = stablehlo.add %zero, %size : tensor<2xi32>
                  %0 = stablehlo.real_dynamic_slice %x, %zero, %end, %step
                    : (tensor<9x7xTYPE>, tensor<2xi32>, tensor<2xi32>, tensor<2xi32>) -> tensor<4x7xTYPE>
                  return %0 : tensor<4x7xTYPE>
                }""", """
                func.func @main(%x: tensor<9xTYPE>, %p: tensor<i1>) -> tensor<3xTYPE> {
                  %one = stablehlo.constant dense<1> : tensor<1xi64>
                  %two = stablehlo.constant dense<2> : tensor<1xi64>
                  %seven = stablehlo.constant dense<7> : tensor<1xi64>
                  %eight = stablehlo.constant dense<8> : tensor<1xi64>
                  %start = stablehlo.select %p, %one, %two : tensor<i1>, tensor<1xi64>
                  %end = stablehlo.select %p, %seven, %eight : tensor<i1>, tensor<1xi64>
                  %0 = stablehlo.real_dynamic_slice %x, %start, %end, %two
                    : (tensor<9xTYPE>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<3xTYPE>
                  return %0 : tensor<3xTYPE>
                }""", """
                func.func @main(%x: tensor<3x5xTYPE>, %v: tensor<TYPE>, %p: tensor<i1>) -> tensor<3x12xTYPE> {
                  %a = stablehlo.constant dense<[0, 2]> : tensor<2xi32>
                  %b = stablehlo.constant dense<[0, -1]> : tensor<2xi32>
                  %c = stablehlo.constant dense<[0, 1]> : tensor<2xi32>
                  %d = stablehlo.constant dense<[0, 4]> : tensor<2xi32>
                  %low = stablehlo.select %p, %a, %b : tensor<i1>, tensor<2xi32>
                  %high = stablehlo.select %p, %c, %d : tensor<i1>, tensor<2xi32>
                  %in = stablehlo.constant dense<[0, 1]> : tensor<2xi32>
                  %0 = stablehlo.dynamic_pad %x, %v, %low, %high, %in
                    : (tensor<3x5xTYPE>, tensor<TYPE>, tensor<2xi32>, tensor<2xi32>, tensor<2xi32>) -> tensor<3x12xTYPE>
                  return %0 : tensor<3x12xTYPE>
                }""", """
                func.func @main(%x: tensor<6x4xTYPE>) -> (tensor<3x4xTYPE>, tensor<i32>) {
                  %size = stablehlo.constant dense<3> : tensor<i32>
                  %0 = stablehlo.set_dimension_size %x, %size, dim = 0
                    : (tensor<6x4xTYPE>, tensor<i32>) -> tensor<?x4xTYPE, #stablehlo.bounds<6, ?>>
                  %1 = stablehlo.get_dimension_size %0, dim = 0
                    : (tensor<?x4xTYPE, #stablehlo.bounds<6, ?>>) -> tensor<i32>
                  %start = stablehlo.constant dense<0> : tensor<i32>
                  %2 = stablehlo.dynamic_slice %0, %start, %start, sizes = [3, 4]
                    : (tensor<?x4xTYPE, #stablehlo.bounds<6, ?>>, tensor<i32>, tensor<i32>) -> tensor<3x4xTYPE>
                  return %2, %1 : tensor<3x4xTYPE>, tensor<i32>
                }""", """
                func.func @main(%x: tensor<4x3xTYPE>, %y: tensor<2xTYPE>) -> (tensor<3xTYPE>, tensor<2xTYPE>) {
                  %t = stablehlo.create_token : !stablehlo.token
                  %u = stablehlo.after_all %t, %t : !stablehlo.token
                  %0 = stablehlo.tuple %x, %y : tuple<tensor<4x3xTYPE>, tensor<2xTYPE>>
                  %1 = stablehlo.get_tuple_element %0[0] : (tuple<tensor<4x3xTYPE>, tensor<2xTYPE>>) -> tensor<4x3xTYPE>
                  %2 = stablehlo.get_tuple_element %0[1] : (tuple<tensor<4x3xTYPE>, tensor<2xTYPE>>) -> tensor<2xTYPE>
                  %3:2 = stablehlo.optimization_barrier %1, %u : tensor<4x3xTYPE>, !stablehlo.token
                  %4 = stablehlo.slice %3#0 [1:2, 0:3] : (tensor<4x3xTYPE>) -> tensor<1x3xTYPE>
                  %5 = stablehlo.reshape %4 : (tensor<1x3xTYPE>) -> tensor<3xTYPE>
                  return %5, %2 : tensor<3xTYPE>, tensor<2xTYPE>
                }""", """
                func.func @main(%x: tensor<5x3xTYPE>, %y: tensor<3xTYPE>, %p: tensor<3xi1>) -> (tensor<5x3xTYPE>, tensor<5x3xi1>) {
                  %0 = chlo.broadcast_select %p, %x, %y : (tensor<3xi1>, tensor<5x3xTYPE>, tensor<3xTYPE>) -> tensor<5x3xTYPE>
                  %1 = chlo.broadcast_compare %x, %y {comparison_direction = #chlo<comparison_direction EQ>}
                    : (tensor<5x3xTYPE>, tensor<3xTYPE>) -> tensor<5x3xi1>
                  return %0, %1 : tensor<5x3xTYPE>, tensor<5x3xi1>
                }""", """
                func.func @main(%p: tensor<i1>, %x: tensor<3xTYPE>) -> tensor<3xTYPE> {
                  %t = stablehlo.create_token : !stablehlo.token
                  %0:2 = "stablehlo.if"(%p) ({
                    stablehlo.return %x, %t : tensor<3xTYPE>, !stablehlo.token
                  }, {
                    %1 = stablehlo.reverse %x, dims = [0] : tensor<3xTYPE>
                    %2 = stablehlo.create_token : !stablehlo.token
                    stablehlo.return %1, %2 : tensor<3xTYPE>, !stablehlo.token
                  }) : (tensor<i1>) -> (tensor<3xTYPE>, !stablehlo.token)
                  return %0#0 : tensor<3xTYPE>
                }""");
    }

    static Stream<String> bodies() {
        return over(List.of("i8", "f32"), """
                func.func @main(%x: tensor<5x19xTYPE>, %i: tensor<TYPE>) -> tensor<5xTYPE> {
                  %0 = stablehlo.reduce(%x init: %i) across dimensions = [1] : (tensor<5x19xTYPE>, tensor<TYPE>) -> tensor<5xTYPE>
                   reducer(%a: tensor<TYPE>, %b: tensor<TYPE>) {
                    %1 = stablehlo.compare LT, %a, %b : (tensor<TYPE>, tensor<TYPE>) -> tensor<i1>
                    %2 = "stablehlo.if"(%1) ({
                      stablehlo.return %b : tensor<TYPE>
                    }, {
                      %3 = stablehlo.negate %a : tensor<TYPE>
                      stablehlo.return %3 : tensor<TYPE>
                    }) : (tensor<i1>) -> tensor<TYPE>
                    stablehlo.return %2 : tensor<TYPE>
                  }
                  return %0 : tensor<5xTYPE>
                }""", """
                func.func @main(%x: tensor<5x19xTYPE>, %s: tensor<5x19xi32>) -> tensor<5x19xTYPE> {
                  %0 = "stablehlo.map"(%x, %s) <{dimensions = array<i64: 0, 1>}> ({
                  ^bb0(%a: tensor<TYPE>, %c: tensor<i32>):
                    %1 = "stablehlo.case"(%c) ({
                      stablehlo.return %a : tensor<TYPE>
                    }, {
                      %3 = stablehlo.negate %a : tensor<TYPE>
                      stablehlo.return %3 : tensor<TYPE>
                    }, {
                      %3 = stablehlo.abs %a : tensor<TYPE>
                      stablehlo.return %3 : tensor<TYPE>
                    }) : (tensor<i32>) -> tensor<TYPE>
                    stablehlo.return %1 : tensor<TYPE>
                  }) : (tensor<5x19xTYPE>, tensor<5x19xi32>) -> tensor<5x19xTYPE>
                  return %0 : tensor<5x19xTYPE>
                }""");
    }

    static Stream<String> scans() {
        return over(SOME, """
                func.func @main(%x: tensor<2x5xTYPE>, %c: tensor<2xTYPE>) -> (tensor<2x5xTYPE>, tensor<2xTYPE>) {
                  %0:2 = chlo.scan(%x) inits (%c) dimension=1 {
                  ^bb0(%a: tensor<2xTYPE>, %b: tensor<2xTYPE>):
                    %1 = stablehlo.add %a, %b : tensor<2xTYPE>
                    stablehlo.return %1, %1 : tensor<2xTYPE>, tensor<2xTYPE>
                  } : (tensor<2x5xTYPE>, tensor<2xTYPE>) -> (tensor<2x5xTYPE>, tensor<2xTYPE>)
                  return %0#0, %0#1 : tensor<2x5xTYPE>, tensor<2xTYPE>
                }""");
    }

    /** Whether numbers are within their bounds, and which part of them is on the lower side. */
    static Stream<String> distributions() {
        return over(List.of("f8E5M2", "bf16", "f32", "f64", "i8", "i32", "ui64"), """
                func.func @main() -> (tensor<i1>, tensor<i1>) {
                  %ia = stablehlo.constant dense<2> : tensor<i32>
                  %a = stablehlo.convert %ia : (tensor<i32>) -> tensor<TYPE>
                  %im = stablehlo.constant dense<4> : tensor<i32>
                  %m = stablehlo.convert %im : (tensor<i32>) -> tensor<TYPE>
                  %ib = stablehlo.constant dense<6> : tensor<i32>
                  %b = stablehlo.convert %ib : (tensor<i32>) -> tensor<TYPE>
                  %s = stablehlo.constant dense<[50, 40]> : tensor<2xi64>
                  %r = stablehlo.rng %a, %b, %s, distribution = UNIFORM
                    : (tensor<TYPE>, tensor<TYPE>, tensor<2xi64>) -> tensor<50x40xTYPE>
                  %x = stablehlo.broadcast %a, sizes = [50, 40] : (tensor<TYPE>) -> tensor<50x40xTYPE>
                  %y = stablehlo.broadcast %b, sizes = [50, 40] : (tensor<TYPE>) -> tensor<50x40xTYPE>
                  %z = stablehlo.broadcast %m, sizes = [50, 40] : (tensor<TYPE>) -> tensor<50x40xTYPE>
                  %0 = stablehlo.compare GE, %r, %x : (tensor<50x40xTYPE>, tensor<50x40xTYPE>) -> tensor<50x40xi1>
                  %1 = stablehlo.compare LT, %r, %y : (tensor<50x40xTYPE>, tensor<50x40xTYPE>) -> tensor<50x40xi1>
                  %2 = stablehlo.and %0, %1 : tensor<50x40xi1>
                  %t = stablehlo.constant dense<true> : tensor<i1>
                  %3 = stablehlo.reduce(%2 init: %t) applies stablehlo.and across dimensions = [0, 1]
                    : (tensor<50x40xi1>, tensor<i1>) -> tensor<i1>
                  %4 = stablehlo.compare LT, %r, %z : (tensor<50x40xTYPE>, tensor<50x40xTYPE>) -> tensor<50x40xi1>
                  %5 = stablehlo.convert %4 : (tensor<50x40xi1>) -> tensor<50x40xi32>
                  %c = stablehlo.constant dense<0> : tensor<i32>
                  %6 = stablehlo.reduce(%5 init: %c) applies stablehlo.add across dimensions = [0, 1]
                    : (tensor<50x40xi32>, tensor<i32>) -> tensor<i32>
                  %n = stablehlo.constant dense<800> : tensor<i32>
                  %o = stablehlo.constant dense<1200> : tensor<i32>
                  %7 = stablehlo.clamp %n, %6, %o : tensor<i32>
                  %8 = stablehlo.compare EQ, %6, %7 : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  return %3, %8 : tensor<i1>, tensor<i1>
                }""");
    }

    static Stream<String> cumulatives() {
        return Stream.of("add", "multiply", "maximum")
                .flatMap(op -> Stream.of(
                                "[[0, 0], [18, 0]]> : tensor<2x2xi64>, window_dimensions = array<i64: 1, 19",
                                "[[0, 0], [0, 18]]> : tensor<2x2xi64>, window_dimensions = array<i64: 1, 19",
                                "[[4, 0], [0, 0]]> : tensor<2x2xi64>, window_dimensions = array<i64: 5, 1")
                        .flatMap(window -> over(List.of("i8", "f32", "complex<f64>"), """
                func.func @main(%x: tensor<5x19xTYPE>) -> tensor<5x19xTYPE> {
                  %c = stablehlo.constant dense<ZERO> : tensor<TYPE>
                  %0 = "stablehlo.reduce_window"(%x, %c) <{
                    padding = dense<WINDOW>}> ({
                  ^bb0(%a: tensor<TYPE>, %b: tensor<TYPE>):
                    %1 = stablehlo.OP %a, %b : tensor<TYPE>
                    stablehlo.return %1 : tensor<TYPE>
                  }) : (tensor<5x19xTYPE>, tensor<TYPE>) -> tensor<5x19xTYPE>
                  return %0 : tensor<5x19xTYPE>
                }""".replace("WINDOW", window)
                                        .replace("OP", op))
                                .map(program -> initialised(program, op))));
    }

    private static String initialised(String program, String op) {
        int number = op.equals("multiply") ? 1 : 0;
        var value = program.contains("complex") ? "(%d.0, 0.0)" : program.contains("f32") ? "%d.0" : "%d";
        return program.replace("ZERO", value.formatted(number));
    }

    static Stream<String> quantized() {
        var types = List.of(
                "!quant.uniform<i8:f32, 0.07:3>", "!quant.uniform<ui8:f32, 0.01:128>", "!quant.uniform<i4:bf16, 0.5>");
        return Stream.of("add", "subtract", "multiply", "maximum").flatMap(op -> over(types, """
                func.func @main(%x: tensor<3x7xTYPE>, %y: tensor<3x7xTYPE>) -> tensor<3x7xTYPE> {
                  %0 = stablehlo.OP %x, %y : tensor<3x7xTYPE>
                  %1 = stablehlo.negate %0 : tensor<3x7xTYPE>
                  return %1 : tensor<3x7xTYPE>
                }""".replace("OP", op)));
    }

    static Stream<String> conversions() {
        var types = List.of(
                "i8:f32, 0.07:3",
                "ui8:f32, 0.01:128",
                "i4:bf16, 0.5",
                "i16:f32:0, {0.1:3,0.002,4.0:-7}",
                "i32:f64, 0.001");
        return types.stream().map(type ->
                """
                func.func @main(%x: tensor<3x7xREAL>) -> (tensor<3x7xREAL>, tensor<3x7x!quant.uniform<TYPE>>) {
                  %0 = stablehlo.uniform_quantize %x : (tensor<3x7xREAL>) -> tensor<3x7x!quant.uniform<TYPE>>
                  %1 = stablehlo.uniform_dequantize %0 : (tensor<3x7x!quant.uniform<TYPE>>) -> tensor<3x7xREAL>
                  return %1, %0 : tensor<3x7xREAL>, tensor<3x7x!quant.uniform<TYPE>>
                }""".replace("REAL", type.replaceAll(".*:(b?f[0-9]+).*", "$1")).replace("TYPE", type));
    }

    static Stream<String> sums() {
        var numbers = List.of("bf16", "f32", "f64", "complex<f32>", "complex<f64>");
        return Stream.concat(over(numbers, """
                func.func @main(%a: tensor<3x4xTYPE>, %b: tensor<4x5xTYPE>) -> tensor<5x3xTYPE> {
                  %0 = stablehlo.einsum %a, %b, config = "ij,jk->ki" : (tensor<3x4xTYPE>, tensor<4x5xTYPE>) -> tensor<5x3xTYPE>
                  return %0 : tensor<5x3xTYPE>
                }""", """
                func.func @main(%a: tensor<2x3x3xTYPE>, %b: tensor<2x3x4xTYPE>) -> tensor<2x3xTYPE> {
                  %0 = stablehlo.einsum %a, %b, config = "bii,bik->bi" : (tensor<2x3x3xTYPE>, tensor<2x3x4xTYPE>) -> tensor<2x3xTYPE>
                  return %0 : tensor<2x3xTYPE>
                }""", """
                func.func @main(%a: tensor<2x3x4xTYPE>) -> tensor<4x2xTYPE> {
                  %0 = "stablehlo.unary_einsum"(%a) <{einsum_config = "ijk->ki"}> : (tensor<2x3x4xTYPE>) -> tensor<4x2xTYPE>
                  return %0 : tensor<4x2xTYPE>
                }""", """
                func.func @main(%a: tensor<3x4xTYPE>, %b: tensor<4xTYPE>) -> tensor<3xTYPE> {
                  %0 = stablehlo.dot %a, %b : (tensor<3x4xTYPE>, tensor<4xTYPE>) -> tensor<3xTYPE>
                  return %0 : tensor<3xTYPE>
                }"""), over(REALS, """
                func.func @main(%a: tensor<11x5xTYPE>, %b: tensor<3x5x7xTYPE>) -> tensor<11x7xTYPE> {
                  %g = stablehlo.constant dense<[4, 0, 5]> : tensor<3xi32>
                  %0 = "chlo.ragged_dot"(%a, %b, %g) <{ragged_dot_dimension_numbers = #chlo.ragged_dot<
                    lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [1],
                    lhs_ragged_dimensions = [0], rhs_group_dimensions = [0]>}>
                    : (tensor<11x5xTYPE>, tensor<3x5x7xTYPE>, tensor<3xi32>) -> tensor<11x7xTYPE>
                  return %0 : tensor<11x7xTYPE>
                }""", """
                func.func @main(%a: tensor<6x11xTYPE>, %b: tensor<11x7xTYPE>) -> tensor<3x6x7xTYPE> {
                  %g = stablehlo.constant dense<[4, 5, 9]> : tensor<3xi64>
                  %0 = "chlo.ragged_dot"(%a, %b, %g) <{ragged_dot_dimension_numbers = #chlo.ragged_dot<
                    lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0], lhs_ragged_dimensions = [1]>}>
                    : (tensor<6x11xTYPE>, tensor<11x7xTYPE>, tensor<3xi64>) -> tensor<3x6x7xTYPE>
                  return %0 : tensor<3x6x7xTYPE>
                }"""));
    }

    static Stream<String> normalisations() {
        return over(List.of("f32", "f64"), """
                func.func @main(%x: tensor<4x3x5xTYPE>, %s: tensor<3xTYPE>, %o: tensor<3xTYPE>)
                    -> (tensor<4x3x5xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>) {
                  %0:3 = "stablehlo.batch_norm_training"(%x, %s, %o) <{epsilon = 0.01 : f32, feature_index = 1 : i64}>
                    : (tensor<4x3x5xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>) -> (tensor<4x3x5xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>)
                  return %0#0, %0#1, %0#2 : tensor<4x3x5xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>
                }""", """
                func.func @main(%x: tensor<4x3x5xTYPE>, %s: tensor<3xTYPE>, %o: tensor<3xTYPE>, %w: tensor<3xTYPE>)
                    -> tensor<4x3x5xTYPE> {
                  %v = stablehlo.multiply %w, %w : tensor<3xTYPE>
                  %0 = "stablehlo.batch_norm_inference"(%x, %s, %o, %w, %v) <{epsilon = 0.1 : f32, feature_index = 1 : i64}>
                    : (tensor<4x3x5xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>) -> tensor<4x3x5xTYPE>
                  return %0 : tensor<4x3x5xTYPE>
                }""", """
                func.func @main(%x: tensor<4x5x3xTYPE>, %s: tensor<3xTYPE>, %o: tensor<3xTYPE>, %g: tensor<4x5x3xTYPE>)
                    -> (tensor<4x5x3xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>) {
                  %v = stablehlo.multiply %o, %o : tensor<3xTYPE>
                  %0:3 = "stablehlo.batch_norm_grad"(%x, %s, %o, %v, %g) <{epsilon = 0.1 : f32, feature_index = 2 : i64}>
                    : (tensor<4x5x3xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>, tensor<4x5x3xTYPE>)
                    -> (tensor<4x5x3xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>)
                  return %0#0, %0#1, %0#2 : tensor<4x5x3xTYPE>, tensor<3xTYPE>, tensor<3xTYPE>
                }""");
    }

    @ParameterizedTest
    @MethodSource({"randomBits", "distributions", "moves", "bodies", "quantized", "conversions"})
    void givesTheSameBits(String program) throws InterruptedException {
        DEVICES.compareBits(program);
    }

    @ParameterizedTest
    @MethodSource({"scans", "cumulatives", "sums", "normalisations"})
    void givesTheSameSums(String program) throws InterruptedException {
        DEVICES.compareSums(program, 16);
    }

    @Test
    void namesOpsWhoseShapesDependOnData() {
        var module = TextParser.parse("""
                func.func @main(%x: tensor<9xf32>, %n: tensor<1xi32>) -> tensor<f32> {
                  %0 = stablehlo.dynamic_iota %n, dim = 0 : (tensor<1xi32>) -> tensor<?xf32>
                  %z = stablehlo.constant dense<0.0> : tensor<f32>
                  %1 = stablehlo.reduce(%0 init: %z) applies stablehlo.add across dimensions = [0]
                    : (tensor<?xf32>, tensor<f32>) -> tensor<f32>
                  return %1 : tensor<f32>
                }""", "shapes.mlir");
        try (var client = Client.open(ClientOptions.of("cpu"))) {
            assertThatThrownBy(() -> client.compile(module, CompileOptions.onDevice(0)))
                    .isInstanceOf(RanvierException.class)
                    .hasMessageContaining("shapes.mlir:2")
                    .hasMessageContaining("stablehlo.dynamic_iota")
                    .hasMessageContaining("depends on data");
        }
    }
}
