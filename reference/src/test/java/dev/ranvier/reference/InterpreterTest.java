package dev.ranvier.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.runtime.parallel.ProcessId;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.text.TextParser;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {
    private static final long SEED = 20261123;

    private static List<RuntimeValue> run(String text, RuntimeValue... inputs) {
        return Interpreter.run(TextParser.parse(text, "test.mlir"), List.of(inputs));
    }

    private static void assertFails(Diagnostic.Code code, ThrowingCallable run, String... parts) {
        assertThatThrownBy(run)
                .isInstanceOfSatisfying(
                        RanvierException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }

    /** Primes, prime powers, products and powers of two: back and forth gives the numbers back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 12, 17, 49, 60, 64, 97, 210})
    void inverseTransformUndoesTransform(int length) {
        var random = new Random(SEED);
        var type = "tensor<" + length + "xcomplex<f64>>";
        var numbers = Tensor.zeros(ComplexType.C128, length);
        for (int i = 0; i < length; i++) {
            numbers.setComplex(i, random.nextGaussian(), random.nextGaussian());
        }
        var results = run("""
                func.func @main(%%a: %1$s) -> (%1$s, %1$s) {
                  %%0 = stablehlo.fft %%a, type = FFT, length = [%2$d] : (%1$s) -> %1$s
                  %%1 = stablehlo.fft %%0, type = IFFT, length = [%2$d] : (%1$s) -> %1$s
                  return %%0, %%1 : %1$s, %1$s
                }
                """.formatted(type, length), numbers);
        var spectrum = (Tensor) results.getFirst();
        var back = (Tensor) results.getLast();
        double energy = 0;
        double spectralEnergy = 0;
        for (int i = 0; i < length; i++) {
            assertThat(back.getDouble(i)).isEqualTo(numbers.getDouble(i), within(1e-12));
            assertThat(back.getImaginary(i)).isEqualTo(numbers.getImaginary(i), within(1e-12));
            energy += square(numbers, i);
            spectralEnergy += square(spectrum, i);
        }
        // Parseval
        assertThat(spectralEnergy).isEqualTo(length * energy, within(1e-9 * length * energy));
    }

    /**
     * Of the numbers 0, 1, ... the transform is {@code n/2 (i cot(pi k/n) - 1)}; a constant adds to its first element
     * only, so that it has to cancel in the others without a trace.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 17, 33, 60, 210})
    void transformIsAccurateWhereTermsCancel(int length) {
        double constant = 0x1p45;
        var type = "tensor<" + length + "xcomplex<f64>>";
        var numbers = Tensor.zeros(ComplexType.C128, length);
        for (int i = 0; i < length; i++) {
            numbers.setComplex(i, constant + i, 0);
        }
        var spectrum = Programs.run(
                "stablehlo.fft %a, type = FFT, length = [" + length + "]", "(" + type + ") -> " + type, type, numbers);
        assertThat(spectrum.getDouble(0)).isEqualTo(length * constant + length * (length - 1) / 2.0);
        for (int k = 1; k < length; k++) {
            assertThat(spectrum.getDouble(k)).isEqualTo(-length / 2.0);
            // The oracle's own tangent is accurate at small angles.
            double tangent =
                    2 * k < length ? Math.tan(Math.PI * k / length) : -Math.tan(Math.PI * (length - k) / length);
            double cotangent = 2 * k == length ? 0 : 1 / tangent;
            assertThat(spectrum.getImaginary(k)).isEqualTo(length / 2.0 * cotangent, within(1e-15 * length * length));
        }
    }

    private static double square(Tensor tensor, long index) {
        return Math.pow(tensor.getDouble(index), 2) + Math.pow(tensor.getImaginary(index), 2);
    }

    /** The specification pads and dilates by zeros, and zero times infinity is NaN. */
    @Test
    void convolutionMultipliesPaddingWithInfinity() {
        var input = Programs.reals(ScalarType.F32, 1, 2, 3, 4).reshaped(1, 4, 1);
        var kernel =
                Programs.reals(ScalarType.F32, 1, Double.POSITIVE_INFINITY, 2).reshaped(3, 1, 1);
        assertThat(convolution("pad = [[1, 2]]", 5, input, kernel))
                .containsExactly(
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.NaN);
        assertThat(convolution("pad = [[2, -1]], lhs_dilate = [2]", 6, input, kernel))
                .containsExactly(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NaN,
                        Double.POSITIVE_INFINITY);
    }

    private static double[] convolution(String window, int size, Tensor input, Tensor kernel) {
        var type = "tensor<1x" + size + "x1xf32>";
        return Programs.toDoubles(Programs.run(
                "stablehlo.convolution(%a, %b) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], window = {" + window
                        + "} {batch_group_count = 1 : i64, feature_group_count = 1 : i64}",
                "(" + input.type() + ", " + kernel.type() + ") -> " + type,
                type,
                input,
                kernel));
    }

    @Test
    void dynamicShapesComeFromOperands() {
        var result =
                (Tensor) run("""
                        func.func @main(%a: tensor<?xi64>, %s: tensor<2xi64>) -> tensor<?x?xi64> {
                          %0 = stablehlo.dynamic_broadcast_in_dim %a, %s, dims = [1] : (tensor<?xi64>, tensor<2xi64>) -> tensor<?x?xi64>
                          return %0 : tensor<?x?xi64>
                        }
                        """, Programs.integers(ScalarType.I64, 1, 2, 3), Programs.integers(ScalarType.I64, 2, 3))
                        .getFirst();
        assertThat(result.shape()).containsExactly(2, 3);
        assertThat(result.toLongs()).containsExactly(1, 2, 3, 1, 2, 3);
    }

    @Test
    void boundedSizesAreSetAndAskedFor() {
        var results = run("""
                func.func @main(%a: tensor<4xi64>, %n: tensor<i32>) -> (tensor<?xi64, #stablehlo.bounds<4>>, tensor<i32>) {
                  %0 = stablehlo.set_dimension_size %a, %n, dim = 0 : (tensor<4xi64>, tensor<i32>) -> tensor<?xi64, #stablehlo.bounds<4>>
                  %1 = stablehlo.get_dimension_size %0, dim = 0 : (tensor<?xi64, #stablehlo.bounds<4>>) -> tensor<i32>
                  return %0, %1 : tensor<?xi64, #stablehlo.bounds<4>>, tensor<i32>
                }
                """, Programs.integers(ScalarType.I64, 1, 2, 3, 4), Tensor.scalar(ScalarType.I32, 3));
        assertThat(((Tensor) results.getFirst()).toLongs()).containsExactly(1, 2, 3);
        assertThat(((Tensor) results.getLast()).toLongs()).containsExactly(3);
    }

    /** The stored numbers of a quantized tensor stay when its quantized dimension moves. */
    @Test
    void transposeMovesTheQuantizedDimension() {
        var result =
                (Tensor) run("""
                        func.func @main(%a: tensor<2x2xf32>) -> tensor<2x2xf32> {
                          %0 = stablehlo.uniform_quantize %a : (tensor<2x2xf32>) -> tensor<2x2x!quant.uniform<i8:f32:0, {0.5,0.25}>>
                          %1 = stablehlo.transpose %0, dims = [1, 0] : (tensor<2x2x!quant.uniform<i8:f32:0, {0.5,0.25}>>) -> tensor<2x2x!quant.uniform<i8:f32:1, {0.5,0.25}>>
                          %2 = stablehlo.uniform_dequantize %1 : (tensor<2x2x!quant.uniform<i8:f32:1, {0.5,0.25}>>) -> tensor<2x2xf32>
                          return %2 : tensor<2x2xf32>
                        }
                        """, Programs.reals(ScalarType.F32, 1, 2, 3, 4).reshaped(2, 2))
                        .getFirst();
        assertThat(Programs.toDoubles(result)).containsExactly(1, 3, 2, 4);
    }

    @Test
    void runTimeShapesMustBeTheDeclaredOnes() {
        assertFails(
                Diagnostic.Code.INVALID_ARGUMENT,
                () -> run("""
                        func.func @main(%n: tensor<1xi64>) -> tensor<3xi64> {
                          %0 = stablehlo.dynamic_iota %n, dim = 0 : (tensor<1xi64>) -> tensor<3xi64>
                          return %0 : tensor<3xi64>
                        }
                        """, Programs.integers(ScalarType.I64, 4)),
                "test.mlir:2",
                "gives tensor<4xi64> where the program declares tensor<3xi64>");
    }

    @Test
    void compositesRunTheirDecomposition() {
        var results = run("""
                module {
                  func.func @main(%a: tensor<2xi64>) -> tensor<2xi64> {
                    %0 = stablehlo.composite "my.twice" %a {decomposition = @twice} : (tensor<2xi64>) -> tensor<2xi64>
                    return %0 : tensor<2xi64>
                  }
                  func.func private @twice(%a: tensor<2xi64>) -> tensor<2xi64> {
                    %0 = stablehlo.add %a, %a : tensor<2xi64>
                    return %0 : tensor<2xi64>
                  }
                }
                """, Programs.integers(ScalarType.I64, 1, 2));
        assertThat(((Tensor) results.getFirst()).toLongs()).containsExactly(2, 4);
    }

    @Test
    void feedsAndCustomCallsGoThroughTheHost() {
        var module = TextParser.parse("""
                func.func @main(%t: !stablehlo.token) -> !stablehlo.token {
                  %0:2 = "stablehlo.infeed"(%t) : (!stablehlo.token) -> (tensor<2xi64>, !stablehlo.token)
                  %1 = stablehlo.custom_call @twice(%0#0) : (tensor<2xi64>) -> tensor<2xi64>
                  %2 = "stablehlo.outfeed"(%1, %0#1) : (tensor<2xi64>, !stablehlo.token) -> !stablehlo.token
                  return %2 : !stablehlo.token
                }
                """, "test.mlir");
        var host = new Host(Map.of("twice", (_, operands) -> {
            var operand = (Tensor) operands.getFirst();
            return List.of(Programs.integers(ScalarType.I64, 2 * operand.getLong(0), 2 * operand.getLong(1)));
        }));
        var process = new ProcessId(0, 0);
        host.offerInfeed(process, List.of(Programs.integers(ScalarType.I64, 3, 4)));
        Interpreter.run(module, List.of(new RuntimeValue.Token()), host);
        assertThat(host.outfeed(process)).hasSize(1);
        assertThat(host.outfeed(process).getFirst().getFirst().toLongs()).containsExactly(6, 8);
    }

    /** JAX's CPU gives these numbers for {@code scatter_add} in mode {@code drop}. */
    @Test
    void scatterDropsWindowsThatAreNotWhollyWithin() {
        var results = run("""
                func.func @main(%indices: tensor<3x1xi64>) -> tensor<5xi64> {
                  %zeros = stablehlo.constant dense<0> : tensor<5xi64>
                  %ones = stablehlo.constant dense<1> : tensor<3x2xi64>
                  %0 = "stablehlo.scatter"(%zeros, %indices, %ones) ({
                  ^bb0(%a: tensor<i64>, %b: tensor<i64>):
                    %1 = stablehlo.add %a, %b : tensor<i64>
                    stablehlo.return %1 : tensor<i64>
                  }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1],
                      scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}
                    : (tensor<5xi64>, tensor<3x1xi64>, tensor<3x2xi64>) -> tensor<5xi64>
                  return %0 : tensor<5xi64>
                }
                """, Programs.integers(ScalarType.I64, 4, -1, 1).reshaped(3, 1));
        assertThat(((Tensor) results.getFirst()).toLongs()).containsExactly(0, 1, 1, 0, 0);
    }

    @Test
    void largeValuesAreReleasedAfterTheirLastUse() {
        var body = TextParser.parse("""
                func.func @main(%a: tensor<100000xf32>, %b: tensor<f32>, %c: tensor<i32>) -> tensor<100000xf32> {
                  %0 = stablehlo.negate %a : tensor<100000xf32>
                  %1 = stablehlo.negate %b : tensor<f32>
                  %2 = "stablehlo.case"(%c) ({
                    stablehlo.return %0 : tensor<100000xf32>
                  }) : (tensor<i32>) -> tensor<100000xf32>
                  return %2 : tensor<100000xf32>
                }
                """, "test.mlir").entry().body();
        var lastUses = new LastUses().of(body);
        assertThat(lastUses.get(0)).containsExactly(body.arguments().getFirst());
        assertThat(lastUses.get(1)).isEmpty();
        assertThat(lastUses.get(2))
                .containsExactly(body.ops().getFirst().results().getFirst());
    }

    @Test
    void absurdSizesFailBeforeTheyAreAllocated() {
        assertFails(
                Diagnostic.Code.RESOURCE_EXHAUSTED,
                () -> run("""
                        func.func @main() -> tensor<1000000x1000000000xf32> {
                          %0 = stablehlo.iota dim = 0 : tensor<1000000x1000000000xf32>
                          return %0 : tensor<1000000x1000000000xf32>
                        }
                        """),
                "test.mlir:2",
                "stablehlo.iota",
                "tensor<1000000x1000000000xf32>",
                "4000000000000000 bytes");
    }

    @Test
    void recursionWithoutEndFails() {
        assertFails(Diagnostic.Code.RESOURCE_EXHAUSTED, () -> run("""
                        func.func @main() -> tensor<i32> {
                          %0 = func.call @main() : () -> tensor<i32>
                          return %0 : tensor<i32>
                        }
                        """), "nested too deeply");
    }

    @Test
    void inputsOfTheWrongTypeAreNamed() {
        assertFails(
                Diagnostic.Code.INVALID_ARGUMENT,
                () -> run(
                        "func.func @main(%a: tensor<2xi32>) -> tensor<2xi32> { return %a : tensor<2xi32> }",
                        Programs.integers(ScalarType.I64, 1, 2)),
                "input 0 must be tensor<2xi32>, got tensor<2xi64>");
    }

    /** ISO C, annex G: {@code ctanh(x + i infinity)} is NaN + i NaN for finite x, and 1 for infinite x. */
    @Test
    void hyperbolicTangentFarToTheRight() {
        var infinite = ComplexFunctions.tanh(new Complex(1e30, Double.POSITIVE_INFINITY));
        assertThat(infinite.real()).isNaN();
        assertThat(infinite.imaginary()).isNaN();
        assertThat(ComplexFunctions.tanh(new Complex(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)))
                .isEqualTo(new Complex(1, 0));
        assertThat(ComplexFunctions.tanh(new Complex(1e30, 1)).real()).isEqualTo(1);
    }

    /** Comparators may read values around them, and may be more than one comparison. */
    @Test
    void sortsByTheComparatorOfTheProgram() {
        var random = new Random(SEED);
        var numbers = random.ints(100, 0, 20).asLongStream().toArray();
        var results = run("""
                func.func @main(%a: tensor<100xi64>) -> (tensor<100xi64>, tensor<100xi64>) {
                  %ten = stablehlo.constant dense<10> : tensor<i64>
                  %places = stablehlo.iota dim = 0 : tensor<100xi64>
                  %0:2 = "stablehlo.sort"(%a, %places) ({
                  ^bb0(%x: tensor<i64>, %y: tensor<i64>, %i: tensor<i64>, %j: tensor<i64>):
                    %1 = stablehlo.subtract %x, %ten : tensor<i64>
                    %2 = stablehlo.subtract %y, %ten : tensor<i64>
                    %3 = stablehlo.abs %1 : tensor<i64>
                    %4 = stablehlo.abs %2 : tensor<i64>
                    %5 = stablehlo.compare GT, %3, %4 : (tensor<i64>, tensor<i64>) -> tensor<i1>
                    stablehlo.return %5 : tensor<i1>
                  }) {dimension = 0 : i64} : (tensor<100xi64>, tensor<100xi64>) -> (tensor<100xi64>, tensor<100xi64>)
                  return %0#0, %0#1 : tensor<100xi64>, tensor<100xi64>
                }
                """, Programs.integers(ScalarType.I64, numbers));
        var expected = IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> -Math.abs(numbers[i] - 10)))
                .toList();
        assertThat(((Tensor) results.getLast()).toLongs())
                .containsExactly(expected.stream().mapToLong(i -> i).toArray());
        assertThat(((Tensor) results.getFirst()).toLongs())
                .containsExactly(expected.stream().mapToLong(i -> numbers[i]).toArray());
    }
}
