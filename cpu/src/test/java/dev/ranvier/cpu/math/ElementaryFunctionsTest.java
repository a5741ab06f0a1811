package dev.ranvier.cpu.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.llvm.Target;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elementary functions against Java's and the C library's in double. */
final class ElementaryFunctionsTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final int LANES = Target.host().has("avx512f") ? 16 : 8;

    /** Numbers of each sign and exponent. */
    private static final int OF_EACH_EXPONENT = 300;

    /** Places where functions turn: limits, poles, zeros, and what formulas divide their ranges at. */
    private static final double[] PLACES = {
        0,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        0.25,
        0.35,
        0.5,
        0.7,
        0.92,
        1,
        1.05,
        1.4142135,
        2,
        2.5,
        3,
        3.95,
        4,
        5,
        6,
        9,
        10,
        17,
        20,
        28,
        35,
        40,
        86,
        87.33,
        88.72284,
        89,
        103.97,
        104,
        128,
        149,
        1e5,
        0x1p17,
        0x1p24,
        0x1p30,
        Math.PI / 4,
        Math.PI / 2,
        Math.PI,
        1.5 * Math.PI,
        2 * Math.PI,
        22 * Math.PI,
        33 * Math.PI / 2,
        1e20,
        Float.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    /** A function as code, and an oracle; {@code places} is the error that is allowed, in units of the last place. */
    record Function(String name, NativeFunction.Emitter code, DoubleBinaryOperator oracle, double places) {
        static Function of(
                String name, BiFunction<IrFunction, IrValue, IrValue> code, DoubleUnaryOperator oracle, double places) {
            return new Function(name, (f, x, _) -> code.apply(f, x), (x, _) -> oracle.applyAsDouble(x), places);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Function> functions() {
        return Stream.of(
                Function.of("exp", RealMath::exp, StrictMath::exp, 1.1),
                Function.of("expm1", RealMath::expm1, StrictMath::expm1, 1.5),
                Function.of("log", RealMath::log, StrictMath::log, 1.6),
                Function.of("log1p", RealMath::log1p, StrictMath::log1p, 1.7),
                Function.of("sin", RealMath::sin, StrictMath::sin, 1.2),
                Function.of("cos", RealMath::cos, StrictMath::cos, 1.2),
                Function.of("tan", RealMath::tan, StrictMath::tan, 0.6),
                Function.of("tanh", RealMath::tanh, StrictMath::tanh, 1.5),
                Function.of("logistic", RealMath::logistic, ElementaryFunctionsTest::logistic, 1.5),
                Function.of("rsqrt", RealMath::rsqrt, x -> 1 / Math.sqrt(x), 1.5),
                Function.of("cbrt", RealMath::cbrt, StrictMath::cbrt, 0.6),
                Function.of("asin", RealMath::asin, StrictMath::asin, 0.6),
                Function.of("acos", RealMath::acos, StrictMath::acos, 0.6),
                Function.of("atan", RealMath::atan, StrictMath::atan, 0.6),
                Function.of("asinh", RealMath::asinh, library("asinh"), 0.6),
                Function.of("acosh", RealMath::acosh, library("acosh"), 0.6),
                Function.of("atanh", RealMath::atanh, library("atanh"), 0.6),
                Function.of("erf", RealMath::erf, library("erf"), 1.5),
                Function.of("erfc", RealMath::erfc, library("erfc"), 1.9),
                Function.of("erfInverse", RealMath::erfInverse, ElementaryFunctionsTest::erfInverse, 0.6),
                new Function("power", RealMath::power, ElementaryFunctionsTest::power, 0.6),
                new Function("atan2", RealMath::atan2, StrictMath::atan2, 0.6),
                new Function("hypot", RealMath::hypot, StrictMath::hypot, 0.6),
                new Function("remainder", RealMath::remainder, (x, y) -> x % y, 0));
    }

    private static double logistic(double x) {
        return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }

    private static double power(double x, double y) {
        return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : StrictMath.pow(x, y);
    }

    /** By Newton's method from a rough start, on whichever of the function and its complement is small. */
    private static double erfInverse(double y) {
        double magnitude = Math.abs(y);
        if (!(magnitude < 1)) {
            return magnitude == 1 ? y * Double.POSITIVE_INFINITY : Double.NaN;
        }
        double x = 0;
        for (int i = 0; i < 60; i++) {
            double residual = magnitude < 0.5
                    ? library("erf").applyAsDouble(x) - magnitude
                    : 1 - magnitude - library("erfc").applyAsDouble(x);
            x -= residual / (2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x));
        }
        return Math.copySign(x, y);
    }

    @SuppressWarnings("restricted")
    private static DoubleUnaryOperator library(String name) {
        var linker = Linker.nativeLinker();
        var handle = linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_DOUBLE));
        return x -> {
            try {
                return (double) handle.invokeExact(x);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("functions")
    void floatsAreWithinSomeUnitsInTheLastPlace(Function function) {
        var native16 = new NativeFunction(function.code, IrType.FLOAT.withLanes(LANES));
        var x = numbers();
        var y = seconds(x);
        try (var arena = Arena.ofConfined()) {
            var results = native16.apply(arena, segment(arena, x), segment(arena, y));
            double worst = 0;
            for (int i = 0; i < x.length; i++) {
                float result = results.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                double expected = function.oracle.applyAsDouble(x[i], y[i]);
                double error = places(result, expected);
                assertThat(error)
                        .as("%s(%s, %s) is %s, expected %s; seed %d", function.name, x[i], y[i], result, expected, SEED)
                        .isLessThanOrEqualTo(function.places);
                worst = Math.max(worst, error);
            }
            assertThat(worst).as("seed %d", SEED).isFinite();
        }
    }

    /** Java's own functions, and the C library's, are right to a unit or two. */
    @ParameterizedTest
    @MethodSource("functions")
    void doublesAreWithinAFewUnitsInTheLastPlace(Function function) {
        var native8 = new NativeFunction(function.code, IrType.DOUBLE.withLanes(8));
        var random = new Random(SEED);
        var x = random.doubles(1 << 16, -40, 40).toArray();
        var y = random.doubles(1 << 16, -6, 6).toArray();
        for (int i = 0; i < x.length; i += 2) {
            x[i] = Double.longBitsToDouble(random.nextLong());
        }
        for (int i = 1; i < x.length; i += 4) {
            x[i] = random.nextDouble();
        }
        try (var arena = Arena.ofConfined()) {
            var results = native8.apply(arena, segment(arena, x), segment(arena, y));
            for (int i = 0; i < x.length; i++) {
                double result = results.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
                double expected = function.oracle.applyAsDouble(x[i], y[i]);
                double error = Math.abs(result - expected);
                assertThat(result == expected
                                || (Double.isNaN(result) && Double.isNaN(expected))
                                || error <= 4 * Math.ulp(expected))
                        .as("%s(%s, %s) is %s, expected %s; seed %d", function.name, x[i], y[i], result, expected, SEED)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theNumberOfLanesChangesNothing(Function function) {
        var x = numbers();
        var y = seconds(x);
        try (var arena = Arena.ofConfined()) {
            var xs = segment(arena, x);
            var ys = segment(arena, y);
            var expected = new NativeFunction(function.code, IrType.FLOAT).apply(arena, xs, ys);
            for (int lanes : new int[] {4, 8, LANES}) {
                var actual = new NativeFunction(function.code, IrType.FLOAT.withLanes(lanes)).apply(arena, xs, ys);
                for (int i = 0; i < x.length; i++) {
                    float one = expected.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                    float other = actual.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                    assertThat(Float.floatToIntBits(other))
                            .as("%s(%s, %s) by %d lanes; seed %d", function.name, x[i], y[i], lanes, SEED)
                            .isEqualTo(Float.floatToIntBits(one));
                }
            }
        }
    }

    /** How far a float is from a number, in units of the float's last place there; infinite if they differ in kind. */
    private static double places(float actual, double expected) {
        float nearest = (float) expected;
        if (Float.floatToIntBits(actual) == Float.floatToIntBits(nearest)) {
            return Float.isFinite(nearest) ? Math.abs(actual - expected) / unit(expected) : 0;
        }
        boolean differsInSign = Math.signum(actual) * Math.signum(nearest) < 0;
        boolean isZeroOfOtherSign = actual == 0 && nearest == 0;
        // Infinity stands where the next float would be.
        double beyond = Float.isInfinite(actual) ? Math.copySign(0x1p128, actual) : actual;
        double limit = Float.isInfinite(nearest) ? Math.copySign(0x1p128, nearest) : expected;
        return Double.isNaN(beyond - limit) || differsInSign || isZeroOfOtherSign
                ? Double.POSITIVE_INFINITY
                : Math.abs(beyond - limit) / unit(limit);
    }

    private static double unit(double number) {
        int exponent = Math.clamp(Math.getExponent(number), Float.MIN_EXPONENT, Float.MAX_EXPONENT);
        return Math.scalb(1.0, exponent - 23);
    }

    /** Numbers of every exponent, and those next to special places; a multiple of the lanes. */
    private static float[] numbers() {
        var random = new Random(SEED);
        var numbers = new ArrayList<Float>();
        for (int exponent = 0; exponent < 1 << 9; exponent++) {
            for (int i = 0; i < OF_EACH_EXPONENT; i++) {
                numbers.add(Float.intBitsToFloat(exponent << 23 | random.nextInt(1 << 23)));
            }
        }
        for (double place : PLACES) {
            int bits = Float.floatToIntBits((float) place);
            for (int distance = -5; distance <= 5; distance++) {
                numbers.add(Float.intBitsToFloat(bits + distance));
                numbers.add(-Float.intBitsToFloat(bits + distance));
            }
        }
        while (numbers.size() % LANES != 0) {
            numbers.add(1f);
        }
        var result = new float[numbers.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = numbers.get(i);
        }
        return result;
    }

    /** Second operands: any, near the first, integers, limits, and what keeps a power in range. */
    private static float[] seconds(float[] first) {
        var random = new Random(SEED + 1);
        var limits = List.of(0f, -0f, 1f, -1f, 0.5f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN);
        var seconds = new float[first.length];
        for (int i = 0; i < first.length; i++) {
            seconds[i] = switch (random.nextInt(5)) {
                case 0 -> Float.intBitsToFloat(random.nextInt());
                case 1 -> (float) (first[i] * random.nextGaussian());
                case 2 -> random.nextInt(41) - 20;
                case 3 -> limits.get(random.nextInt(limits.size()));
                default -> (float) (90 * random.nextGaussian() / StrictMath.log(Math.abs(first[i])));
            };
        }
        return seconds;
    }

    private static MemorySegment segment(Arena arena, float[] values) {
        var segment = arena.allocate(4L * values.length, 64);
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT, 0, values.length);
        return segment;
    }

    private static MemorySegment segment(Arena arena, double[] values) {
        var segment = arena.allocate(8L * values.length, 64);
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_DOUBLE, 0, values.length);
        return segment;
    }
}
