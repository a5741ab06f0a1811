package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.sharding.AxisSharding.Dimension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor at the border of a manual computation, seen from the other side: inside there are no manual axes, outside
 * they split a dimension before all others.
 *
 * @param outer the sharding outside, of which the manual axes never change
 * @param manualAxes the names of the manual axes
 * @param seenFromOutside whether the cell is inside
 */
record ManualPort(Cell cell, AxisSharding outer, List<String> manualAxes, boolean seenFromOutside) implements Port {
    @Override
    public @Nullable AxisSharding sharding() {
        var own = cell.sharding();
        if (own == null) {
            return null;
        }
        return seenFromOutside ? outside(own, outer, manualAxes) : inside(own, manualAxes);
    }

    @Override
    public void split(AxisSharding further) {
        cell.split(seenFromOutside ? inside(further, manualAxes) : outside(further, outer, manualAxes));
    }

    static AxisSharding inside(AxisSharding sharding, List<String> manualAxes) {
        var dimensions = sharding.dimensions().stream()
                .map(dimension -> new Dimension(Axis.without(dimension.axes(), manualAxes), dimension.closed()))
                .toList();
        return new AxisSharding(
                sharding.mesh(),
                dimensions,
                Axis.without(sharding.replicated(), manualAxes),
                Axis.without(sharding.unreduced(), manualAxes),
                sharding.reduction());
    }

    private static AxisSharding outside(AxisSharding inner, AxisSharding outer, List<String> manualAxes) {
        var dimensions = new ArrayList<Dimension>();
        for (int d = 0; d < inner.dimensions().size(); d++) {
            var free = inner.dimensions().get(d);
            var axes = new ArrayList<>(outer.dimensions().get(d).axes());
            axes.removeIf(axis -> !manualAxes.contains(axis.name()));
            axes.addAll(free.axes());
            dimensions.add(new Dimension(axes, free.closed()));
        }
        return outer.withDimensions(dimensions);
    }
}
