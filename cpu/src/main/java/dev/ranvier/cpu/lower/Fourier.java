package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.kernel.FourierPass;
import dev.ranvier.cpu.kernel.FourierPass.Layout;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.LinearAlgebraOp.Fft;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.FftType;
import java.util.ArrayList;
import java.util.List;

/**
 * The passes of a transform of complex numbers: one for each dimension, or two where lines of the last dimension are too
 * few or too long. Those are transformed as matrices, first by columns and then by rows (Bailey, "FFTs in external or
 * hierarchical memory").
 */
final class Fourier {
    /** Lines up to here fit, with some lanes of them, the second-level cache. */
    private static final int LONGEST = 2048;

    private final int lanes;
    private final ScalarType part;
    private final long[] shape;
    private final boolean inverse;
    private final List<FourierPass> passes = new ArrayList<>();

    private Fourier(Fft op, int vectorLanes) {
        var type = op.operand().tensorType();
        this.part = ((ComplexType) type.elementType()).part();
        this.lanes = part == ScalarType.F64 ? vectorLanes / 2 : vectorLanes;
        this.shape = type.shape();
        this.inverse = op.fftType() == FftType.IFFT;
    }

    /** The passes, each over the results of the one before. */
    static List<FourierPass> passes(Fft op, int vectorLanes) {
        var fourier = new Fourier(op, vectorLanes);
        int rank = fourier.shape.length;
        for (int d = rank - 1; d >= rank - op.fftLength().size(); d--) {
            fourier.along(d);
        }
        return fourier.passes;
    }

    private void along(int dimension) {
        long outer = 1;
        long inner = 1;
        for (int d = 0; d < shape.length; d++) {
            outer *= d < dimension ? shape[d] : 1;
            inner *= d > dimension ? shape[d] : 1;
        }
        int length = Math.toIntExact(shape[dimension]);
        double scale = inverse ? 1.0 / length : 1;
        int columns = inner == 1 && (outer < lanes || length > LONGEST) ? columns(length) : 0;
        if (columns > 0) {
            int rows = length / columns;
            var whole = new Layout(length, 1, columns);
            passes.add(new FourierPass(
                    part, rows, outer, columns, whole, new Layout(length, rows, 1), inverse, 1, length));
            var across = new Layout(length, 1, rows);
            passes.add(new FourierPass(part, columns, outer, rows, across, across, inverse, scale, 0));
        } else if (inner == 1) {
            var layout = new Layout(0, length, 1);
            passes.add(new FourierPass(part, length, 1, outer, layout, layout, inverse, scale, 0));
        } else {
            var layout = new Layout(length * inner, 1, inner);
            passes.add(new FourierPass(part, length, outer, inner, layout, layout, inverse, scale, 0));
        }
    }

    /** The divisor next to the square root that leaves lines for all lanes on both sides; 0 if there is none. */
    private int columns(int length) {
        for (int divisor = (int) Math.sqrt(length); divisor >= lanes; divisor--) {
            if (length % divisor == 0) {
                return divisor;
            }
        }
        return 0;
    }
}
