package dev.ranvier.cpu;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates of windows that end in rows, at places that repeat and some of which are outside. */
final class ScatterTest {
    private static final Comparison COMPARISON = new Comparison();

    @AfterAll
    static void close() {
        COMPARISON.close();
    }

    @ParameterizedTest
    @CsvSource({
        "f32, 300, add",
        "f32, 7, add",
        "f32, 0, add",
        "f64, 129, multiply",
        "bf16, 130, add",
        "i8, 200, minimum",
        "i1, 150, or",
        "complex<f32>, 140, add",
    })
    void wholeRows(String element, int columns, String op) throws InterruptedException {
        COMPARISON.compareBits(program(
                "6x" + columns, "40x" + columns, 1, "[1]", "[0]", "[0]", element, """
                %%s = stablehlo.%s %%a, %%b : tensor<%s>
                stablehlo.return %%s : tensor<%s>""".formatted(op, element, element)));
    }

    @ParameterizedTest
    @CsvSource({"f32, 20", "i64, 37"})
    void partsOfRows(String element, int columns) throws InterruptedException {
        COMPARISON.compareBits(program(
                "8x40", "40x2x" + columns, 2, "[1, 2]", "[]", "[0, 1]", element, """
                %%s = stablehlo.maximum %%b, %%a : tensor<%s>
                stablehlo.return %%s : tensor<%s>""".formatted(element, element)));
    }

    @ParameterizedTest
    @CsvSource({"f32, 260", "i32, 5"})
    void theLastUpdateCounts(String element, int columns) throws InterruptedException {
        COMPARISON.compareBits(program(
                "6x" + columns,
                "40x" + columns,
                1,
                "[1]",
                "[0]",
                "[0]",
                element,
                "stablehlo.return %%b : tensor<%s>".formatted(element)));
    }

    private static String program(
            String operand,
            String update,
            int components,
            String windowDimensions,
            String inserted,
            String mapped,
            String element,
            String computation) {
        return """
                func.func @main(%%t: tensor<%1$sx%7$s>, %%n: tensor<40x%3$dxi32>, %%u: tensor<%2$sx%7$s>) -> tensor<%1$sx%7$s> {
                  %%seven = stablehlo.constant dense<7> : tensor<40x%3$dxi32>
                  %%i = stablehlo.and %%n, %%seven : tensor<40x%3$dxi32>
                  %%0 = "stablehlo.scatter"(%%t, %%i, %%u) <{scatter_dimension_numbers = #stablehlo.scatter<
                    update_window_dims = %4$s, inserted_window_dims = %5$s, scatter_dims_to_operand_dims = %6$s,
                    index_vector_dim = 1>}> ({
                  ^bb0(%%a: tensor<%7$s>, %%b: tensor<%7$s>):
                    %8$s
                  }) : (tensor<%1$sx%7$s>, tensor<40x%3$dxi32>, tensor<%2$sx%7$s>) -> tensor<%1$sx%7$s>
                  return %%0 : tensor<%1$sx%7$s>
                }""".formatted(operand, update, components, windowDimensions, inserted, mapped, element, computation);
    }
}
