package dev.ranvier.reference;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.FftType;

/** Specification section "fft": transforms of the innermost dimensions, of any length, in double precision. */
final class Fourier {
    private Fourier() {}

    static Tensor transform(Tensor operand, FftType type, Int64Array lengths) {
        return switch (type) {
            case FFT -> alongAll(operand, lengths.size(), false);
            case IFFT -> alongAll(operand, lengths.size(), true);
            case RFFT -> real(operand, lengths);
            case IRFFT -> inverseReal(operand, lengths);
        };
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
        var complex = Tensor.zeros(new ComplexType((ScalarType) operand.elementType()), operand.shape());
        for (long i = 0; i < operand.count(); i++) {
            complex.setComplex(i, operand.getDouble(i), 0);
        }
        int last = operand.rank() - 1;
        var spectrum = along(complex, last, false);
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
        var spectrum = along(full, last, true);
        var result = Tensor.zeros(((ComplexType) operand.elementType()).part(), spectrum.shape());
        for (long i = 0; i < result.count(); i++) {
            result.setDouble(i, spectrum.getDouble(i));
        }
        return result;
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
