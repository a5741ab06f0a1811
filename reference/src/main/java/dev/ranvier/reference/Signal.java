package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import java.util.Arrays;

/** Complex numbers of about twice the precision of f64, row-major. */
final class Signal {
    private final long[] shape;
    private final DoubleDouble[] real;
    private final DoubleDouble[] imaginary;

    /** Zeros, to be filled. */
    Signal(long[] shape) {
        this.shape = shape;
        this.real = new DoubleDouble[Math.toIntExact(Index.count(shape))];
        Arrays.fill(real, DoubleDouble.ZERO);
        this.imaginary = real.clone();
    }

    static Signal of(Tensor tensor) {
        var signal = new Signal(tensor.shape());
        for (int i = 0; i < signal.count(); i++) {
            signal.set(i, DoubleDouble.of(tensor.getDouble(i)), DoubleDouble.of(tensor.getImaginary(i)));
        }
        return signal;
    }

    long[] shape() {
        return shape;
    }

    int count() {
        return real.length;
    }

    DoubleDouble real(int index) {
        return real[index];
    }

    DoubleDouble imaginary(int index) {
        return imaginary[index];
    }

    void set(int index, DoubleDouble realPart, DoubleDouble imaginaryPart) {
        real[index] = realPart;
        imaginary[index] = imaginaryPart;
    }

    /** The numbers rounded to {@code type}, or their real parts. */
    Tensor toTensor(ElementType type) {
        var tensor = Tensor.zeros(type, shape);
        for (int i = 0; i < count(); i++) {
            if (type.isComplex()) {
                tensor.setComplex(i, real[i].rounded(), imaginary[i].rounded());
            } else {
                tensor.setDouble(i, real[i].rounded());
            }
        }
        return tensor;
    }

    /** Cut off, or filled with zeros, along the last dimension. */
    Signal resized(long length) {
        int last = shape.length - 1;
        var result = new Signal(Index.with(shape, last, length));
        int size = Math.toIntExact(length);
        int kept = (int) Math.min(size, shape[last]);
        for (int row = 0; row * size < result.count(); row++) {
            int source = row * (int) shape[last];
            System.arraycopy(real, source, result.real, row * size, kept);
            System.arraycopy(imaginary, source, result.imaginary, row * size, kept);
        }
        return result;
    }

    /** The whole spectrum of real numbers of which this holds the first half along the last dimension. */
    Signal mirrored(long length) {
        var result = resized(length);
        int size = Math.toIntExact(length);
        for (int row = 0; row < result.count(); row += size) {
            for (int i = (int) shape[shape.length - 1]; i < size; i++) {
                int mirror = row + size - i;
                result.set(row + i, result.real[mirror], result.imaginary[mirror].negated());
            }
        }
        return result;
    }
}
