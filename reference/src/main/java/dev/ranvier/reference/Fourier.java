package dev.ranvier.reference;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.StablehloAttribute.FftType;

/** Specification section "fft": transforms of the innermost dimensions, of any length, in double precision, rounded once. */
final class Fourier {
    private Fourier() {}

    static Tensor transform(Tensor operand, FftType type, Int64Array lengths, ElementType resultType) {
        var exact = copied(operand, ComplexType.C128);
        var result = switch (type) {
            case FFT -> alongAll(exact, lengths.size(), false);
            case IFFT -> alongAll(exact, lengths.size(), true);
            case RFFT -> real(exact, lengths);
            case IRFFT -> inverseReal(exact, lengths);
        };
        return copied(result, resultType);
    }

    /** The same numbers, or their real parts, in another type. */
    private static Tensor copied(Tensor operand, ElementType type) {
        var result = Tensor.zeros(type, operand.shape());
        for (long i = 0; i < operand.count(); i++) {
            if (type.isComplex()) {
                result.setComplex(i, operand.getDouble(i), operand.getImaginary(i));
            } else {
                result.setDouble(i, operand.getDouble(i));
            }
        }
        return result;
    }

    /** Transforms the innermost {@code count} dimensions, the last one first. */
    private static Tensor alongAll(Tensor operand, int count, boolean inverse) {
        var result = operand;
        for (int i = 1; i <= count; i++) {
            result = along(result, operand.rank() - i, inverse);
        }
        return result;
    }

    /** The innermost dimension of the result holds the first half of the spectrum; the other half is its conjugate. */
    private static Tensor real(Tensor operand, Int64Array lengths) {
        int last = operand.rank() - 1;
        var spectrum = along(operand, last, false);
        var half = resized(spectrum, last, lengths.get(lengths.size() - 1) / 2 + 1);
        return along(half, lengths.size(), last, false);
    }

    private static Tensor inverseReal(Tensor operand, Int64Array lengths) {
        int last = operand.rank() - 1;
        long length = lengths.get(lengths.size() - 1);
        var outer = along(operand, lengths.size(), last, true);
        var full = resized(outer, last, length);
        for (long row = 0; length > 0 && row < full.count() / length; row++) {
            for (long i = operand.size(last); i < length; i++) {
                long mirrored = row * length + length - i;
                full.setComplex(row * length + i, full.getDouble(mirrored), -full.getImaginary(mirrored));
            }
        }
        return along(full, last, true);
    }

    /** Transforms those of the innermost {@code count} dimensions that lie before {@code last}. */
    private static Tensor along(Tensor operand, int count, int last, boolean inverse) {
        var result = operand;
        for (int i = 1; i < count; i++) {
            result = along(result, last - i, inverse);
        }
        return result;
    }

    /** {@code operand} cut off or filled with zeros along a dimension. */
    private static Tensor resized(Tensor operand, int dimension, long size) {
        var none = new long[operand.rank()];
        var high = Index.with(none, dimension, size - operand.size(dimension));
        return ShapeOps.pad(operand, Tensor.zeros(operand.elementType()), none, high, none);
    }

    private static Tensor along(Tensor operand, int dimension, boolean inverse) {
        int length = (int) operand.size(dimension);
        long stride = Index.strides(operand.shape())[dimension];
        var result = Tensor.zeros(operand.elementType(), operand.shape());
        var transform = new FourierTransform(length, inverse);
        var real = new double[length];
        var imaginary = new double[length];
        for (long line = 0; length > 0 && line < operand.count() / length; line++) {
            long base = line / stride * stride * length + line % stride;
            for (int i = 0; i < length; i++) {
                real[i] = operand.getDouble(base + i * stride);
                imaginary[i] = operand.getImaginary(base + i * stride);
            }
            transform.apply(real, imaginary);
            for (int i = 0; i < length; i++) {
                result.setComplex(base + i * stride, real[i], imaginary[i]);
            }
        }
        return result;
    }
}
