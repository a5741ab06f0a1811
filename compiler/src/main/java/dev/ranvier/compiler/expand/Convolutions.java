package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Specification section "convolution": the padded and dilated input, and the reversed kernel, as tensors of their own, so
 * that every tap of every window is an element of the input.
 */
final class Convolutions {
    private Convolutions() {}

    /** The op without padding, dilation of the input and reversal; null if it has none of them, or quantized elements. */
    static @Nullable List<Value> plain(Convolution op, RegionBuilder b) {
        if (op.lhs().tensorType().elementType() instanceof QuantizedType) {
            return null;
        }
        var lhs = padded(op, b);
        var rhs = reversed(op, b);
        if (lhs == op.lhs() && rhs == op.rhs()) {
            return null;
        }
        return List.of(b.emit(
                op.result().type(),
                (result, info) -> new Convolution(
                        lhs,
                        rhs,
                        op.windowStrides(),
                        null,
                        null,
                        op.rhsDilation(),
                        null,
                        op.dimensionNumbers(),
                        op.featureGroupCount(),
                        op.batchGroupCount(),
                        op.precisionConfig(),
                        result,
                        info)));
    }

    private static Value padded(Convolution op, RegionBuilder b) {
        var dimensions = op.dimensionNumbers().inputSpatialDimensions();
        int rank = op.lhs().tensorType().rank();
        var low = new long[rank];
        var high = new long[rank];
        var interior = new long[rank];
        var padding = op.padding() == null
                ? new long[2 * dimensions.size()]
                : op.padding().toLongs();
        for (int i = 0; i < dimensions.size(); i++) {
            int d = dimensions.dimension(i);
            low[d] = padding[2 * i];
            high[d] = padding[2 * i + 1];
            interior[d] = op.lhsDilation() == null ? 0 : op.lhsDilation().get(i) - 1;
        }
        if (IntStream.range(0, rank).allMatch(d -> low[d] == 0 && high[d] == 0 && interior[d] == 0)) {
            return op.lhs();
        }
        var zero = Fragments.zeros(b, TensorType.of(op.lhs().tensorType().elementType()));
        return b.emit((result, info) -> new ShapeOp.Pad(
                op.lhs(), zero, Int64Array.of(low), Int64Array.of(high), Int64Array.of(interior), result, info));
    }

    private static Value reversed(Convolution op, RegionBuilder b) {
        var reversal = op.windowReversal();
        if (reversal == null) {
            return op.rhs();
        }
        var dimensions = op.dimensionNumbers().kernelSpatialDimensions();
        long[] reversed = IntStream.range(0, dimensions.size())
                .filter(i -> reversal.values().get(i))
                .mapToLong(dimensions::get)
                .toArray();
        Arrays.sort(reversed);
        return reversed.length == 0
                ? op.rhs()
                : b.emit((result, info) -> new ShapeOp.Reverse(op.rhs(), Int64Array.of(reversed), result, info));
    }
}
