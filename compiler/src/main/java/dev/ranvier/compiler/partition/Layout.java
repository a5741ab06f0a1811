package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.sharding.Axis;
import dev.ranvier.stablehlo.sharding.AxisSharding;
import dev.ranvier.stablehlo.sharding.EvenShardings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a tensor lies on the devices of a mesh, in equal parts.
 *
 * @param dimensions the axes that split each dimension, major to minor
 * @param partial axes along which each device has a tensor of its own; combined by {@code reduction}, they are the part
 */
record Layout(List<List<Axis>> dimensions, List<Axis> partial, ReductionOp reduction) {
    Layout {
        dimensions = dimensions.stream().map(List::copyOf).toList();
        partial = List.copyOf(partial);
    }

    /** Every device has all of it. */
    static Layout replicated(int rank) {
        return new Layout(Collections.nCopies(rank, List.of()), List.of(), ReductionOp.SUM);
    }

    /** What a sharding says of a tensor, without axes that would cut it into unequal parts; null says nothing. */
    static Layout of(@Nullable AxisSharding sharding, TensorType type) {
        if (sharding == null) {
            return replicated(type.rank());
        }
        var dimensions = new ArrayList<List<Axis>>();
        for (int d = 0; d < type.rank(); d++) {
            dimensions.add(EvenShardings.dividing(sharding.dimensions().get(d).axes(), type.size(d)));
        }
        return new Layout(dimensions, sharding.unreduced(), sharding.reduction());
    }

    Layout withDimensions(List<List<Axis>> others) {
        return new Layout(others, partial, reduction);
    }

    Layout withPartial(List<Axis> axes, ReductionOp kind) {
        return new Layout(dimensions, axes, kind);
    }

    Layout withoutPartial() {
        return withPartial(List.of(), ReductionOp.SUM);
    }

    /** The same with other axes along one dimension. */
    Layout with(int dimension, List<Axis> axes) {
        var changed = new ArrayList<>(dimensions);
        changed.set(dimension, axes);
        return withDimensions(changed);
    }

    /** All axes along which devices differ. */
    Stream<Axis> axes() {
        return Stream.concat(dimensions.stream().flatMap(List::stream), partial.stream());
    }

    boolean isReplicated() {
        return axes().findAny().isEmpty();
    }

    /** The sizes of a device's part. */
    long[] local(TensorType type) {
        var sizes = type.shape();
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] /= Axis.product(dimensions.get(d));
        }
        return sizes;
    }

    /** The type of a device's part. */
    TensorType part(TensorType type) {
        return TensorType.of(type.elementType(), local(type));
    }
}
