package dev.ranvier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.ScalarType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Integer ops of every width against arithmetic without bounds. */
class IntegerOpsTest {
    private static final long SEED = 20260102;
    private static final int COUNT = 500;

    static Stream<ScalarType> types() {
        return Arrays.stream(ScalarType.values()).filter(ScalarType::isInteger);
    }

    private static BigInteger exact(ScalarType type, long value) {
        var exact = BigInteger.valueOf(value);
        boolean wrapped = type == ScalarType.UI64 && value < 0;
        return wrapped ? exact.add(BigInteger.ONE.shiftLeft(64)) : exact;
    }

    /** What the type makes of a number: the low bits, read as the type reads them. */
    private static long wrapped(ScalarType type, BigInteger value) {
        int unused = 64 - type.bitWidth();
        long bits = value.longValue() << unused;
        return type.kind() == ScalarType.Kind.SIGNED ? bits >> unused : bits >>> unused;
    }

    /** Random elements, the extremes and those around zero among them. */
    private static long[] elements(ScalarType type, Random random) {
        var values = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            var value = switch (random.nextInt(3)) {
                case 0 -> BigInteger.valueOf(random.nextInt(-2, 4));
                case 1 -> BigInteger.ONE.shiftLeft(type.bitWidth() - 1).subtract(BigInteger.valueOf(random.nextInt(2)));
                default -> BigInteger.valueOf(random.nextLong());
            };
            values[i] = wrapped(type, value);
        }
        return values;
    }

    private static void check(ScalarType type, String op, BinaryOperator<BigInteger> oracle) {
        var random = new Random(SEED);
        var lhs = elements(type, random);
        var rhs = elements(type, random);
        var result = Programs.run(op, Programs.integers(type, lhs), Programs.integers(type, rhs));
        for (int i = 0; i < COUNT; i++) {
            var expected = wrapped(type, oracle.apply(exact(type, lhs[i]), exact(type, rhs[i])));
            assertThat(result.getLong(i))
                    .as("%s(%d, %d), seed %d", op, lhs[i], rhs[i], SEED)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void arithmeticWraps(ScalarType type) {
        check(type, "stablehlo.add", BigInteger::add);
        check(type, "stablehlo.subtract", BigInteger::subtract);
        check(type, "stablehlo.multiply", BigInteger::multiply);
        check(type, "stablehlo.maximum", BigInteger::max);
        check(type, "stablehlo.minimum", BigInteger::min);
        check(type, "stablehlo.and", BigInteger::and);
        check(type, "stablehlo.or", BigInteger::or);
        check(type, "stablehlo.xor", BigInteger::xor);
    }

    @ParameterizedTest
    @MethodSource("types")
    void divisionByZeroGivesOnes(ScalarType type) {
        var ones = BigInteger.ONE.negate();
        check(type, "stablehlo.divide", (x, y) -> y.signum() == 0 ? ones : x.divide(y));
        check(type, "stablehlo.remainder", (x, y) -> y.signum() == 0 ? x : x.remainder(y));
    }

    @ParameterizedTest
    @MethodSource("types")
    void shiftsBeyondTheWidthLeaveNothing(ScalarType type) {
        int width = type.bitWidth();
        var modulus = BigInteger.ONE.shiftLeft(width);
        check(type, "stablehlo.shift_left", (x, y) -> x.shiftLeft(amount(y, modulus, width)));
        check(type, "stablehlo.shift_right_logical", (x, y) -> x.mod(modulus).shiftRight(amount(y, modulus, width)));
        check(type, "stablehlo.shift_right_arithmetic", (x, y) -> {
            var bits = x.mod(modulus);
            var signed = bits.testBit(width - 1) ? bits.subtract(modulus) : bits;
            return signed.shiftRight(amount(y, modulus, width));
        });
    }

    private static int amount(BigInteger shift, BigInteger modulus, int width) {
        return shift.mod(modulus).min(BigInteger.valueOf(width)).intValue();
    }

    @ParameterizedTest
    @MethodSource("types")
    void powersWrapAndTruncate(ScalarType type) {
        var modulus = BigInteger.ONE.shiftLeft(type.bitWidth());
        check(type, "stablehlo.power", (x, y) -> {
            if (y.signum() >= 0) {
                return x.modPow(y, modulus);
            }
            boolean odd = y.testBit(0);
            return x.abs().equals(BigInteger.ONE) ? (odd ? x : BigInteger.ONE) : BigInteger.ZERO;
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void upperHalfOfProduct(ScalarType type) {
        var random = new Random(SEED);
        var lhs = elements(type, random);
        var rhs = elements(type, random);
        var a = Programs.integers(type, lhs);
        var spelled = a.type().toString();
        var result = Programs.run(
                "chlo.mulhi %a, %b",
                spelled + ", " + spelled + " -> " + spelled, spelled, a, Programs.integers(type, rhs));
        for (int i = 0; i < COUNT; i++) {
            var product = exact(type, lhs[i]).multiply(exact(type, rhs[i]));
            assertThat(result.getLong(i))
                    .as("mulhi(%d, %d), seed %d", lhs[i], rhs[i], SEED)
                    .isEqualTo(wrapped(type, product.shiftRight(type.bitWidth())));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void unaryOps(ScalarType type) {
        int width = type.bitWidth();
        var elements = elements(type, new Random(SEED));
        var operand = Programs.integers(type, elements);
        var absolute = type.kind() == ScalarType.Kind.SIGNED ? Programs.run("stablehlo.abs", operand) : operand;
        var negated = Programs.run("stablehlo.negate", operand);
        var not = Programs.run("stablehlo.not", operand);
        var ones = Programs.run("stablehlo.popcnt", operand);
        var zeros = Programs.run("stablehlo.count_leading_zeros", operand);
        for (int i = 0; i < COUNT; i++) {
            var x = exact(type, elements[i]);
            var bits = x.mod(BigInteger.ONE.shiftLeft(width));
            assertThat(absolute.getLong(i)).isEqualTo(wrapped(type, x.abs()));
            assertThat(negated.getLong(i)).isEqualTo(wrapped(type, x.negate()));
            assertThat(not.getLong(i)).isEqualTo(wrapped(type, x.not()));
            assertThat(ones.getLong(i)).isEqualTo(wrapped(type, BigInteger.valueOf(bits.bitCount())));
            assertThat(zeros.getLong(i)).isEqualTo(wrapped(type, BigInteger.valueOf(width - bits.bitLength())));
        }
    }
}
