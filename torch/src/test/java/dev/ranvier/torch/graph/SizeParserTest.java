package dev.ranvier.torch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.RanvierException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions as sympy 1.14 writes them: {@code sympy.srepr(expression)}. */
class SizeParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Integer(-3) | -3",
                "Symbol('s77', positive=True, integer=True) | s77",
                "Mul(Integer(2), Symbol('s77', positive=True, integer=True)) | (2*s77)",
                "Add(Symbol('s0', integer=True), Mul(Integer(-1), Symbol('u0'))) | (s0 + (-1*u0))",
                "FloorDiv(Add(Symbol('s0'), Integer(1)), Integer(2)) | ((s0 + 1)//2)",
                "Pow(Symbol('s0'), Integer(2)) | (s0*s0)",
                "Max(Integer(1), Mod(Symbol('s0'), Integer(8))) | (1 max (s0%8))"
            })
    void readsExpressions(String text, String expected) {
        assertThat(SizeParser.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Integer",
                "Integer(x)",
                "Integer(99999999999999999999)",
                "Add()",
                "Add(Integer(1)",
                "Mul(Integer(1),Integer(2))",
                "Integer(1) ",
                "Symbol('s0",
                "Pow(Symbol('s0'), Integer(1000000))",
                "FloorDiv(Integer(1))",
                "Eval(Integer(1))"
            })
    void refusesOthers(String text) {
        assertThatThrownBy(() -> SizeParser.parse(text)).isInstanceOf(RanvierException.class);
    }

    @Test
    void refusesDeepNesting() {
        var deep = "Add(".repeat(100_000);
        assertThatThrownBy(() -> SizeParser.parse(deep)).hasMessageContaining("nested deeper");
    }
}
