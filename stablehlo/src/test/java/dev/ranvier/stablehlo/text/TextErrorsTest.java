package dev.ranvier.stablehlo.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.RanvierException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a malformed text: the place, and what was expected there. */
class TextErrorsTest {
    private static final String BODY = "func.func @f(%a: tensor<f32>, %i: tensor<i32>) {\n  ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%0 = stablehlo.nothing %a | 2:8: unknown op 'stablehlo.nothing'; the known dialects are builtin, chlo, func, sdy, stablehlo",
                "%0 = stablehlo.gather %a | 2:8: 'stablehlo.gather' has no pretty form: write it as \"stablehlo.gather\"(...)",
                "%0 = stablehlo.abs %b : tensor<f32> | 2:22: '%b' is not defined before this use",
                "%0 = stablehlo.abs %a : tensor<f64> | 2:22: this value is used as tensor<f64>, but was defined as tensor<f32>",
                "%a = stablehlo.abs %a : tensor<f32> | 2:3: '%a' is defined twice",
                "%0:2 = stablehlo.abs %a : tensor<f32> | 2:10: 'stablehlo.abs' has 1 results, but 2 are named",
                "%0 = stablehlo.abs %a#1 : tensor<f32> | 2:24: '%a' stands for 1 results",
                "%0 = stablehlo.abs %a tensor<f32> | 2:25: expected ':', got 'tensor'",
                "%0 = stablehlo.abs %a : tensor<*xf32> | 2:34: an unranked tensor is not one of StableHLO's",
                "%0 = stablehlo.abs %a : vector<4xf32> | 2:27: vector types is not one of StableHLO's",
                "%0 = stablehlo.abs %a : tensor<99999999999999999999xf32> | 2:34: the dimension size 99999999999999999999 does not fit in 64 bits",
                "%0 = stablehlo.add %a, %i : (tensor<f32>) -> tensor<f32> | 2:31: 'stablehlo.add' has 2 operands, but types of 1 are given",
                "%0 = stablehlo.constant dense<300> : tensor<i8> | 2:33: the integer 300 does not fit in i8",
                "%0 = stablehlo.constant dense<1> : tensor<f32> | 2:33: expected a number with a decimal point, or the hexadecimal encoding, of type f32, got '1'",
                "%0 = stablehlo.constant dense<[1, 2]> : tensor<3xi8> | 2:43: the constant has the shape [2], its type is tensor<3xi8>",
                "%0 = stablehlo.constant dense<[[1], [1, 2]]> : tensor<2x2xi8> | 2:39: the lists of a constant differ in length: 1 and 2",
                "%0 = stablehlo.constant dense<[]> : tensor<999999999x999999999xi8> | 2:39: the constant has the shape [0], its type is tensor<999999999x999999999xi8>",
                "%0 = stablehlo.constant dense<\"0x0102\"> : tensor<3xi8> | 2:33: the constant has 2 bytes, its type is tensor<3xi8>",
                "%0 = stablehlo.compare LESS, %a, %a : (tensor<f32>, tensor<f32>) -> tensor<i1> | 2:26: expected one of EQ, NE, GE, GT, LE, LT, got 'LESS'",
                "%0 = \"stablehlo.iota\"() : () -> tensor<2xi32> | 2:8: 'stablehlo.iota': attribute 'iota_dimension' is missing",
                "%0 = stablehlo.abs %a {b, b} : tensor<f32> | 2:29: the attribute 'b' is given twice",
                "%0 = stablehlo.abs %a {b = #none} : tensor<f32> | 2:30: the attribute alias '#none' is not defined",
                "%0 = stablehlo.abs %a {b = \"\\q\"} : tensor<f32> | 2:30: unknown escape in a string: '\\q'",
                "%0 = stablehlo.abs %a {b = \"open | 2:30: a string is not closed on its line",
                "return loc(\"f\":1) | 2:19: expected ':', got ')'",
                "return ^bb1 | 2:10: a region has one block only",
                "~ | 2:3: unexpected character '~'",
                "return | 2:9: expected an op, got the end of the text",
            })
    void theErrorTellsPlaceAndCause(String line, String message) {
        assertThat(errorOf(BODY + line)).isEqualTo("file:" + message);
    }

    @Test
    void anAliasThatDefinesItselfIsAnError() {
        assertThat(errorOf("#a = [#b]\n#b = [#a]")).isEqualTo("file:2:7: '#a' is defined by itself");
        assertThat(errorOf("#a = 1\n#a = 2")).startsWith("file:2:4: '#a' is defined twice");
    }

    /** Texts that are small, but stand for something very deep or very large. */
    static Stream<Arguments> bombs() {
        int deep = 100_000;
        var doubling = new StringBuilder("#a0 = 1\n");
        IntStream.range(1, 64).forEach(i -> doubling.append("#a%d = [#a%d, #a%d]%n".formatted(i, i - 1, i - 1)));
        var chain = new StringBuilder("#l0 = loc(\"x\")\n");
        IntStream.range(1, 1000).forEach(i -> chain.append("#l%d = loc(\"x\"(#l%d))%n".formatted(i, i - 1)));
        return Stream.of(
                Arguments.of("lists", "module attributes {a = " + "[".repeat(deep)),
                Arguments.of("dictionaries", "module attributes " + "{a = ".repeat(deep)),
                Arguments.of("tuples", "module attributes {a = " + "tuple<".repeat(deep)),
                Arguments.of("functions", "module attributes {a = " + "(".repeat(deep)),
                Arguments.of("constants", "module attributes {a = dense<" + "[".repeat(deep)),
                Arguments.of("modules", "module {".repeat(deep)),
                Arguments.of("locations", "module {} loc(" + "fused[".repeat(deep)),
                Arguments.of(
                        "dialect attributes", "module attributes {a = " + "#chlo<result_accuracy<mode = ".repeat(deep)),
                Arguments.of("doubling aliases", doubling + "module attributes {a = #a63} {}"),
                Arguments.of("a chain of aliases", chain + "module {} loc(#l999)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void bombsAreRefused(String name, String text) {
        assertThat(errorOf(text))
                .matches("(?s)file:\\d+:\\d+: .*(nested more than 256 levels deep|more than 100000 parts)");
    }

    private static String errorOf(String text) {
        try {
            TextParser.parse(text, "file");
        } catch (RanvierException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("no error");
    }
}
