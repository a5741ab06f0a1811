package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.FftType;
import dev.ranvier.stablehlo.Value;

/**
 * Fourier transforms, along one dimension after another. Their argument {@code normalization} says what results are
 * divided by: 0 nothing, 1 the root of the number of elements, 2 that number.
 */
final class FourierOps {
    private FourierOps() {}

    static void add(OpTable table) {
        table.add("aten._fft_c2c.default", call -> {
            var x = call.tensor("self");
            for (long dimension : call.integers("dim")) {
                x = complex(call.emit(), x, Call.dimension(dimension, Emitter.rank(x)), call.flag("forward"));
            }
            return scaled(call, x, call.tensor("self"));
        });
        table.add("aten._fft_r2c.default", FourierOps::fromReal);
        table.add("aten._fft_c2r.default", FourierOps::toReal);
    }

    private static Value fromReal(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        var dimensions = call.integers("dim");
        // The last dimension is transformed first, while elements are real.
        int last = Call.dimension(dimensions[dimensions.length - 1], Emitter.rank(x));
        var y = call.flag("onesided")
                ? transform(emit, x, last, FftType.RFFT, size(x, last))
                : complex(emit, emit.convert(x, complexType(x)), last, true);
        for (int i = 0; i < dimensions.length - 1; i++) {
            y = complex(emit, y, Call.dimension(dimensions[i], Emitter.rank(x)), true);
        }
        return scaled(call, y, x);
    }

    private static Value toReal(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        var dimensions = call.integers("dim");
        for (int i = 0; i < dimensions.length - 1; i++) {
            x = complex(emit, x, Call.dimension(dimensions[i], Emitter.rank(x)), false);
        }
        int last = Call.dimension(dimensions[dimensions.length - 1], Emitter.rank(x));
        long length = call.integer("last_dim_size");
        var y = emit.multiply(transform(emit, x, last, FftType.IRFFT, length), (double) length);
        return scaled(call, y, y);
    }

    private static ElementType complexType(Value x) {
        return Emitter.elementType(x) instanceof ScalarType scalar ? new ComplexType(scalar) : Emitter.elementType(x);
    }

    private static long size(Value x, int dimension) {
        return x.tensorType().size(dimension);
    }

    /** Sums with powers of a root of unity, forwards or backwards. */
    private static Value complex(Emitter emit, Value x, int dimension, boolean forward) {
        long length = size(x, dimension);
        return forward
                ? transform(emit, x, dimension, FftType.FFT, length)
                : emit.multiply(transform(emit, x, dimension, FftType.IFFT, length), (double) length);
    }

    /** StableHLO transforms the last dimension; its inverses divide by the length. */
    private static Value transform(Emitter emit, Value x, int dimension, FftType type, long length) {
        int last = Emitter.rank(x) - 1;
        var rows = emit.swap(x, dimension, last);
        var transformed = emit.builder()
                .emit((result, info) -> new LinearAlgebraOp.Fft(rows, type, Int64Array.of(length), result, info));
        return emit.swap(transformed, dimension, last);
    }

    /** @param counted has the dimensions whose elements are counted */
    private static Value scaled(Call call, Value x, Value counted) {
        double count = 1;
        for (long dimension : call.integers("dim")) {
            count *= size(counted, Call.dimension(dimension, Emitter.rank(counted)));
        }
        return switch ((int) call.integer("normalization")) {
            case 0 -> x;
            case 1 -> call.emit().multiply(x, 1 / Math.sqrt(count));
            default -> call.emit().multiply(x, 1 / count);
        };
    }
}
