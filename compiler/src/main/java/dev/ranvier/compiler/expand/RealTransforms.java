package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.FftType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * Fourier transforms of the last dimension between real numbers and the first half of their symmetric transform. For an
 * even length neighbours are the two parts of complex numbers, of which half as many are transformed.
 *
 * <p>Source: W. Press et al., "Numerical Recipes", section 12.3.
 */
final class RealTransforms {
    private final RegionBuilder b;
    private final ScalarType part;
    private final long[] shape;
    private final int last;
    private final long length;

    /**
     * @param part the type of the real numbers
     * @param shape that of the real side
     */
    RealTransforms(RegionBuilder b, ScalarType part, long[] shape) {
        this.b = b;
        this.part = part;
        this.shape = shape;
        this.last = shape.length - 1;
        this.length = shape[last];
    }

    /** From real numbers. */
    Value forward(Value x) {
        if (length % 2 != 0) {
            var whole = Transforms.along(b, complex(x, Fragments.zeros(b, x.tensorType())), FftType.FFT);
            return Fragments.firsts(b, whole, with(length / 2 + 1));
        }
        var numbers = complex(every(x, 0), every(x, 1));
        var transform = Transforms.along(b, numbers, FftType.FFT);
        var cyclic = b.concatenate(last, List.of(transform, part(transform, 0, 1)));
        var opposite = conjugate(reverse(cyclic));
        var even = halved(b.add(cyclic, opposite));
        var odd = timesI(halved(b.subtract(opposite, cyclic)));
        return b.add(even, b.multiply(odd, turns(FftType.FFT)));
    }

    /** To real numbers. The first and the middle number of the transform count as real. */
    Value inverse(Value x) {
        if (length % 2 != 0) {
            var opposite = conjugate(reverse(part(x, 1, length / 2 + 1)));
            var whole = b.concatenate(last, List.of(x, opposite));
            return b.unary(UnaryOp.Real::new, Transforms.along(b, whole, FftType.IFFT));
        }
        var symmetric = symmetric(x);
        var opposite = conjugate(reverse(symmetric));
        var even = halved(b.add(symmetric, opposite));
        var odd = b.multiply(halved(b.subtract(symmetric, opposite)), turns(FftType.IFFT));
        var numbers = part(b.add(even, timesI(odd)), 0, length / 2);
        var transform = Transforms.along(b, numbers, FftType.IFFT);
        var pairs = with(length / 2, 1);
        return b.reshape(
                b.concatenate(
                        last + 1,
                        List.of(
                                b.reshape(b.unary(UnaryOp.Real::new, transform), pairs),
                                b.reshape(b.unary(UnaryOp.Imag::new, transform), pairs))),
                shape);
    }

    /** The shape with other last dimensions. */
    private long[] with(long... sizes) {
        var made = Arrays.copyOf(shape, last + sizes.length);
        System.arraycopy(sizes, 0, made, last, sizes.length);
        return made;
    }

    private Value symmetric(Value x) {
        var imaginary = b.unary(UnaryOp.Imag::new, x);
        var places = b.iota(imaginary.tensorType().withElementType(ScalarType.I64), last);
        var isFirst = b.compare(ComparisonDirection.EQ, places, Fragments.filled(b, places.tensorType(), 0));
        var isMiddle = b.compare(ComparisonDirection.EQ, places, Fragments.filled(b, places.tensorType(), length / 2));
        var isReal = b.binary(BinaryOp.Or::new, isFirst, isMiddle);
        var held = b.select(isReal, Fragments.zeros(b, imaginary.tensorType()), imaginary);
        return complex(b.unary(UnaryOp.Real::new, x), held);
    }

    private Value complex(Value real, Value imaginary) {
        return b.binary(BinaryOp.Complex::new, real, imaginary);
    }

    private Value conjugate(Value x) {
        return b.unary(ChloOp.Unary.Conj::new, x);
    }

    private Value reverse(Value x) {
        return b.emit((result, info) -> new ShapeOp.Reverse(x, Int64Array.of(last), result, info));
    }

    private Value timesI(Value x) {
        var imaginary = b.unary(UnaryOp.Imag::new, x);
        return complex(b.unary(UnaryOp.Negate::new, imaginary), b.unary(UnaryOp.Real::new, x));
    }

    private Value halved(Value x) {
        var real = b.unary(UnaryOp.Real::new, x);
        var half = b.constant(real.tensorType(), 0.5);
        return complex(b.multiply(real, half), b.multiply(b.unary(UnaryOp.Imag::new, x), half));
    }

    /** The numbers from one place up to another of the last dimension. */
    private Value part(Value x, long from, long to) {
        return sliced(x, from, to, 1);
    }

    private Value every(Value x, long from) {
        return sliced(x, from, length, 2);
    }

    private Value sliced(Value x, long from, long to, long step) {
        var starts = new long[last + 1];
        var limits = x.tensorType().shape();
        var strides = new long[last + 1];
        Arrays.fill(strides, 1);
        starts[last] = from;
        limits[last] = to;
        strides[last] = step;
        return b.slice(x, starts, limits, strides);
    }

    /** The turns of k / length, for k from 0 to half of it. */
    private Value turns(FftType type) {
        long count = length / 2 + 1;
        var turns = Transforms.turns(part, count, k -> k, length, type);
        return b.broadcastInDim(TensorType.of(turns.type().elementType(), with(count)), b.constant(turns), last);
    }
}
