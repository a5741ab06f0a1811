package dev.ranvier.cpu;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorts of long slices, whose keys are found in the comparator, are those of the reference: stable, too. */
final class SortTest {
    private static final Comparison DEVICES = new Comparison();

    @AfterAll
    static void close() {
        DEVICES.close();
    }

    static Stream<String> single() {
        return Stream.of("LT", "GT")
                .flatMap(direction -> Stream.of("i1", "i4", "i8", "ui16", "i32", "ui64", "i64")
                        .map(type -> program(
                                type,
                                "%0 = stablehlo.compare " + direction
                                        + ", %a, %b : (tensor<TYPE>, tensor<TYPE>) -> tensor<i1>")));
    }

    static Stream<String> total() {
        return Stream.of("LT", "GT")
                .flatMap(direction -> Stream.of("bf16", "f32", "f64")
                        .map(type -> program(
                                type,
                                "%0 = stablehlo.compare " + direction
                                        + ", %a, %b, TOTALORDER : (tensor<TYPE>, tensor<TYPE>) -> tensor<i1>")));
    }

    /** As JAX compares: zeros are equal, and NaN. */
    static Stream<String> canonical() {
        return Stream.of("bf16", "f32", "f64").map(type -> program(type, """
                %z = stablehlo.constant dense<0.0> : tensor<TYPE>
                %1 = stablehlo.compare EQ, %a, %z : (tensor<TYPE>, tensor<TYPE>) -> tensor<i1>
                %2 = stablehlo.select %1, %z, %a : tensor<i1>, tensor<TYPE>
                %3 = stablehlo.compare EQ, %b, %z : (tensor<TYPE>, tensor<TYPE>) -> tensor<i1>
                %4 = stablehlo.select %3, %z, %b : tensor<i1>, tensor<TYPE>
                %0 = stablehlo.compare LT, %2, %4, TOTALORDER : (tensor<TYPE>, tensor<TYPE>) -> tensor<i1>"""));
    }

    private static String program(String type, String comparison) {
        return """
                func.func @main(%x: tensor<2x700xTYPE>, %y: tensor<2x700xi16>)
                    -> (tensor<2x700xTYPE>, tensor<2x700xi16>, tensor<700x2xTYPE>) {
                  %s:2 = "stablehlo.sort"(%x, %y) <{dimension = 1 : i64, is_stable = true}> ({
                  ^bb0(%a: tensor<TYPE>, %b: tensor<TYPE>, %p: tensor<i16>, %q: tensor<i16>):
                    COMPARISON
                    stablehlo.return %0 : tensor<i1>
                  }) : (tensor<2x700xTYPE>, tensor<2x700xi16>) -> (tensor<2x700xTYPE>, tensor<2x700xi16>)
                  %t = stablehlo.transpose %x, dims = [1, 0] : (tensor<2x700xTYPE>) -> tensor<700x2xTYPE>
                  %u = "stablehlo.sort"(%t) <{dimension = 0 : i64, is_stable = true}> ({
                  ^bb0(%a: tensor<TYPE>, %b: tensor<TYPE>):
                    COMPARISON
                    stablehlo.return %0 : tensor<i1>
                  }) : (tensor<700x2xTYPE>) -> tensor<700x2xTYPE>
                  return %s#0, %s#1, %u : tensor<2x700xTYPE>, tensor<2x700xi16>, tensor<700x2xTYPE>
                }""".replace("COMPARISON", comparison).replace("TYPE", type);
    }

    static Stream<String> lexicographic() {
        return List.of("i8", "i32").stream().map(type -> program(type, """
                %1 = stablehlo.compare LT, %a, %b : (tensor<TYPE>, tensor<TYPE>) -> tensor<i1>
                %2 = stablehlo.compare GT, %b, %a : (tensor<TYPE>, tensor<TYPE>) -> tensor<i1>
                %0 = stablehlo.and %1, %2 : tensor<i1>"""));
    }

    @ParameterizedTest
    @MethodSource({"single", "total", "canonical", "lexicographic"})
    void givesTheSameOrder(String program) throws InterruptedException {
        DEVICES.compareBits(program);
    }

    /** Slices that threads share, with keys of one digit that tells them apart, and of several. */
    @ParameterizedTest
    @ValueSource(strings = {"%p = stablehlo.and %a, %m : tensor<i64>\n%q = stablehlo.and %b, %m : tensor<i64>", ""})
    void givesTheSameOrderOfLongSlices(String keys) throws InterruptedException {
        var compared = keys.isEmpty() ? "%a, %b" : "%p, %q";
        DEVICES.compareBits("""
                func.func @main(%x: tensor<131077x2xi64>, %y: tensor<131077x2xf32>)
                    -> (tensor<131077x2xi64>, tensor<131077x2xf32>) {
                  %m = stablehlo.constant dense<1023> : tensor<i64>
                  %s:2 = "stablehlo.sort"(%x, %y) <{dimension = 0 : i64, is_stable = true}> ({
                  ^bb0(%a: tensor<i64>, %b: tensor<i64>, %c: tensor<f32>, %d: tensor<f32>):
                    KEYS
                    %0 = stablehlo.compare GT, COMPARED : (tensor<i64>, tensor<i64>) -> tensor<i1>
                    stablehlo.return %0 : tensor<i1>
                  }) : (tensor<131077x2xi64>, tensor<131077x2xf32>) -> (tensor<131077x2xi64>, tensor<131077x2xf32>)
                  return %s#0, %s#1 : tensor<131077x2xi64>, tensor<131077x2xf32>
                }""".replace("KEYS", keys).replace("COMPARED", compared));
    }

    @Test
    void givesTheSameOrderOfALongSlice() throws InterruptedException {
        DEVICES.compareBits("""
                func.func @main(%x: tensor<140000xf32>) -> tensor<140000xf32> {
                  %s = "stablehlo.sort"(%x) <{dimension = 0 : i64}> ({
                  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
                    %0 = stablehlo.compare LT, %a, %b, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
                    stablehlo.return %0 : tensor<i1>
                  }) : (tensor<140000xf32>) -> tensor<140000xf32>
                  return %s : tensor<140000xf32>
                }""");
    }
}
