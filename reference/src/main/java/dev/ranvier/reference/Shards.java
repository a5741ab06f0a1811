package dev.ranvier.reference;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Between a global tensor and its parts on devices. */
final class Shards {
    private Shards() {}

    /** The global tensor of which {@code parts} are the devices' shares. */
    static Tensor assemble(TensorType whole, Sharding sharding, List<Tensor> parts) {
        return switch (sharding) {
            case Sharding.Replicated() -> parts.getFirst();
            case Sharding.Maximal(int device) -> parts.get(device);
            case Sharding.Tiled tiled -> assemble(whole, tiled, parts);
        };
    }

    /** Of copies the first one counts; partial tensors are combined. */
    private static Tensor assemble(TensorType whole, Sharding.Tiled tiled, List<Tensor> parts) {
        var result = Tensor.zeros(whole.elementType(), whole.shape());
        var type = tiled.partType(whole);
        for (int i = 0; i < parts.size(); i += (int) tiled.copies()) {
            var part = parts.get(tiled.devices().dimension(i));
            var start = start(tiled, type, i);
            if (partial(tiled, i) > 0) {
                part = combined(IndexingOps.dynamicSlice(result, start, type.shape()), part, tiled.reduction());
            }
            IndexingOps.write(result, part, start);
        }
        return result;
    }

    static Tensor combined(Tensor lhs, Tensor rhs, ReductionOp reduction) {
        return switch (reduction) {
            case SUM -> Arithmetic.add(lhs, rhs);
            case MAX -> Arithmetic.maximum(lhs, rhs);
            case MIN -> Arithmetic.minimum(lhs, rhs);
        };
    }

    /** What stands beside {@code part} as a further partial tensor, so that both combine to it. */
    static Tensor neutral(Tensor part, ReductionOp reduction) {
        return switch (reduction) {
            case SUM -> Tensor.zeros(part.elementType(), part.shape());
            case MAX, MIN -> part;
        };
    }

    /** Each device's share of {@code whole}. */
    static List<Tensor> cut(Tensor whole, Sharding sharding, int devices) {
        var parts = new ArrayList<>(Collections.nCopies(devices, whole));
        if (sharding instanceof Sharding.Tiled tiled) {
            var type = tiled.partType(whole.type());
            for (int i = 0; i < devices; i++) {
                var part = IndexingOps.dynamicSlice(whole, start(tiled, type, i), type.shape());
                parts.set(
                        tiled.devices().dimension(i), partial(tiled, i) > 0 ? neutral(part, tiled.reduction()) : part);
            }
        }
        return parts;
    }

    /** Which of the partial tensors of its part the place {@code index} among the devices has. */
    private static long partial(Sharding.Tiled tiled, int index) {
        return index / tiled.copies() % tiled.partials();
    }

    /** Where the share of the place {@code index} among the devices begins. */
    private static long[] start(Sharding.Tiled tiled, TensorType part, int index) {
        long tile = index / tiled.copies() / tiled.partials();
        var start = new long[part.rank()];
        for (int d = start.length - 1; d >= 0; d--) {
            start[d] = tile % tiled.tiles().get(d) * part.size(d);
            tile /= tiled.tiles().get(d);
        }
        return start;
    }
}
