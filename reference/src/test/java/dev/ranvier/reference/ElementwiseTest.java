package dev.ranvier.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseTest {
    private static final long SEED = 20260103;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Tensor convert(Tensor operand, ElementType type) {
        var resultType = operand.type().withElementType(type).toString();
        return Programs.run("stablehlo.convert %a", "(" + operand.type() + ") -> " + resultType, resultType, operand);
    }

    private static Tensor bitcast(Tensor operand, String resultType) {
        return Programs.run(
                "stablehlo.bitcast_convert %a", "(" + operand.type() + ") -> " + resultType, resultType, operand);
    }

    static Stream<ScalarType> narrowFloats() {
        return Arrays.stream(ScalarType.values()).filter(type -> type.isFloat() && type.bitWidth() <= 16);
    }

    /** Sums and products of numbers of few bits are exact in BigDecimal, and rounded once from there. */
    @ParameterizedTest
    @MethodSource("narrowFloats")
    void arithmeticRoundsOnce(ScalarType type) {
        var random = new Random(SEED);
        var lhs = Tensor.zeros(type, 1000);
        var rhs = Tensor.zeros(type, 1000);
        for (int i = 0; i < 1000; i++) {
            lhs.setDouble(i, random.nextGaussian());
            rhs.setDouble(i, random.nextGaussian());
        }
        var sums = Programs.run("stablehlo.add", lhs, rhs);
        var products = Programs.run("stablehlo.multiply", lhs, rhs);
        var format = FloatFormat.of(type);
        for (int i = 0; i < 1000; i++) {
            if (Double.isNaN(lhs.getDouble(i)) || Double.isNaN(rhs.getDouble(i))) {
                continue;
            }
            var x = new BigDecimal(lhs.getDouble(i));
            var y = new BigDecimal(rhs.getDouble(i));
            assertThat(sums.getDouble(i)).isEqualTo(rounded(format, x.add(y)), within(0.0));
            assertThat(products.getDouble(i)).isEqualTo(rounded(format, x.multiply(y)), within(0.0));
        }
    }

    private static double rounded(FloatFormat format, BigDecimal exact) {
        assertThat(new BigDecimal(exact.doubleValue())).isEqualByComparingTo(exact);
        return format.decode(format.encode(exact.doubleValue()));
    }

    @Test
    void f32ArithmeticIsThatOfIeee754() {
        var random = new Random(SEED);
        var lhs = Tensor.zeros(ScalarType.F32, 20_000);
        var rhs = Tensor.zeros(ScalarType.F32, 20_000);
        for (int i = 0; i < 20_000; i++) {
            lhs.setLong(i, random.nextInt());
            rhs.setLong(i, random.nextInt());
        }
        var sum = Programs.run("stablehlo.add", lhs, rhs);
        var product = Programs.run("stablehlo.multiply", lhs, rhs);
        var quotient = Programs.run("stablehlo.divide", lhs, rhs);
        var remainder = Programs.run("stablehlo.remainder", lhs, rhs);
        for (int i = 0; i < 20_000; i++) {
            float x = (float) lhs.getDouble(i);
            float y = (float) rhs.getDouble(i);
            assertThat((float) sum.getDouble(i)).isEqualTo(Float.valueOf(x + y));
            assertThat((float) product.getDouble(i)).isEqualTo(Float.valueOf(x * y));
            assertThat((float) quotient.getDouble(i)).isEqualTo(Float.valueOf(x / y));
            assertThat((float) remainder.getDouble(i)).isEqualTo(Float.valueOf(x % y));
        }
    }

    /** The bound is that of Jeannerod and others for products with fused multiply-add. */
    @ParameterizedTest
    @ValueSource(strings = {"f32", "f64"})
    void complexProductsAreWithinTwoUnitsOfRoundoff(String part) {
        var type = new ComplexType(Objects.requireNonNull(ScalarType.named(part)));
        var roundoff = new BigDecimal(type.equals(ComplexType.C64) ? 0x1p-24 : 0x1p-53);
        var random = new Random(SEED);
        var lhs = Tensor.zeros(type, 2000);
        var rhs = Tensor.zeros(type, 2000);
        for (int i = 0; i < 2000; i++) {
            lhs.setComplex(i, random.nextGaussian(), random.nextGaussian());
            // Every second product is nearly real, so that its imaginary part cancels.
            double noise = i % 2 == 0 ? random.nextGaussian() : 1e-9 * random.nextGaussian();
            rhs.setComplex(i, lhs.getDouble(i) + noise, -lhs.getImaginary(i));
        }
        var product = Programs.run("stablehlo.multiply", lhs, rhs);
        for (int i = 0; i < 2000; i++) {
            var a = new BigDecimal(lhs.getDouble(i));
            var b = new BigDecimal(lhs.getImaginary(i));
            var c = new BigDecimal(rhs.getDouble(i));
            var d = new BigDecimal(rhs.getImaginary(i));
            var real = a.multiply(c).subtract(b.multiply(d));
            var imaginary = a.multiply(d).add(b.multiply(c));
            var realError = real.subtract(new BigDecimal(product.getDouble(i)));
            var imaginaryError = imaginary.subtract(new BigDecimal(product.getImaginary(i)));
            var bound =
                    real.pow(2).add(imaginary.pow(2)).multiply(roundoff.pow(2)).multiply(new BigDecimal(4));
            assertThat(realError.pow(2).add(imaginaryError.pow(2)))
                    .as("element %d, seed %d", i, SEED)
                    .isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void denormalsAreKept() {
        var tiny = Programs.reals(ScalarType.F32, Float.MIN_VALUE, -Float.MIN_VALUE);
        assertThat(Programs.toDoubles(Programs.run("stablehlo.ceil", tiny))).containsExactly(1, -0.0);
        assertThat(Programs.toDoubles(Programs.run("stablehlo.floor", tiny))).containsExactly(0, -1);
        assertThat(Programs.toDoubles(Programs.run("stablehlo.add", tiny, tiny)))
                .containsExactly(2 * Float.MIN_VALUE, -2 * Float.MIN_VALUE);
    }

    @Test
    void roundsTiesAwayFromZeroOrToEven() {
        var operand = Programs.reals(ScalarType.F64, -2.5, -0.5, 0.49999999999999994, 0.5, 1.5, 2.5, -INFINITY);
        assertThat(Programs.toDoubles(Programs.run("stablehlo.round_nearest_afz", operand)))
                .containsExactly(-3, -1, 0, 1, 2, 3, -INFINITY);
        assertThat(Programs.toDoubles(Programs.run("stablehlo.round_nearest_even", operand)))
                .containsExactly(-2, -0.0, 0, 0, 2, 2, -INFINITY);
    }

    @Test
    void extremesPropagateNaNAndOrderZeros() {
        var lhs = Programs.reals(ScalarType.F64, Double.NaN, 1, -0.0, 0.0);
        var rhs = Programs.reals(ScalarType.F64, 1, Double.NaN, 0.0, -0.0);
        assertThat(Programs.toDoubles(Programs.run("stablehlo.maximum", lhs, rhs)))
                .containsExactly(Double.NaN, Double.NaN, 0, 0);
        assertThat(Programs.toDoubles(Programs.run("stablehlo.minimum", lhs, rhs)))
                .containsExactly(Double.NaN, Double.NaN, -0.0, -0.0);
    }

    @Test
    void powersOfOneAreOne() {
        var base = Programs.reals(ScalarType.F64, 1, -1, -1, 0, -8, 2);
        var exponent = Programs.reals(ScalarType.F64, Double.NaN, INFINITY, -INFINITY, 0, 1.0 / 3, -1074);
        assertThat(Programs.toDoubles(Programs.run("stablehlo.power", base, exponent)))
                .containsExactly(1, 1, 1, 1, Double.NaN, Double.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"LT, TOTALORDER, 111110", "EQ, TOTALORDER, 000001", "LT, FLOAT, 010100", "NE, FLOAT, 110111"})
    void comparesPartiallyAndTotally(String direction, String type, String expected) {
        // -NaN < -infinity < -0 < 0 < 1 < NaN, each with its successor, and the last with itself.
        long[] bits = {0xFFC00000L, 0xFF800000L, 0x80000000L, 0, 0x3F800000L, 0x7FC00000L};
        var lhs = Programs.integers(ScalarType.F32, bits);
        var rhs = Programs.integers(ScalarType.F32, bits[1], bits[2], bits[3], bits[4], bits[5], bits[5]);
        var result = Programs.run(
                "stablehlo.compare " + direction + ", %a, %b, " + type,
                "(tensor<6xf32>, tensor<6xf32>) -> tensor<6xi1>",
                "tensor<6xi1>",
                lhs,
                rhs);
        var found = new StringBuilder();
        Arrays.stream(result.toLongs()).forEach(found::append);
        assertThat(found).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"I8, -128, 127", "UI8, 0, 255", "I4, -8, 7", "UI4, 0, 15", "I32, -2147483648, 2147483647", "UI64, 0, -1"
    })
    void floatsSaturateToIntegers(ScalarType type, long least, long greatest) {
        var operand = Programs.reals(ScalarType.F64, -INFINITY, -1e30, -0.9, 2.9, 1e30, INFINITY, Double.NaN);
        assertThat(convert(operand, type).toLongs()).containsExactly(least, least, 0, 2, greatest, greatest, 0);
    }

    @Test
    void integersRoundOnceToFloats() {
        var random = new Random(SEED);
        for (var type : new ScalarType[] {ScalarType.I64, ScalarType.UI64}) {
            var values =
                    random.longs(2000).map(value -> value >> random.nextInt(40)).toArray();
            // Just above a tie of two f32 numbers, where a double on the way would fall onto it.
            values[0] = (1L << 62) + (1L << 38) + 1;
            var operand = Programs.integers(type, values);
            var single = convert(operand, ScalarType.F32);
            var wide = convert(operand, ScalarType.F64);
            for (int i = 0; i < values.length; i++) {
                var exact = new BigInteger(
                        type == ScalarType.UI64 ? Long.toUnsignedString(values[i]) : Long.toString(values[i]));
                assertThat(single.getDouble(i)).as("%s, seed %d", exact, SEED).isEqualTo(exact.floatValue());
                assertThat(wide.getDouble(i)).as("%s, seed %d", exact, SEED).isEqualTo(exact.doubleValue());
            }
        }
    }

    @Test
    void convertsToAndFromBooleansAndComplexNumbers() {
        var reals = Programs.reals(ScalarType.F64, 0, -0.0, 0.25, Double.NaN);
        assertThat(convert(reals, ScalarType.I1).toLongs()).containsExactly(0, 0, 1, 1);
        var complex = Tensor.zeros(ComplexType.C128, 1);
        complex.setComplex(0, -3.5, 7);
        assertThat(convert(complex, ScalarType.I32).toLongs()).containsExactly(-3);
        var widened = convert(Programs.integers(ScalarType.I1, 1), ComplexType.C64);
        assertThat(widened.getDouble(0)).isEqualTo(1);
        assertThat(widened.getImaginary(0)).isEqualTo(0);
    }

    @Test
    void bitcastTakesApartAndPutsTogether() {
        var operand = Programs.integers(ScalarType.UI32, 0x89ABCDEFL, 0x01234567L);
        assertThat(bitcast(operand, "tensor<2x8xui4>").toLongs())
                .containsExactly(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        assertThat(bitcast(bitcast(operand, "tensor<2x4xi8>"), "tensor<2xui32>").toLongs())
                .containsExactly(operand.toLongs());
        assertThat(bitcast(operand, "tensor<ui64>").toLongs()).containsExactly(0x0123456789ABCDEFL);
        assertThat(bitcast(operand, "tensor<2x32xi1>").count()).isEqualTo(64);
        var complex = Tensor.zeros(ComplexType.C64, 1);
        complex.setComplex(0, 1, -2);
        assertThat(Programs.toDoubles(bitcast(complex, "tensor<1x2xf32>"))).containsExactly(1, -2);
    }

    @ParameterizedTest
    @CsvSource({"5, 10, F16", "8, 7, BF16", "8, 23, F32"})
    void reducedPrecisionIsThatOfTheFormat(int exponentBits, int mantissaBits, ScalarType like) {
        var random = new Random(SEED);
        var values = random.doubles(2000, -8, 8).map(Math::exp).toArray();
        var operand = Programs.reals(ScalarType.F32, values);
        var result = Programs.run(
                "stablehlo.reduce_precision %a, format = e" + exponentBits + "m" + mantissaBits,
                "tensor<2000xf32>",
                "tensor<2000xf32>",
                operand);
        var format = FloatFormat.of(like);
        for (int i = 0; i < values.length; i++) {
            double x = operand.getDouble(i);
            assertThat(result.getDouble(i)).as("%s, seed %d", x, SEED).isEqualTo(format.decode(format.encode(x)));
        }
    }

    @Test
    void nextAfterCountsThroughTheFormat() {
        var from = Programs.reals(ScalarType.BF16, 0, 1, 1, -1, 5, INFINITY);
        var to = Programs.reals(ScalarType.BF16, -1, 2, 0, 0, 5, 0);
        var result = Programs.run(
                "chlo.next_after %a, %b",
                "tensor<6xbf16>, tensor<6xbf16> -> tensor<6xbf16>", "tensor<6xbf16>", from, to);
        assertThat(result.toLongs()).containsExactly(0x8001, 0x3F81, 0x3F7F, 0xBF7F, 0x40A0, 0x7F7F);
    }

    @Test
    void quantizesByChannel() {
        var type = "tensor<2x!quant.uniform<i8:f32:0, {0.1:-30,0.5:-20}>>";
        var quantized = Programs.run(
                "stablehlo.uniform_quantize %a",
                "(tensor<2xf32>) -> " + type, type, Programs.reals(ScalarType.F32, 4.0, 15.0));
        assertThat(quantized.toLongs()).containsExactly(10, 10);
        var dequantized = Programs.run(
                "stablehlo.uniform_dequantize %a", "(" + type + ") -> tensor<2xf32>", "tensor<2xf32>", quantized);
        assertThat(Programs.toDoubles(dequantized)).containsExactly(4.0, 15.0);
    }

    @Test
    void anOpThatIsNotDefinedForATypeIsNamed() {
        assertThatThrownBy(() -> Programs.run("stablehlo.not", Programs.reals(ScalarType.F32, 1)))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("stablehlo.not is not defined for elements of type f32");
    }
}
