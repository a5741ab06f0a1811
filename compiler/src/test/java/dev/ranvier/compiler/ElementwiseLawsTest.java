package dev.ranvier.compiler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of arithmetic, comparisons and conversions, each before and after. */
class ElementwiseLawsTest {
    private final Laws simplify = new Laws(Simplify::run);

    @ParameterizedTest
    @CsvSource({
        "add, 0, i32",
        "add, -0.0, f32",
        "subtract, 0, ui8",
        "subtract, 0.0, bf16",
        "multiply, 1, i64",
        "multiply, 1.0, f16",
        "divide, 1, i8",
        "divide, 1.0, f64",
        "power, 1, ui16",
        "power, 1.0, f32",
        "and, -1, i16",
        "and, 255, ui8",
        "and, true, i1",
        "or, 0, i4",
        "or, false, i1",
        "xor, 0, ui64",
        "shift_left, 0, i32",
        "shift_right_arithmetic, 0, i32",
        "shift_right_logical, 0, ui32",
    })
    void neutralElements(String op, String number, String type) {
        var tensor = "tensor<7x" + type + ">";
        simplify.rewrite(
                "(%x: " + tensor + ") -> " + tensor,
                """
                %%c = stablehlo.constant dense<%s> : %s
                %%0 = stablehlo.%s %%x, %%c : %s
                return %%0 : %s""".formatted(number, tensor, op, tensor, tensor),
                "return %x : " + tensor);
    }

    @ParameterizedTest
    @CsvSource({"add, 0.0, f32", "subtract, -0.0, f32", "multiply, 0.0, f32", "add, 1, i32", "divide, 3.0, f32"})
    void numbersThatChangeSomething(String op, String number, String type) {
        var tensor = "tensor<7x" + type + ">";
        simplify.keep("(%x: " + tensor + ") -> " + tensor, """
                %%c = stablehlo.constant dense<%s> : %s
                %%0 = stablehlo.%s %%x, %%c : %s
                return %%0 : %s""".formatted(number, tensor, op, tensor, tensor));
    }

