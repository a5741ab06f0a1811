package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;

/** Padding with what lies in the tensor: its mirror image, its edge, or its other end. */
final class EdgePadding {
    private EdgePadding() {}

    /**
     * Pads.
     *
     * @param mode {@code reflect}, {@code replicate} or {@code circular}
     */
    static Value pad(Emitter emit, Value x, long[] low, long[] high, String mode) {
        for (int dimension = 0; dimension < low.length; dimension++) {
            if (low[dimension] != 0 || high[dimension] != 0) {
                x = pad(emit, x, dimension, low[dimension], high[dimension], mode);
            }
        }
        return x;
    }

    private static Value pad(Emitter emit, Value x, int dimension, long low, long high, String mode) {
        if (!(emit.size(x, dimension) instanceof Size.Known(long size)) || low < 0 || high < 0) {
            throw RanvierException.unimplemented(mode + " padding of an open size, or by a negative amount");
        }
        var parts = new ArrayList<Value>();
        if (low > 0) {
            parts.add(
                    switch (mode) {
                        case "reflect" -> emit.reverse(emit.slice(x, dimension, 1, low + 1), dimension);
                        case "circular" -> emit.slice(x, dimension, size - low, size);
                        default -> repeated(emit, emit.slice(x, dimension, 0, 1), dimension, low);
                    });
        }
        parts.add(x);
        if (high > 0) {
            parts.add(
                    switch (mode) {
                        case "reflect" -> emit.reverse(emit.slice(x, dimension, size - 1 - high, size - 1), dimension);
                        case "circular" -> emit.slice(x, dimension, 0, high);
                        default -> repeated(emit, emit.slice(x, dimension, size - 1, size), dimension, high);
                    });
        }
        return emit.concatenate(dimension, parts);
    }

    private static Value repeated(Emitter emit, Value edge, int dimension, long count) {
        return emit.broadcast(edge, emit.shape(edge).with(dimension, count));
    }
}
