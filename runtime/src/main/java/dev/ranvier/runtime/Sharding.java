package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.TensorType;

/** How a global tensor lies on the devices of an executable. */
public sealed interface Sharding {

    /** Every device has all of it. */
    record Replicated() implements Sharding {}

    /** One device has all of it, numbered in the executable's device order. */
    record Maximal(int device) implements Sharding {}

    /**
     * Every dimension is cut into {@code tiles} parts. A part is on {@code partials} times {@code copies} devices.
     *
     * @param tiles parts of each dimension
     * @param partials how many tensors have to be combined by {@code reduction} for a part; 1 where a device has it
     * @param copies how many devices have the same
     * @param devices the device of each tile, partial tensor and copy in row-major order, in the executable's device
     *     order
     */
    record Tiled(Int64Array tiles, long partials, ReductionOp reduction, long copies, Int64Array devices)
            implements Sharding {}

    /**
     * The type of each device's part of a global tensor.
     *
     * @throws RanvierException if a dimension cannot be cut into equal parts
     */
    default TensorType partType(TensorType whole) {
        return this instanceof Tiled tiled ? partType(whole, tiled) : whole;
    }

    private static TensorType partType(TensorType whole, Tiled tiled) {
        var sizes = whole.shape();
        for (int d = 0; d < sizes.length; d++) {
            long tiles = tiled.tiles().get(d);
            if (sizes[d] % tiles != 0) {
                throw RanvierException.unimplemented(
                        "dimension " + d + " of " + whole + " cannot be cut into " + tiles + " equal parts");
            }
            sizes[d] /= tiles;
        }
        return TensorType.of(whole.elementType(), sizes);
    }
}
