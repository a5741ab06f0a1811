package dev.ranvier.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs on random data give on the CPU device what the reference interpreter gives. */
final class AgainstReferenceTest {
    private static final Comparison DEVICES = new Comparison();
    private static final List<String> INTEGERS =
            List.of("i2", "i4", "i8", "i16", "i32", "i64", "ui2", "ui4", "ui8", "ui16", "ui32", "ui64");
    private static final List<String> FLOATS = List.of(
            "f4E2M1FN",
            "f6E2M3FN",
            "f6E3M2FN",
            "f8E3M4",
            "f8E4M3",
            "f8E4M3FN",
            "f8E4M3FNUZ",
            "f8E4M3B11FNUZ",
            "f8E5M2",
            "f8E5M2FNUZ",
            "bf16",
            "f16",
            "f32",
            "f64");

    @AfterAll
    static void close() {
        DEVICES.close();
    }

    static Stream<String> binary() {
        var exact = List.of("add", "subtract", "multiply", "maximum", "minimum", "divide", "remainder");
        var bits = List.of("and", "or", "xor", "power", "shift_left", "shift_right_logical", "shift_right_arithmetic");
        return Stream.of(
                        programs(exact, INTEGERS, AgainstReferenceTest::binaryProgram),
                        programs(bits, INTEGERS, AgainstReferenceTest::binaryProgram),
                        programs(exact, FLOATS, AgainstReferenceTest::binaryProgram))
                .flatMap(programs -> programs);
    }

    private interface Writer {
        String program(String op, String type);
    }

    private static Stream<String> programs(List<String> ops, List<String> types, Writer writer) {
        return ops.stream().flatMap(op -> types.stream().map(type -> writer.program(op, type)));
    }

    private static String binaryProgram(String op, String type) {
        var tensor = "tensor<3x37x" + type + ">";
        return """
                func.func @main(%%a: %1$s, %%b: %1$s) -> %1$s {
                  %%0 = stablehlo.%2$s %%a, %%b : %1$s
                  return %%0 : %1$s
                }""".formatted(tensor, op);
    }

    static Stream<String> unary() {
        return Stream.concat(
                programs(List.of("abs", "negate", "sign"), FLOATS, AgainstReferenceTest::unaryProgram),
                programs(
                        List.of("abs", "negate", "sign", "not", "popcnt", "count_leading_zeros"),
                        INTEGERS.subList(0, 6),
                        AgainstReferenceTest::unaryProgram));
    }

    static Stream<String> functions() {
        var ops = List.of(
                "ceil",
                "floor",
                "round_nearest_afz",
                "round_nearest_even",
                "sqrt",
                "rsqrt",
                "cbrt",
                "cosine",
                "sine",
                "tan",
                "exponential",
                "exponential_minus_one",
                "log",
                "log_plus_one",
                "logistic",
                "tanh");
        var types = List.of("f8E4M3FN", "bf16", "f16", "f32", "f64");
        var chlo = List.of("acos", "asin", "atan", "erf", "erf_inv", "erfc", "tan");
        return Stream.of(
                        programs(ops, types, AgainstReferenceTest::unaryProgram),
                        programs(chlo, types, AgainstReferenceTest::chloProgram),
                        programs(List.of("power", "atan2"), types, AgainstReferenceTest::binaryProgram))
                .flatMap(programs -> programs);
    }

    private static String unaryProgram(String op, String type) {
        var tensor = "tensor<3x37x" + type + ">";
        return """
                func.func @main(%%a: %1$s) -> %1$s {
                  %%0 = stablehlo.%2$s %%a : %1$s
                  return %%0 : %1$s
                }""".formatted(tensor, op);
    }

    private static String chloProgram(String op, String type) {
        var tensor = "tensor<3x37x" + type + ">";
        return """
                func.func @main(%%a: %1$s) -> %1$s {
                  %%0 = chlo.%2$s %%a : %1$s -> %1$s
                  return %%0 : %1$s
                }""".formatted(tensor, op);
    }

