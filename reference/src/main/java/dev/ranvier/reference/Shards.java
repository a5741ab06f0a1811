package dev.ranvier.reference;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Between a global tensor and its parts on devices. */
final class Shards {
    private Shards() {}

    /**
     * The type of each device's part.
     *
     * @throws RanvierException if a dimension cannot be cut into equal parts
     */
    static TensorType partType(TensorType whole, Sharding sharding) {
        if (!(sharding instanceof Sharding.Tiled tiled)) {
            return whole;
        }
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

    /** The global tensor of which {@code parts} are the devices' shares. */
    static Tensor assemble(TensorType whole, Sharding sharding, List<MemorySegment> parts) {
        return switch (sharding) {
            case Sharding.Replicated() -> Tensor.wrap(whole, parts.getFirst());
            case Sharding.Maximal(int device) -> Tensor.wrap(whole, parts.get(device));
            case Sharding.Tiled tiled -> {
                var result = Tensor.zeros(whole.elementType(), whole.shape());
                var type = partType(whole, sharding);
                for (int device = 0; device < parts.size(); device++) {
                    IndexingOps.write(result, Tensor.wrap(type, parts.get(device)), start(tiled, type, device));
                }
                yield result;
            }
        };
    }

    /** Writes each device's share of {@code whole}. */
    static void cut(Tensor whole, Sharding sharding, List<MemorySegment> parts) {
        for (int device = 0; device < parts.size(); device++) {
            var part = sharding instanceof Sharding.Tiled tiled ? part(whole, tiled, device) : whole;
            parts.get(device).copyFrom(part.data());
        }
    }

    private static Tensor part(Tensor whole, Sharding.Tiled tiled, int device) {
        var type = partType(whole.type(), tiled);
        return IndexingOps.dynamicSlice(whole, start(tiled, type, device), type.shape());
    }

    /** Where the share of a device begins. */
    private static long[] start(Sharding.Tiled tiled, TensorType part, int device) {
        int rank = part.rank();
        long copies = tiled.replicated() ? tiled.tiles().get(rank) : 1;
        long tile = tiled.devices().indexOf(device) / copies;
        var start = new long[rank];
        for (int d = rank - 1; d >= 0; d--) {
            start[d] = tile % tiled.tiles().get(d) * part.size(d);
            tile /= tiled.tiles().get(d);
        }
        return start;
    }
}
