package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.StablehloAttribute.FftType;

/**
 * Specification section "fft": transforms of the innermost dimensions, of any length. They are computed in about twice
 * the precision of f64 and rounded once, so that parts in which terms cancel are accurate too. A number that is not
 * finite makes those that depend on it NaN.
 */
final class Fourier {
    private Fourier() {}

    static Tensor transform(Tensor operand, FftType type, Int64Array lengths, ElementType resultType) {
        var signal = Signal.of(operand);
        int last = operand.rank() - 1;
        int count = lengths.size();
        long length = lengths.get(count - 1);
        switch (type) {
            case FFT -> signal = along(signal, count, last + 1, false);
            case IFFT -> signal = along(signal, count, last + 1, true);
            case RFFT -> {
                // The innermost dimension of the result holds the first half; the other half is its conjugate.
                var half = along(signal, last, false).resized(length / 2 + 1);
                signal = along(half, count - 1, last, false);
            }
            case IRFFT -> {
                var half = along(signal, count - 1, last, true);
                signal = along(half.mirrored(length), last, true);
            }
        }
        return signal.toTensor(resultType);
    }

    /** Transforms the {@code count} dimensions before {@code end}, the last one first. */
    private static Signal along(Signal signal, int count, int end, boolean inverse) {
        var result = signal;
        for (int i = 1; i <= count; i++) {
            result = along(result, end - i, inverse);
        }
        return result;
    }

    private static Signal along(Signal signal, int dimension, boolean inverse) {
        int length = Math.toIntExact(signal.shape()[dimension]);
        int stride = Math.toIntExact(Index.strides(signal.shape())[dimension]);
        var result = new Signal(signal.shape());
        var transform = new FourierTransform(length, inverse);
        for (int line = 0; length > 0 && line < signal.count() / length; line++) {
            transform.apply(signal, result, line / stride * stride * length + line % stride, stride);
        }
        return result;
    }
}