    @ParameterizedTest
    @CsvSource({"multiply, 0, i32", "and, 0, ui8", "or, -1, i16", "multiply, false, i1"})
    void absorbingElements(String op, String number, String type) {
        var tensor = "tensor<7x" + type + ">";
        simplify.rewrite(
                "(%x: " + tensor + ") -> " + tensor, """
                %%c = stablehlo.constant dense<%s> : %s
                %%0 = stablehlo.%s %%c, %%x : %s
                return %%0 : %s""".formatted(number, tensor, op, tensor, tensor), """
                %%c = stablehlo.constant dense<%s> : %s
                return %%c : %s""".formatted(
                                number, tensor, tensor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"and", "or", "maximum", "minimum"})
    void ofOneValueTwice(String op) {
        simplify.rewrite(
                "(%x: tensor<7xi32>) -> tensor<7xi32>",
                "%0 = stablehlo." + op + " %x, %x : tensor<7xi32>\nreturn %0 : tensor<7xi32>",
                "return %x : tensor<7xi32>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subtract", "xor"})
    void ofOneValueAgainstItself(String op) {
        simplify.rewrite(
                "(%x: tensor<7xi32>) -> tensor<7xi32>",
                "%0 = stablehlo." + op + " %x, %x : tensor<7xi32>\nreturn %0 : tensor<7xi32>",
                "%0 = stablehlo.constant dense<0> : tensor<7xi32>\nreturn %0 : tensor<7xi32>");
    }

    @Test
    void negations() {
        simplify.rewrite(
                "(%x: tensor<7xf32>, %y: tensor<7xf32>) -> (tensor<7xf32>, tensor<7xf32>, tensor<7xf32>)", """
                %0 = stablehlo.negate %y : tensor<7xf32>
                %1 = stablehlo.add %x, %0 : tensor<7xf32>
                %2 = stablehlo.subtract %x, %0 : tensor<7xf32>
                %3 = stablehlo.negate %0 : tensor<7xf32>
                return %1, %2, %3 : tensor<7xf32>, tensor<7xf32>, tensor<7xf32>""", """
                %1 = stablehlo.subtract %x, %y : tensor<7xf32>
                %2 = stablehlo.add %x, %y : tensor<7xf32>
                return %1, %2, %y : tensor<7xf32>, tensor<7xf32>, tensor<7xf32>""");
        simplify.rewrite("(%x: tensor<7xf32>, %y: tensor<7xf32>) -> (tensor<7xf32>, tensor<7xf32>)", """
                %0 = stablehlo.negate %x : tensor<7xf32>
                %1 = stablehlo.negate %y : tensor<7xf32>
                %2 = stablehlo.multiply %0, %1 : tensor<7xf32>
                %3 = stablehlo.abs %0 : tensor<7xf32>
                return %2, %3 : tensor<7xf32>, tensor<7xf32>""", """
                %2 = stablehlo.multiply %x, %y : tensor<7xf32>
                %3 = stablehlo.abs %x : tensor<7xf32>
                return %2, %3 : tensor<7xf32>, tensor<7xf32>""");
    }

    @Test
    void sumsOfConstants() {
        simplify.rewrite("(%x: tensor<7xi32>) -> tensor<7xi32>", """
                %a = stablehlo.constant dense<2> : tensor<7xi32>
                %b = stablehlo.constant dense<3> : tensor<7xi32>
                %0 = stablehlo.add %a, %x : tensor<7xi32>
                %1 = stablehlo.add %0, %b : tensor<7xi32>
                return %1 : tensor<7xi32>""", """
                %c = stablehlo.constant dense<5> : tensor<7xi32>
                %0 = stablehlo.add %x, %c : tensor<7xi32>
                return %0 : tensor<7xi32>""");
    }

    @Test
    void quotientsByPowersOfTwo() {
        simplify.rewrite("(%x: tensor<7xf32>) -> tensor<7xf32>", """
                %c = stablehlo.constant dense<8.0> : tensor<7xf32>
                %0 = stablehlo.divide %x, %c : tensor<7xf32>
                return %0 : tensor<7xf32>""", """
                %c = stablehlo.constant dense<0.125> : tensor<7xf32>
                %0 = stablehlo.multiply %x, %c : tensor<7xf32>
                return %0 : tensor<7xf32>""");
    }

    @Test
    void squares() {
        simplify.rewrite("(%x: tensor<7xf32>) -> tensor<7xf32>", """
                %c = stablehlo.constant dense<2.0> : tensor<7xf32>
                %0 = stablehlo.power %x, %c : tensor<7xf32>
                return %0 : tensor<7xf32>""", """
                %0 = stablehlo.multiply %x, %x : tensor<7xf32>
                return %0 : tensor<7xf32>""");
    }

    @Test
    void partsOfComplexNumbers() {
        simplify.rewrite(
                "(%x: tensor<7xf32>, %y: tensor<7xf32>, %z: tensor<7xcomplex<f32>>)"
                        + " -> (tensor<7xf32>, tensor<7xf32>, tensor<7xcomplex<f32>>)",
                """
                %0 = stablehlo.complex %x, %y : tensor<7xcomplex<f32>>
                %1 = stablehlo.real %0 : (tensor<7xcomplex<f32>>) -> tensor<7xf32>
                %2 = stablehlo.imag %0 : (tensor<7xcomplex<f32>>) -> tensor<7xf32>
                %3 = stablehlo.real %z : (tensor<7xcomplex<f32>>) -> tensor<7xf32>
                %4 = stablehlo.imag %z : (tensor<7xcomplex<f32>>) -> tensor<7xf32>
                %5 = stablehlo.complex %3, %4 : tensor<7xcomplex<f32>>
                return %1, %2, %5 : tensor<7xf32>, tensor<7xf32>, tensor<7xcomplex<f32>>""", "return %x, %y, %z : tensor<7xf32>, tensor<7xf32>, tensor<7xcomplex<f32>>");
    }

    @Test
    void comparisons() {
        simplify.rewrite("(%x: tensor<7xi32>) -> (tensor<7xi1>, tensor<7xi1>)", """
                %c = stablehlo.constant dense<3> : tensor<7xi32>
                %0 = stablehlo.compare LE, %x, %x : (tensor<7xi32>, tensor<7xi32>) -> tensor<7xi1>
                %1 = stablehlo.compare LT, %c, %x : (tensor<7xi32>, tensor<7xi32>) -> tensor<7xi1>
                return %0, %1 : tensor<7xi1>, tensor<7xi1>""", """
                %c = stablehlo.constant dense<3> : tensor<7xi32>
                %0 = stablehlo.constant dense<true> : tensor<7xi1>
                %1 = stablehlo.compare GT, %x, %c : (tensor<7xi32>, tensor<7xi32>) -> tensor<7xi1>
                return %0, %1 : tensor<7xi1>, tensor<7xi1>""");
        simplify.keep("(%x: tensor<7xf32>) -> tensor<7xi1>", """
                %0 = stablehlo.compare EQ, %x, %x : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xi1>
                return %0 : tensor<7xi1>""");
    }

    @Test
    void indicesThatAreNeverNegative() {
        simplify.rewrite("(%x: tensor<7xi32>) -> tensor<7xi32>", """
                %i = stablehlo.iota dim = 0 : tensor<7xi32>
                %zero = stablehlo.constant dense<0> : tensor<7xi32>
                %seven = stablehlo.constant dense<7> : tensor<7xi32>
                %0 = stablehlo.compare LT, %i, %zero : (tensor<7xi32>, tensor<7xi32>) -> tensor<7xi1>
                %1 = stablehlo.add %i, %seven : tensor<7xi32>
                %2 = stablehlo.select %0, %1, %i : tensor<7xi1>, tensor<7xi32>
                %3 = stablehlo.clamp %zero, %2, %seven : tensor<7xi32>
                %4 = stablehlo.maximum %3, %zero : tensor<7xi32>
                %5 = stablehlo.multiply %4, %x : tensor<7xi32>
                return %5 : tensor<7xi32>""", """
                %i = stablehlo.iota dim = 0 : tensor<7xi32>
                %5 = stablehlo.multiply %i, %x : tensor<7xi32>
                return %5 : tensor<7xi32>""");
    }

    @Test
    void choices() {
        simplify.rewrite(
                "(%p: tensor<7xi1>, %x: tensor<7xf32>, %y: tensor<7xf32>)"
                        + " -> (tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xi1>)",
                """
                %true = stablehlo.constant dense<true> : tensor<7xi1>
                %false = stablehlo.constant dense<false> : tensor<7xi1>
                %0 = stablehlo.select %true, %x, %y : tensor<7xi1>, tensor<7xf32>
                %1 = stablehlo.select %p, %y, %y : tensor<7xi1>, tensor<7xf32>
                %2 = stablehlo.not %p : tensor<7xi1>
                %3 = stablehlo.select %2, %x, %y : tensor<7xi1>, tensor<7xf32>
                %4 = stablehlo.select %p, %true, %false : tensor<7xi1>, tensor<7xi1>
                return %0, %1, %3, %4 : tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xi1>""", """
                %3 = stablehlo.select %p, %y, %x : tensor<7xi1>, tensor<7xf32>
                return %x, %y, %3, %p : tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xi1>""");
        simplify.rewrite("(%p: tensor<i1>, %x: tensor<7xf32>, %y: tensor<7xf32>) -> tensor<7xf32>", """
                %0 = stablehlo.broadcast_in_dim %p, dims = [] : (tensor<i1>) -> tensor<7xi1>
                %1 = stablehlo.select %0, %x, %y : tensor<7xi1>, tensor<7xf32>
                %2 = stablehlo.select %0, %1, %x : tensor<7xi1>, tensor<7xf32>
                return %2 : tensor<7xf32>""", """
                return %x : tensor<7xf32>""");
    }

    @ParameterizedTest
    @CsvSource({"bf16, f32, f64", "i8, i32, f32", "ui8, i16, ui8", "i1, f32, i1", "f8E4M3FN, f32, f16"})
    void conversionsThatKeepNumbers(String from, String through, String to) {
        simplify.rewrite(
                "(%x: tensor<7x" + from + ">) -> tensor<7x" + to + ">",
                """
                %%0 = stablehlo.convert %%x : (tensor<7x%1$s>) -> tensor<7x%2$s>
                %%1 = stablehlo.convert %%0 : (tensor<7x%2$s>) -> tensor<7x%3$s>
                return %%1 : tensor<7x%3$s>""".formatted(from, through, to),
                from.equals(to) ? "return %x : tensor<7x" + to + ">" : """
                %%1 = stablehlo.convert %%x : (tensor<7x%1$s>) -> tensor<7x%2$s>
                return %%1 : tensor<7x%2$s>""".formatted(from, to));
    }

    @ParameterizedTest
    @CsvSource({"f32, bf16, f64", "i32, f32, i32", "i8, ui8, i16", "i16, f16, f32", "ui16, f32, i16"})
    void conversionsThatLoseNumbers(String from, String through, String to) {
        simplify.keep("(%x: tensor<7x" + from + ">) -> tensor<7x" + to + ">", """
                %%0 = stablehlo.convert %%x : (tensor<7x%1$s>) -> tensor<7x%2$s>
                %%1 = stablehlo.convert %%0 : (tensor<7x%2$s>) -> tensor<7x%3$s>
                return %%1 : tensor<7x%3$s>""".formatted(from, through, to));
    }

    @Test
    void roundingsAndCasts() {
        simplify.rewrite("(%x: tensor<7xf32>) -> (tensor<7xf32>, tensor<7xi32>)", """
                %0 = stablehlo.reduce_precision %x, format = e8m23 : tensor<7xf32>
                %1 = stablehlo.bitcast_convert %x : (tensor<7xf32>) -> tensor<7xui32>
                %2 = stablehlo.bitcast_convert %1 : (tensor<7xui32>) -> tensor<7xi32>
                return %0, %2 : tensor<7xf32>, tensor<7xi32>""", """
                %2 = stablehlo.bitcast_convert %x : (tensor<7xf32>) -> tensor<7xi32>
                return %x, %2 : tensor<7xf32>, tensor<7xi32>""");
    }

    @Test
    void constants() {
        simplify.rewrite("() -> (tensor<7xf32>, tensor<2xi32>)", """
                %a = stablehlo.constant dense<2.0> : tensor<7xf32>
                %0 = stablehlo.sqrt %a : tensor<7xf32>
                %1 = stablehlo.multiply %0, %0 : tensor<7xf32>
                %b = stablehlo.constant dense<[3, 4]> : tensor<2xi32>
                %2 = stablehlo.multiply %b, %b : tensor<2xi32>
                return %1, %2 : tensor<7xf32>, tensor<2xi32>""", """
                %0 = stablehlo.constant dense<1.99999988> : tensor<7xf32>
                %1 = stablehlo.constant dense<[9, 16]> : tensor<2xi32>
                return %0, %1 : tensor<7xf32>, tensor<2xi32>""");
    }

    @Test
    void largeThingsAreNotMadeOfSmallOnes() {
        simplify.keep("() -> (tensor<500x500xf32>, tensor<500x2xi32>)", """
                %0 = stablehlo.iota dim = 0 : tensor<500x500xf32>
                %b = stablehlo.constant dense<[3, 4]> : tensor<2xi32>
                %1 = stablehlo.broadcast_in_dim %b, dims = [1] : (tensor<2xi32>) -> tensor<500x2xi32>
                return %0, %1 : tensor<500x500xf32>, tensor<500x2xi32>""");
    }
}
