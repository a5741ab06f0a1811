package dev.ranvier.cpu;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that take the memory of arguments, held against the reference, which takes none. */
final class DonationTest {
    private static Comparison comparison;

    @BeforeAll
    static void open() {
        comparison = new Comparison();
    }

    @AfterAll
    static void close() {
        comparison.close();
    }

    /** Bodies of a function of donated a and b, and of c and i; its results are a's, b's and one more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Exchanged; the third is what the first was.
                "return %b, %a, %a : tensor<6x6xf32>, tensor<6x6xf32>, tensor<6x6xf32>",
                // Over itself, element by element; read elsewhere too; read once more afterwards.
                """
                %0 = stablehlo.add %a, %c : tensor<6x6xf32>
                %1 = stablehlo.multiply %b, %0 : tensor<6x6xf32>
                return %0, %1, %0 : tensor<6x6xf32>, tensor<6x6xf32>, tensor<6x6xf32>""",
                """
                %0 = stablehlo.transpose %a, dims = [1, 0] : (tensor<6x6xf32>) -> tensor<6x6xf32>
                %1 = stablehlo.add %a, %0 : tensor<6x6xf32>
                %2 = stablehlo.reverse %b, dims = [0] : tensor<6x6xf32>
                return %1, %2, %c : tensor<6x6xf32>, tensor<6x6xf32>, tensor<6x6xf32>""",
                """
                %0 = stablehlo.multiply %a, %b : tensor<6x6xf32>
                %1 = stablehlo.dot_general %0, %c, contracting_dims = [1] x [0] : (tensor<6x6xf32>, tensor<6x6xf32>) -> tensor<6x6xf32>
                %2 = stablehlo.add %1, %a : tensor<6x6xf32>
                return %0, %1, %2 : tensor<6x6xf32>, tensor<6x6xf32>, tensor<6x6xf32>""",
                // A row of a cache; what was in the cache is read in one of two.
                """
                %zero = stablehlo.constant dense<0> : tensor<i32>
                %row = stablehlo.slice %c [0:1, 0:6] : (tensor<6x6xf32>) -> tensor<1x6xf32>
                %0 = stablehlo.dynamic_update_slice %a, %row, %i, %zero : (tensor<6x6xf32>, tensor<1x6xf32>, tensor<i32>, tensor<i32>) -> tensor<6x6xf32>
                %1 = stablehlo.dynamic_update_slice %b, %row, %i, %zero : (tensor<6x6xf32>, tensor<1x6xf32>, tensor<i32>, tensor<i32>) -> tensor<6x6xf32>
                %2 = stablehlo.dot_general %0, %b, contracting_dims = [1] x [1] : (tensor<6x6xf32>, tensor<6x6xf32>) -> tensor<6x6xf32>
                return %0, %1, %2 : tensor<6x6xf32>, tensor<6x6xf32>, tensor<6x6xf32>""",
                // Once into the memory of the other.
                """
                %zero = stablehlo.constant dense<0> : tensor<i32>
                %row = stablehlo.slice %b [0:1, 0:6] : (tensor<6x6xf32>) -> tensor<1x6xf32>
                %0 = stablehlo.dynamic_update_slice %a, %row, %i, %zero : (tensor<6x6xf32>, tensor<1x6xf32>, tensor<i32>, tensor<i32>) -> tensor<6x6xf32>
                %1 = stablehlo.dynamic_update_slice %0, %row, %zero, %zero : (tensor<6x6xf32>, tensor<1x6xf32>, tensor<i32>, tensor<i32>) -> tensor<6x6xf32>
                return %b, %1, %a : tensor<6x6xf32>, tensor<6x6xf32>, tensor<6x6xf32>"""
            })
    void resultsAreThoseOfMemoryOfTheirOwn(String body) throws InterruptedException {
        comparison.compareSums("""
                func.func @main(%a: tensor<6x6xf32> {tf.aliasing_output = 0 : i32}, %b: tensor<6x6xf32> {tf.aliasing_output = 1 : i32}, %c: tensor<6x6xf32>, %i: tensor<i32>) -> (tensor<6x6xf32>, tensor<6x6xf32>, tensor<6x6xf32>) {
                """ + body + "\n}", 8);
    }
}
