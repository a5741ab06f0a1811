package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.sharding.AxisSharding.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Shardings as arguments and results can have them: in equal parts, and by parts of axes only where asked for. */
public final class EvenShardings {
    private EvenShardings() {}

    static AxisSharding of(AxisSharding sharding, long... shape) {
        var dimensions = new ArrayList<Dimension>();
        for (int d = 0; d < shape.length; d++) {
            var dimension = sharding.dimensions().get(d);
            var axes = dividing(dimension.axes(), shape[d]);
            dimensions.add(new Dimension(dimension.closed() ? axes : wholeAxes(sharding, axes), dimension.closed()));
        }
        return sharding.withDimensions(dimensions);
    }

    /** The longest prefix of {@code axes} that cuts {@code size} into equal parts. */
    public static List<Axis> dividing(List<Axis> axes, long size) {
        if (size % Axis.product(axes) == 0) {
            return axes;
        }
        var kept = new ArrayList<Axis>();
        long rest = size;
        for (var axis : axes) {
            long divisor = TensorFactors.gcd(axis.size(), rest);
            if (divisor > 1) {
                kept.add(new Axis(axis.name(), axis.before(), divisor));
            }
            if (divisor < axis.size()) {
                break;
            }
            rest /= divisor;
        }
        return kept;
    }

    private static List<Axis> wholeAxes(AxisSharding sharding, List<Axis> axes) {
        var kept = new ArrayList<Axis>();
        for (var axis : axes) {
            if (axis.size() < AxisSharding.size(sharding.mesh(), axis.name())) {
                break;
            }
            kept.add(axis);
        }
        return kept;
    }
}
