package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How shardings pass through one op where its tensors disagree. */
enum Strategy {
    /** An axis passes only if it conflicts with nothing in any tensor of the op. */
    BASIC {
        @Override
        void propagate(
                Projection projection,
                Int64Array sizes,
                IntFunction<PropagationDirection> directions,
                boolean elementwise) {
            for (int f = 0; f < sizes.size(); f++) {
                int factor = f;
                var axes = Conflicts.truncated(
                        projection.commonAxes(factor, directions.apply(factor)),
                        (axis, devices) -> compatible(axis, projection, factor, devices, sizes.get(factor)));
                projection.all().forEach(tensor -> tensor.expand(factor, axes));
            }
        }
    },

    /** An axis passes to each tensor in which it conflicts with nothing; the factor with the larger source goes first. */
    AGGRESSIVE {
        @Override
        void propagate(
                Projection projection,
                Int64Array sizes,
                IntFunction<PropagationDirection> directions,
                boolean elementwise) {
            var axes = IntStream.range(0, sizes.size())
                    .mapToObj(factor -> projection.commonAxes(factor, directions.apply(factor)))
                    .toList();
            if (axes.stream().allMatch(List::isEmpty)) {
                return;
            }
            var order = order(projection, axes, elementwise);
            for (var tensor : projection.results()) {
                order.forEach(factor -> tensor.expand(factor, allowed(tensor, factor, axes.get(factor), sizes)));
            }
            for (var tensor : projection.operands()) {
                for (int factor : order) {
                    var allowed = allowed(tensor, factor, axes.get(factor), sizes);
                    if (elementwise && !allowed.isEmpty()) {
                        allowed = atMostAsResults(allowed, factor, projection.results());
                    }
                    tensor.expand(factor, allowed);
                }
            }
        }
    };

    /**
     * Splits tensors of an op further.
     *
     * @param sizes of the factors
     * @param directions for each factor, from which tensors to which shardings may pass
     */
    abstract void propagate(
            Projection projection, Int64Array sizes, IntFunction<PropagationDirection> directions, boolean elementwise);

    private static @Nullable Axis compatible(
            Axis axis, Projection projection, int factor, long devices, long factorSize) {
        var rest = axis;
        for (var tensor : projection.all()) {
            rest = Conflicts.apartFromOthers(rest, tensor.factors(), factor);
            var own = tensor.factor(factor);
            if (rest != null && own != null) {
                rest = Conflicts.withinFactor(rest, tensor, own, devices, factorSize);
            }
            if (rest == null) {
                return null;
            }
        }
        return rest;
    }

    private static List<Axis> allowed(TensorFactors tensor, int factor, List<Axis> axes, Int64Array sizes) {
        var own = tensor.factor(factor);
        if (own == null) {
            return List.of();
        }
        var within = Conflicts.truncated(
                axes, (axis, devices) -> Conflicts.withinFactor(axis, tensor, own, devices, sizes.get(factor)));
        if (!Axis.isStrictPrefix(own.axes(), within)) {
            return List.of();
        }
        return Conflicts.truncated(within, (axis, _) -> Conflicts.apartFromOthers(axis, tensor.factors(), factor));
    }

    /** Operands do not pass to one another what no result takes. */
    private static List<Axis> atMostAsResults(List<Axis> axes, int factor, List<TensorFactors> results) {
        var kept = axes;
        for (var result : results) {
            var sharding = result.factor(factor);
            if (sharding != null && Axis.isStrictPrefix(sharding.axes(), kept)) {
                kept = sharding.axes();
            }
        }
        return kept;
    }

    /** Factors by the size of the greatest tensor that has all of their axes, the greatest first. */
    private static List<Integer> order(Projection projection, List<List<Axis>> axes, boolean elementwise) {
        var sources = new ArrayList<Source>();
        for (int factor = 0; factor < axes.size(); factor++) {
            sources.add(source(projection.all(), factor, axes.get(factor)));
        }
        return IntStream.range(0, axes.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(
                                factor -> -sources.get(factor).size())
                        .thenComparingLong(factor -> elementwise ? -Axis.product(axes.get(factor)) : 0)
                        .thenComparingInt(factor -> sources.get(factor).tensor())
                        .thenComparingInt(factor -> factor))
                .toList();
    }

    /** The tensor from which axes pass. */
    private record Source(long size, int tensor) {}

    private static Source source(List<TensorFactors> tensors, int factor, List<Axis> axes) {
        var source = new Source(-1, -1);
        for (int i = 0; i < tensors.size(); i++) {
            for (Map.Entry<Integer, FactorSharding> entry :
                    tensors.get(i).factors().entrySet()) {
                if (entry.getKey() == factor
                        && !axes.isEmpty()
                        && Axis.isPrefix(axes, entry.getValue().axes())
                        && tensors.get(i).size() > source.size()) {
                    source = new Source(tensors.get(i).size(), i);
                }
            }
        }
        return source;
    }
}
