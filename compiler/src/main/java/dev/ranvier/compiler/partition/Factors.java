package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.ShardyAttribute.DimMapping;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.TensorMapping;
import dev.ranvier.stablehlo.sharding.Axis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** The axes that split each factor of an op, and how its operands and results lie then. */
final class Factors {
    private final OpShardingRule rule;
    private final IntPredicate isPossible;
    private final Map<Integer, List<Axis>> axes = new HashMap<>();

    /** @param isPossible whether a factor may be split */
    Factors(OpShardingRule rule, IntPredicate isPossible) {
        this.rule = rule;
        this.isPossible = isPossible;
    }

    /** Splits factors as a tensor is, where nothing that has been adopted before speaks against it. */
    Factors adopt(TensorMapping tensor, Layout layout) {
        for (int d = 0; d < tensor.dimMappings().size(); d++) {
            adopt(tensor.dimMappings().get(d), layout.dimensions().get(d));
        }
        return this;
    }

    /** The axes of a dimension belong to its factors, major first, as far as they divide these. */
    private void adopt(DimMapping dimension, List<Axis> split) {
        var rest = new ArrayList<>(split);
        var indices = dimension.factorIndices();
        for (int i = 0; i < indices.size() && !rest.isEmpty(); i++) {
            int factor = indices.dimension(i);
            long unsplit = rule.factorSizes().get(factor);
            var taken = new ArrayList<Axis>();
            while (!rest.isEmpty() && unsplit % rest.getFirst().size() == 0) {
                unsplit /= rest.getFirst().size();
                taken.add(rest.removeFirst());
            }
            if (!rest.isEmpty() && unsplit > 1 && rest.getFirst().size() % unsplit == 0) {
                var axis = rest.removeFirst();
                taken.add(new Axis(axis.name(), axis.before(), unsplit));
                rest.addFirst(new Axis(axis.name(), axis.before() * unsplit, axis.size() / unsplit));
                unsplit = 1;
            }
            boolean isTaken = adopt(factor, taken);
            if (!isTaken || unsplit > 1) {
                return;
            }
        }
    }

    /** Whether a factor is split by all of {@code wanted} now. */
    private boolean adopt(int factor, List<Axis> wanted) {
        var present = axes.getOrDefault(factor, List.of());
        if (!isPossible.test(factor)
                || present.size() > wanted.size()
                || !wanted.subList(0, present.size()).equals(present)) {
            return present.equals(wanted);
        }
        var more = wanted.subList(present.size(), wanted.size()).stream()
                .takeWhile(axis -> allAxes().noneMatch(axis::overlaps))
                .toList();
        axes.put(factor, Stream.concat(present.stream(), more.stream()).toList());
        return present.size() + more.size() == wanted.size();
    }

    private Stream<Axis> allAxes() {
        return axes.values().stream().flatMap(List::stream);
    }

    /** The axes along which results are to be combined. */
    List<Axis> reduced() {
        return rule.reductionFactors().stream()
                .boxed()
                .flatMap(factor -> axes.getOrDefault((int) (long) factor, List.of()).stream())
                .toList();
    }

    /** A factor that is split and to be combined, or -1. */
    int reducedFactor() {
        return rule.reductionFactors().stream()
                .mapToInt(Math::toIntExact)
                .filter(factor -> !axes.getOrDefault(factor, List.of()).isEmpty())
                .findFirst()
                .orElse(-1);
    }

    /** What each device computes of the whole, in combinations of elements. */
    double share() {
        double count = 1;
        for (int factor = 0; factor < rule.factorSizes().size(); factor++) {
            count *= rule.factorSizes().get(factor) / (double) Axis.product(axes.getOrDefault(factor, List.of()));
        }
        return count;
    }

    /** Gives up factors that would split a dimension in strides, because a factor before them is not split whole. */
    Factors withoutStrides() {
        boolean isChanged = true;
        while (isChanged) {
            isChanged = Stream.concat(rule.operandMappings().stream(), rule.resultMappings().stream())
                    .flatMap(tensor -> tensor.dimMappings().stream())
                    .anyMatch(this::dropStrides);
        }
        return this;
    }

    private boolean dropStrides(DimMapping dimension) {
        boolean isOpen = false;
        for (int i = 0; i < dimension.factorIndices().size(); i++) {
            int factor = dimension.factorIndices().dimension(i);
            var split = axes.getOrDefault(factor, List.of());
            if (isOpen && !split.isEmpty()) {
                axes.remove(factor);
                return true;
            }
            isOpen |= Axis.product(split) < rule.factorSizes().get(factor);
        }
        return false;
    }

    /** How a tensor lies; a result as it is before partial ones are combined. */
    Layout layout(TensorMapping tensor) {
        var dimensions = tensor.dimMappings().stream().map(this::split).toList();
        return new Layout(dimensions, List.of(), ReductionOp.SUM);
    }

    private List<Axis> split(DimMapping dimension) {
        return dimension.factorIndices().stream()
                .boxed()
                .flatMap(factor -> axes.getOrDefault((int) (long) factor, List.of()).stream())
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Factors factors && axes.equals(factors.axes);
    }

    @Override
    public int hashCode() {
        return axes.hashCode();
    }
}
