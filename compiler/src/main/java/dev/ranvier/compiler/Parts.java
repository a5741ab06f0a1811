package dev.ranvier.compiler;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A global tensor as devices have it, and the ops between the two forms.
 *
 * @param values the part of each device
 */
record Parts(Sharding sharding, List<Value> values) {
    Parts {
        values = List.copyOf(values);
    }

    /** The global tensor. Of copies the first one counts; partial tensors are combined. */
    Value whole(List<Op> ops, OpInfo info) {
        return switch (sharding) {
            case Sharding.Replicated() -> values.getFirst();
            case Sharding.Maximal(int device) -> values.get(device);
            case Sharding.Tiled tiled -> joined(tiled, 0, 0, ops, info);
        };
    }

    /** The tensor of all tiles whose places in the dimensions before {@code dimension} are those of {@code tile}. */
    private Value joined(Sharding.Tiled tiled, int dimension, long tile, List<Op> ops, OpInfo info) {
        if (dimension == tiled.tiles().size()) {
            return tile(tiled, tile, ops, info);
        }
        long count = tiled.tiles().get(dimension);
        var inputs = new ArrayList<Value>();
        for (long i = 0; i < count; i++) {
            inputs.add(joined(tiled, dimension + 1, tile * count + i, ops, info));
        }
        if (count == 1) {
            return inputs.getFirst();
        }
        var sizes = inputs.getFirst().tensorType().shape();
        sizes[dimension] *= count;
        var result = new OpResult(TensorType.of(inputs.getFirst().tensorType().elementType(), sizes));
        ops.add(new ShapeOp.Concatenate(inputs, dimension, result, info));
        return result;
    }

    private Value tile(Sharding.Tiled tiled, long tile, List<Op> ops, OpInfo info) {
        long first = tile * tiled.partials() * tiled.copies();
        var combined = part(tiled, first);
        for (long partial = 1; partial < tiled.partials(); partial++) {
            var other = part(tiled, first + partial * tiled.copies());
            var result = new OpResult(combined.type());
            ops.add(
                    switch (tiled.reduction()) {
                        case SUM -> new BinaryOp.Add(combined, other, result, info);
                        case MAX -> new BinaryOp.Maximum(combined, other, result, info);
                        case MIN -> new BinaryOp.Minimum(combined, other, result, info);
                    });
            combined = result;
        }
        return combined;
    }

    private Value part(Sharding.Tiled tiled, long place) {
        return values.get(tiled.devices().dimension((int) place));
    }

    /** A device's part of a global tensor; of partial tensors the first has all of it. */
    static Value part(Value whole, Sharding sharding, int device, List<Op> ops, OpInfo info) {
        if (!(sharding instanceof Sharding.Tiled tiled)) {
            return whole;
        }
        int place = 0;
        while (tiled.devices().dimension(place) != device) {
            place++;
        }
        var part = slice(whole, tiled, place / tiled.copies() / tiled.partials(), ops, info);
        boolean isFirst = place / tiled.copies() % tiled.partials() == 0;
        return isFirst || tiled.reduction() != ReductionOp.SUM ? part : zeros(part.tensorType(), ops, info);
    }

    private static Value slice(Value whole, Sharding.Tiled tiled, long tile, List<Op> ops, OpInfo info) {
        var type = tiled.partType(whole.tensorType());
        if (type.equals(whole.type())) {
            return whole;
        }
        var start = new long[type.rank()];
        var limit = new long[type.rank()];
        long rest = tile;
        for (int d = start.length - 1; d >= 0; d--) {
            start[d] = rest % tiled.tiles().get(d) * type.size(d);
            limit[d] = start[d] + type.size(d);
            rest /= tiled.tiles().get(d);
        }
        var result = new OpResult(type);
        ops.add(new ShapeOp.Slice(
                whole, Int64Array.of(start), Int64Array.of(limit), Int64Array.filled(start.length, 1), result, info));
        return result;
    }

    private static Value zeros(TensorType type, List<Op> ops, OpInfo info) {
        var result = new OpResult(type);
        var zero = MemorySegment.ofArray(new byte[type.elementType().byteWidth()]);
        ops.add(new ShapeOp.Constant(new DenseElements(type, zero, true), result, info));
        return result;
    }
}
