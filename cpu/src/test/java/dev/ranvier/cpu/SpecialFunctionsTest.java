package dev.ranvier.cpu;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of CHLO agree with those of the reference, which are nearly exact. */
final class SpecialFunctionsTest {
    private static final Comparison DEVICES = new Comparison();
    private static final List<String> NARROW = List.of("f8E4M3FN", "bf16", "f16", "f32");

    @AfterAll
    static void close() {
        DEVICES.close();
    }

    static Stream<String> unary() {
        return Stream.of("digamma", "lgamma", "bessel_i1e")
                .flatMap(op -> NARROW.stream().map(type -> unaryProgram(op, type)));
    }

    static Stream<String> wideUnary() {
        return Stream.of(unaryProgram("bessel_i1e", "f64"));
    }

    /** Where these functions are about 0 their error is a unit of 1. */
    static Stream<String> wideSums() {
        return Stream.of(unaryProgram("digamma", "f64"), unaryProgram("lgamma", "f64"));
    }

    static Stream<String> binary() {
        return Stream.of(binaryProgram("zeta", "x, %q"), binaryProgram("polygamma", "q, %x"))
                .flatMap(text -> NARROW.stream().map(type -> text.replace("TYPE", type)));
    }

    static Stream<String> wideBinary() {
        return Stream.of(binaryProgram("zeta", "x, %q"), binaryProgram("polygamma", "q, %x"))
                .map(text -> text.replace("TYPE", "f64"));
    }

    private static String unaryProgram(String op, String type) {
        var tensor = "tensor<9x37x" + type + ">";
        return """
                func.func @main(%%a: %1$s) -> %1$s {
                  %%0 = chlo.%2$s %%a : %1$s -> %1$s
                  return %%0 : %1$s
                }""".formatted(tensor, op);
    }

    /** The first operand is a small natural number more often than not. */
    private static String binaryProgram(String op, String operands) {
        return """
                func.func @main(%a: tensor<5x37xui8>, %p: tensor<5x37xi1>, %b: tensor<5x37xTYPE>, %q: tensor<5x37xTYPE>)
                    -> tensor<5x37xTYPE> {
                  %eight = stablehlo.constant dense<8> : tensor<5x37xui8>
                  %0 = stablehlo.remainder %a, %eight : tensor<5x37xui8>
                  %1 = stablehlo.convert %0 : (tensor<5x37xui8>) -> tensor<5x37xTYPE>
                  %x = stablehlo.select %p, %1, %b : tensor<5x37xi1>, tensor<5x37xTYPE>
                  %2 = chlo.OP %OPERANDS : tensor<5x37xTYPE>, tensor<5x37xTYPE> -> tensor<5x37xTYPE>
                  return %2 : tensor<5x37xTYPE>
                }""".replace("OPERANDS", op.equals("polygamma") ? "x, %q" : operands)
                .replace("OP", op);
    }

    @ParameterizedTest
    @MethodSource({"unary", "binary"})
    void narrowTypesAreRoundedOnce(String program) throws InterruptedException {
        DEVICES.compareUnits(program, 1);
    }

    @ParameterizedTest
    @MethodSource("wideUnary")
    void doublesAgreeToTheLastPlaces(String program) throws InterruptedException {
        DEVICES.compareUnits(program, 16);
    }

    @ParameterizedTest
    @MethodSource({"wideSums", "wideBinary"})
    void doublesOfTameArgumentsAgree(String program) throws InterruptedException {
        DEVICES.compareSums(program, 16);
    }
}