    /** The one NaN, which every other becomes, is as its bits say. */
    static Stream<String> nans() {
        return programs(List.of("sqrt", "log"), List.of("f32", "f64"), (op, type) ->
                """
                func.func @main(%%a: tensor<53x%1$s>) -> tensor<53xi1> {
                  %%0 = stablehlo.%2$s %%a : tensor<53x%1$s>
                  %%1 = stablehlo.compare NE, %%0, %%0 : (tensor<53x%1$s>, tensor<53x%1$s>) -> tensor<53xi1>
                  %%2 = stablehlo.constant dense<0x%3$s> : tensor<53x%1$s>
                  %%3 = stablehlo.select %%1, %%2, %%0 : tensor<53xi1>, tensor<53x%1$s>
                  %%4 = stablehlo.constant dense<0.0> : tensor<53x%1$s>
                  %%5 = stablehlo.compare GE, %%3, %%4, TOTALORDER
                    : (tensor<53x%1$s>, tensor<53x%1$s>) -> tensor<53xi1>
                  return %%5 : tensor<53xi1>
                }""".formatted(type, op, type.equals("f32") ? "7FC00000" : "7FF8000000000000"));
    }

    static Stream<String> conversions() {
        var types = new ArrayList<>(INTEGERS);
        types.addAll(FLOATS);
        types.add("i1");
        return types.stream().flatMap(from -> types.stream().map(to -> """
                        func.func @main(%%a: tensor<41x%1$s>) -> tensor<41x%2$s> {
                          %%0 = stablehlo.convert %%a : (tensor<41x%1$s>) -> tensor<41x%2$s>
                          return %%0 : tensor<41x%2$s>
                        }""".formatted(from, to)));
    }

    static Stream<String> moves() {
        return Stream.of("i8", "f16", "f32", "ui64")
                .flatMap(type -> Stream.of("""
                func.func @main(%%a: tensor<2x3x19x%1$s>, %%p: tensor<%1$s>) -> tensor<19x2x8x%1$s> {
                  %%0 = stablehlo.transpose %%a, dims = [2, 0, 1] : (tensor<2x3x19x%1$s>) -> tensor<19x2x3x%1$s>
                  %%1 = stablehlo.pad %%0, %%p, low = [0, 0, 2], high = [0, 0, 1], interior = [0, 0, 1]
                    : (tensor<19x2x3x%1$s>, tensor<%1$s>) -> tensor<19x2x8x%1$s>
                  return %%1 : tensor<19x2x8x%1$s>
                }""", """
                func.func @main(%%a: tensor<5x33x%1$s>, %%b: tensor<5x7x%1$s>) -> tensor<5x20x%1$s> {
                  %%0 = stablehlo.concatenate %%a, %%b, dim = 1
                    : (tensor<5x33x%1$s>, tensor<5x7x%1$s>) -> tensor<5x40x%1$s>
                  %%1 = stablehlo.reverse %%0, dims = [1] : tensor<5x40x%1$s>
                  %%2 = stablehlo.slice %%1 [0:5, 0:40:2] : (tensor<5x40x%1$s>) -> tensor<5x20x%1$s>
                  return %%2 : tensor<5x20x%1$s>
                }""", """
                func.func @main(%%a: tensor<6x18x%1$s>, %%i: tensor<i32>, %%j: tensor<i32>) -> tensor<36x%1$s> {
                  %%0 = stablehlo.dynamic_slice %%a, %%i, %%j, sizes = [2, 18]
                    : (tensor<6x18x%1$s>, tensor<i32>, tensor<i32>) -> tensor<2x18x%1$s>
                  %%1 = stablehlo.reshape %%0 : (tensor<2x18x%1$s>) -> tensor<36x%1$s>
                  return %%1 : tensor<36x%1$s>
                }""", """
                func.func @main(%%a: tensor<6x18x%1$s>, %%u: tensor<2x17x%1$s>, %%i: tensor<i8>) -> tensor<6x18x%1$s> {
                  %%0 = stablehlo.dynamic_update_slice %%a, %%u, %%i, %%i
                    : (tensor<6x18x%1$s>, tensor<2x17x%1$s>, tensor<i8>, tensor<i8>) -> tensor<6x18x%1$s>
                  return %%0 : tensor<6x18x%1$s>
                }""", """
                func.func @main(%%a: tensor<6x18x%1$s>, %%b: tensor<6x18xi16>) -> (tensor<6x18x%1$s>, tensor<6x18xi16>) {
                  %%0:2 = "stablehlo.sort"(%%a, %%b) <{dimension = 0 : i64, is_stable = true}> ({
                  ^bb0(%%x: tensor<%1$s>, %%y: tensor<%1$s>, %%p: tensor<i16>, %%q: tensor<i16>):
                    %%1 = stablehlo.compare LT, %%p, %%q : (tensor<i16>, tensor<i16>) -> tensor<i1>
                    stablehlo.return %%1 : tensor<i1>
                  }) : (tensor<6x18x%1$s>, tensor<6x18xi16>) -> (tensor<6x18x%1$s>, tensor<6x18xi16>)
                  return %%0#0, %%0#1 : tensor<6x18x%1$s>, tensor<6x18xi16>
                }""").map(text -> text.formatted(type)));
    }

