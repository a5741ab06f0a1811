package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Fft;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.StablehloAttribute.FftType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Fourier transforms of any kind and length as such of complex numbers whose lengths have small prime factors: those of
 * real numbers by {@link RealTransforms}, other lengths as convolutions (Bluestein, "A linear filtering approach to the
 * computation of discrete Fourier transform").
 */
final class Transforms {
    /** The greatest prime factor of a length that a device transforms. */
    private static final int GREATEST_FACTOR = 13;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Transforms() {}

    /** The transform by others; null for one that stays. */
    static @Nullable List<Value> of(Fft op, RegionBuilder b) {
        var result = op.result().tensorType();
        if (result.elementCount() == 0 || op.operand().tensorType().elementCount() == 0) {
            return List.of(Fragments.zeros(b, result));
        }
        int count = op.fftLength().size();
        var shape = op.operand().tensorType().shape();
        return switch (op.fftType()) {
            case FFT, IFFT ->
                op.fftLength().stream().allMatch(Transforms::isSmooth)
                        ? null
                        : List.of(alongAll(b, op.operand(), count, 0, op.fftType()));
            case RFFT -> {
                var part = (ScalarType) op.operand().tensorType().elementType();
                var half = new RealTransforms(b, part, shape).forward(op.operand());
                yield List.of(alongAll(b, half, count, 1, FftType.FFT));
            }
            case IRFFT -> {
                var part = (ScalarType) result.elementType();
                var half = alongAll(b, op.operand(), count, 1, FftType.IFFT);
                yield List.of(new RealTransforms(b, part, result.shape()).inverse(half));
            }
        };
    }

    private static boolean isSmooth(long length) {
        long rest = length;
        for (int factor = 2; factor <= GREATEST_FACTOR; factor++) {
            while (rest % factor == 0) {
                rest /= factor;
            }
        }
        return rest == 1;
    }

    /** Transforms the {@code count} last dimensions but the {@code skipped} last ones of them. */
    private static Value alongAll(RegionBuilder b, Value x, int count, int skipped, FftType type) {
        int rank = x.tensorType().rank();
        var value = x;
        for (int d = rank - 1 - skipped; d >= rank - count; d--) {
            int dimension = d;
            var exchange = IntStream.range(0, rank)
                    .mapToLong(i -> i == dimension ? rank - 1 : i == rank - 1 ? dimension : i)
                    .toArray();
            value = d == rank - 1
                    ? along(b, value, type)
                    : b.transpose(along(b, b.transpose(value, exchange), type), exchange);
        }
        return value;
    }

    /** Transforms the last dimension of complex numbers. */
    static Value along(RegionBuilder b, Value x, FftType type) {
        var shape = x.tensorType().shape();
        long length = shape[shape.length - 1];
        return isSmooth(length)
                ? b.emit((result, info) -> new Fft(x, type, Int64Array.of(length), result, info))
                : convolved(b, x, Math.toIntExact(length), type);
    }

    private static Value convolved(RegionBuilder b, Value x, int length, FftType type) {
        var shape = x.tensorType().shape();
        int last = shape.length - 1;
        var part = ((ComplexType) x.tensorType().elementType()).part();
        int padded = Integer.highestOneBit(2 * length - 2) * 2;
        LongUnaryOperator half = k -> k * k % (2L * length);
        var chirp = spread(b, turns(part, length, half, 2L * length, type), shape);
        var wide = shape.clone();
        wide[last] = padded;
        var none = new long[last + 1];
        var high = new long[last + 1];
        high[last] = (long) padded - length;
        var zero = Fragments.zeros(b, TensorType.of(x.tensorType().elementType()));
        var product = b.multiply(x, chirp);
        var signal = b.emit((result, info) -> new ShapeOp.Pad(
                product, zero, Int64Array.of(none), Int64Array.of(high), Int64Array.of(none), result, info));
        var filtered = b.multiply(along(b, signal, FftType.FFT), spread(b, filter(part, length, padded, type), wide));
        return b.multiply(Fragments.firsts(b, along(b, filtered, FftType.IFFT), shape), chirp);
    }

    private static Value spread(RegionBuilder b, DenseElements line, long[] shape) {
        return b.broadcastInDim(TensorType.of(line.type().elementType(), shape), b.constant(line), shape.length - 1);
    }

    /** The transform of the conjugate chirp, which is symmetric; for an inverse transform by its length. */
    private static DenseElements filter(ScalarType part, int length, int padded, FftType type) {
        var real = new double[padded];
        var imaginary = new double[padded];
        double scale = type == FftType.IFFT ? 1.0 / length : 1;
        for (int k = 0; k < length; k++) {
            long turn = (long) k * k % (2L * length);
            for (int place : new int[] {k, (padded - k) % padded}) {
                real[place] = scale * cosine(turn, 2L * length);
                imaginary[place] = -scale * sine(turn, 2L * length, type);
            }
        }
        transform(real, imaginary);
        return elements(part, real, imaginary);
    }

    /** In place, of a power of two: numbers in the order of reversed bits, then ever longer transforms of pairs. */
    private static void transform(double[] real, double[] imaginary) {
        int length = real.length;
        int bits = Integer.numberOfTrailingZeros(length);
        for (int i = 0; i < length; i++) {
            int j = bits == 0 ? 0 : Integer.reverse(i) >>> (32 - bits);
            if (i < j) {
                exchange(real, i, j);
                exchange(imaginary, i, j);
            }
        }
        for (int half = 1; half < length; half *= 2) {
            for (int k = 0; k < half; k++) {
                double turnReal = cosine(k, 2L * half);
                double turnImaginary = sine(k, 2L * half, FftType.FFT);
                for (int i = k; i < length; i += 2 * half) {
                    int j = i + half;
                    double x = real[j] * turnReal - imaginary[j] * turnImaginary;
                    double y = real[j] * turnImaginary + imaginary[j] * turnReal;
                    real[j] = real[i] - x;
                    imaginary[j] = imaginary[i] - y;
                    real[i] += x;
                    imaginary[i] += y;
                }
            }
        }
    }

    private static void exchange(double[] numbers, int i, int j) {
        double number = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = number;
    }

    /** The turns of {@code numerator(k) / denominator}, negative ones but for an inverse transform. */
    static DenseElements turns(
            ScalarType part, long count, LongUnaryOperator numerator, long denominator, FftType type) {
        var numerators = LongStream.range(0, count).map(numerator).toArray();
        return elements(
                part,
                LongStream.of(numerators)
                        .mapToDouble(n -> cosine(n, denominator))
                        .toArray(),
                LongStream.of(numerators)
                        .mapToDouble(n -> sine(n, denominator, type))
                        .toArray());
    }

    private static DenseElements elements(ScalarType part, double[] real, double[] imaginary) {
        var type = TensorType.of(new ComplexType(part), real.length);
        var bytes = MemorySegment.ofArray(new byte[2 * real.length * part.byteWidth()]);
        for (int i = 0; i < real.length; i++) {
            if (part == ScalarType.F64) {
                bytes.setAtIndex(DOUBLE, 2L * i, real[i]);
                bytes.setAtIndex(DOUBLE, 2L * i + 1, imaginary[i]);
            } else {
                bytes.setAtIndex(FLOAT, 2L * i, (float) real[i]);
                bytes.setAtIndex(FLOAT, 2L * i + 1, (float) imaginary[i]);
            }
        }
        return new DenseElements(type, bytes, false);
    }

    /** The cosine of {@code numerator / denominator} turns; by symmetry of an eighth of a turn at most. */
    private static double cosine(long numerator, long denominator) {
        long turn = Math.floorMod(numerator, denominator);
        long half = Math.min(turn, denominator - turn);
        boolean negative = 4 * half > denominator;
        long acute = negative ? denominator - 2 * half : 2 * half; // in half turns by the denominator
        double cosine = 4 * acute > denominator
                ? StrictMath.sin(Math.PI * (denominator - 2 * acute) / (2.0 * denominator))
                : StrictMath.cos(Math.PI * acute / denominator);
        return negative ? -cosine : cosine;
    }

    /** The sine of as many turns, negative unless the transform is inverse: a cosine a quarter of a turn earlier. */
    private static double sine(long numerator, long denominator, FftType type) {
        double sine = cosine(4 * Math.floorMod(numerator, denominator) - denominator, 4 * denominator);
        return type == FftType.IFFT ? sine : -sine;
    }
}