    static Stream<String> loops() {
        return Stream.of("""
                func.func @main(%a: tensor<4x35xi32>, %n: tensor<4x35xi32>) -> (tensor<4x35xi32>, tensor<4x35xi32>) {
                  %zero = stablehlo.constant dense<0> : tensor<i32>
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %five = stablehlo.constant dense<5> : tensor<i32>
                  %0:3 = stablehlo.while(%i = %zero, %x = %a, %y = %n) : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  cond {
                    %more = stablehlo.compare LT, %i, %five : (tensor<i32>, tensor<i32>) -> tensor<i1>
                    stablehlo.return %more : tensor<i1>
                  } do {
                    %next = stablehlo.add %i, %one : tensor<i32>
                    %sum = stablehlo.add %x, %y : tensor<4x35xi32>
                    %row = stablehlo.slice %sum [0:1, 0:35] : (tensor<4x35xi32>) -> tensor<1x35xi32>
                    %changed = stablehlo.dynamic_update_slice %x, %row, %i, %zero
                      : (tensor<4x35xi32>, tensor<1x35xi32>, tensor<i32>, tensor<i32>) -> tensor<4x35xi32>
                    stablehlo.return %next, %y, %changed : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  }
                  return %0#1, %0#2 : tensor<4x35xi32>, tensor<4x35xi32>
                }""", """
                func.func @main(%a: tensor<4x35xi32>) -> (tensor<4x35xi32>, tensor<4x35xi32>) {
                  %zero = stablehlo.constant dense<0> : tensor<i32>
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %five = stablehlo.constant dense<5> : tensor<i32>
                  %first = stablehlo.negate %a : tensor<4x35xi32>
                  %second = stablehlo.add %first, %a : tensor<4x35xi32>
                  %0:3 = stablehlo.while(%i = %zero, %x = %first, %y = %second) : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  cond {
                    %more = stablehlo.compare LT, %i, %five : (tensor<i32>, tensor<i32>) -> tensor<i1>
                    stablehlo.return %more : tensor<i1>
                  } do {
                    %next = stablehlo.add %i, %one : tensor<i32>
                    %sum = stablehlo.add %x, %y : tensor<4x35xi32>
                    %product = stablehlo.multiply %y, %sum : tensor<4x35xi32>
                    stablehlo.return %next, %sum, %product : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  }
                  return %0#1, %0#2 : tensor<4x35xi32>, tensor<4x35xi32>
                }""", """
                func.func @main(%a: tensor<4x35xi32> {tf.aliasing_output = 0 : i32}) -> (tensor<4x35xi32>, tensor<4x35xi32>) {
                  %zero = stablehlo.constant dense<0> : tensor<i32>
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %five = stablehlo.constant dense<5> : tensor<i32>
                  %first = stablehlo.negate %a : tensor<4x35xi32>
                  %second = stablehlo.add %first, %a : tensor<4x35xi32>
                  %0:3 = stablehlo.while(%i = %zero, %x = %first, %y = %second) : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  cond {
                    %more = stablehlo.compare LT, %i, %five : (tensor<i32>, tensor<i32>) -> tensor<i1>
                    stablehlo.return %more : tensor<i1>
                  } do {
                    %next = stablehlo.add %i, %one : tensor<i32>
                    %sum = stablehlo.add %x, %y : tensor<4x35xi32>
                    %product = stablehlo.multiply %y, %sum : tensor<4x35xi32>
                    stablehlo.return %next, %sum, %product : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  }
                  return %0#1, %0#2 : tensor<4x35xi32>, tensor<4x35xi32>
                }""", """
                func.func @main(%a: tensor<4x35xi32>) -> (tensor<4x35xi32>, tensor<4x35xi32>) {
                  %zero = stablehlo.constant dense<0> : tensor<i32>
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %five = stablehlo.constant dense<5> : tensor<i32>
                  %first = stablehlo.negate %a : tensor<4x35xi32>
                  %second = stablehlo.add %first, %a : tensor<4x35xi32>
                  %0:3 = stablehlo.while(%i = %zero, %x = %first, %y = %second) : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  cond {
                    %more = stablehlo.compare LT, %i, %five : (tensor<i32>, tensor<i32>) -> tensor<i1>
                    stablehlo.return %more : tensor<i1>
                  } do {
                    %next = stablehlo.add %i, %one : tensor<i32>
                    %sum = stablehlo.add %x, %first : tensor<4x35xi32>
                    %product = stablehlo.multiply %y, %sum : tensor<4x35xi32>
                    stablehlo.return %next, %sum, %product : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  }
                  return %0#2, %0#1 : tensor<4x35xi32>, tensor<4x35xi32>
                }""", """
                func.func @main(%a: tensor<4x35xi32>) -> (tensor<4x35xi32>, tensor<4x35xi32>) {
                  %zero = stablehlo.constant dense<0> : tensor<i32>
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %five = stablehlo.constant dense<5> : tensor<i32>
                  %first = stablehlo.negate %a : tensor<4x35xi32>
                  %second = stablehlo.add %first, %a : tensor<4x35xi32>
                  %0:3 = stablehlo.while(%i = %zero, %x = %first, %y = %second) : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  cond {
                    %more = stablehlo.compare LT, %i, %five : (tensor<i32>, tensor<i32>) -> tensor<i1>
                    stablehlo.return %more : tensor<i1>
                  } do {
                    %next = stablehlo.add %i, %one : tensor<i32>
                    %sum = stablehlo.add %x, %second : tensor<4x35xi32>
                    %product = stablehlo.multiply %y, %sum : tensor<4x35xi32>
                    stablehlo.return %next, %sum, %product : tensor<i32>, tensor<4x35xi32>, tensor<4x35xi32>
                  }
                  return %0#2, %second : tensor<4x35xi32>, tensor<4x35xi32>
                }""", """
                func.func @main(%a: tensor<2x3xi32>, %b: tensor<2x3xi32>) -> (tensor<2x3xi32>, tensor<2x3xi32>) {
                  %zero = stablehlo.constant dense<0> : tensor<i32>
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %two = stablehlo.constant dense<2> : tensor<i32>
                  %0:3 = stablehlo.while(%i = %zero, %x = %a, %y = %b) : tensor<i32>, tensor<2x3xi32>, tensor<2x3xi32>
                  cond {
                    %more = stablehlo.compare LT, %i, %two : (tensor<i32>, tensor<i32>) -> tensor<i1>
                    stablehlo.return %more : tensor<i1>
                  } do {
                    %next = stablehlo.add %i, %one : tensor<i32>
                    %sorted = "stablehlo.sort"(%x) <{dimension = 0 : i64, is_stable = true}> ({
                    ^bb0(%p: tensor<i32>, %q: tensor<i32>):
                      %less = stablehlo.compare LT, %p, %q : (tensor<i32>, tensor<i32>) -> tensor<i1>
                      stablehlo.return %less : tensor<i1>
                    }) : (tensor<2x3xi32>) -> tensor<2x3xi32>
                    %filled = stablehlo.broadcast_in_dim %i, dims = [] : (tensor<i32>) -> tensor<2x3xi32>
                    %negated = stablehlo.negate %sorted : tensor<2x3xi32>
                    stablehlo.return %next, %filled, %negated : tensor<i32>, tensor<2x3xi32>, tensor<2x3xi32>
                  }
                  return %0#1, %0#2 : tensor<2x3xi32>, tensor<2x3xi32>
                }""", """
                func.func @main(%p: tensor<i1>, %a: tensor<50xf32>) -> (tensor<50xf32>, tensor<50xf32>) {
                  %0:2 = "stablehlo.if"(%p) ({
                    %1 = stablehlo.negate %a : tensor<50xf32>
                    stablehlo.return %1, %a : tensor<50xf32>, tensor<50xf32>
                  }, {
                    %1 = stablehlo.abs %a : tensor<50xf32>
                    stablehlo.return %a, %1 : tensor<50xf32>, tensor<50xf32>
                  }) : (tensor<i1>) -> (tensor<50xf32>, tensor<50xf32>)
                  return %0#0, %0#1 : tensor<50xf32>, tensor<50xf32>
                }""");
    }

    @ParameterizedTest
    @MethodSource({"binary", "unary", "nans", "conversions", "moves", "loops"})
    void givesTheSameBits(String program) throws InterruptedException {
        DEVICES.compareBits(program);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void givesTheSameNumbersUpToTheLastPlaces(String program) throws InterruptedException {
        DEVICES.compareUnits(program, 2);
    }
}
