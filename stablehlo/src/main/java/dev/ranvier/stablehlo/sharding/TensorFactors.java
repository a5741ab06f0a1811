package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ShardyAttribute.DimMapping;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.TensorMapping;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one tensor is split, by the factors of an op's rule instead of by its dimensions. */
final class TensorFactors {
    private final TensorMapping mapping;
    private final Int64Array sizes;
    private final Mesh mesh;
    private final Map<Integer, FactorSharding> factors = new LinkedHashMap<>();
    private final List<Axis> replicated;
    private final List<Axis> unreduced;
    private final ReductionOp reduction;
    private boolean changed;

    /**
     * Splits the axes of each dimension among its factors, major first.
     *
     * @param sharding null for a tensor of which nothing is known
     * @param sizes of all factors
     */
    TensorFactors(TensorMapping mapping, @Nullable AxisSharding sharding, Int64Array sizes, Mesh mesh) {
        this.mapping = mapping;
        this.sizes = sizes;
        this.mesh = mesh;
        this.replicated = sharding == null ? List.of() : sharding.replicated();
        this.unreduced = sharding == null ? List.of() : sharding.unreduced();
        this.reduction = sharding == null ? ReductionOp.SUM : sharding.reduction();
        for (int d = 0; d < mapping.dimMappings().size(); d++) {
            var dimension = sharding == null
                    ? new AxisSharding.Dimension(List.of(), false)
                    : sharding.dimensions().get(d);
            split(mapping.dimMappings().get(d), dimension);
        }
    }

    private void split(DimMapping dimension, AxisSharding.Dimension sharding) {
        var rest = new ArrayList<>(sharding.axes());
        boolean overflowed = false;
        int last = dimension.factorIndices().size() - 1;
        for (int i = 0; i <= last; i++) {
            var factor = new FactorSharding(i == last, sharding.closed() || overflowed);
            factors.put(dimension.factorIndices().dimension(i), factor);
            if (overflowed) {
                continue;
            }
            if (i == last) {
                // Its size need not be divisible: parts are padded.
                rest.forEach(axis -> Axis.append(factor.axes(), axis));
            } else {
                long unsplit = fill(factor, sizes.get(dimension.factorIndices().dimension(i)), rest);
                overflowed = unsplit > 1 && !rest.isEmpty();
                if (overflowed) {
                    rest.forEach(axis -> Axis.append(factor.overflow(), axis));
                }
            }
        }
    }

    /** Moves axes from {@code rest} to a factor as long as they divide it; returns what of its size is not split. */
    private static long fill(FactorSharding factor, long size, List<Axis> rest) {
        long unsplit = size;
        while (!rest.isEmpty()) {
            var axis = rest.getFirst();
            long divisor = gcd(unsplit, axis.size());
            if (divisor == 1) {
                return unsplit;
            }
            rest.removeFirst();
            if (divisor < axis.size()) {
                factor.axes().add(new Axis(axis.name(), axis.before(), divisor));
                rest.addFirst(new Axis(axis.name(), axis.before() * divisor, axis.size() / divisor));
            } else {
                factor.axes().add(axis);
            }
            unsplit /= divisor;
        }
        return unsplit;
    }

    static long gcd(long a, long b) {
        return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValue();
    }

    @Nullable
    FactorSharding factor(int index) {
        return factors.get(index);
    }

    Map<Integer, FactorSharding> factors() {
        return factors;
    }

    /** Axes that must not split the tensor further. */
    List<Axis> replicated() {
        return replicated;
    }

    List<Axis> unreduced() {
        return unreduced;
    }

    /** The product of the sizes of its factors. */
    long size() {
        return factors.keySet().stream().mapToLong(sizes::get).reduce(1, (a, b) -> a * b);
    }

    void expand(int factor, List<Axis> axes) {
        var sharding = factors.get(factor);
        if (sharding != null) {
            changed |= sharding.expand(axes);
        }
    }

    boolean isChanged() {
        return changed;
    }

    /** The same by dimensions. Axes that would split a dimension in strides are dropped. */
    AxisSharding toSharding() {
        var dimensions = new ArrayList<AxisSharding.Dimension>();
        for (var dimension : mapping.dimMappings()) {
            var axes = new ArrayList<Axis>();
            boolean closed = false;
            for (int i = 0; i < dimension.factorIndices().size(); i++) {
                int index = dimension.factorIndices().dimension(i);
                var factor = factors.get(index);
                if (factor == null) {
                    continue;
                }
                closed |= factor.isClosed();
                factor.axes().forEach(axis -> Axis.append(axes, axis));
                factor.overflow().forEach(axis -> Axis.append(axes, axis));
                if (!factor.overflow().isEmpty() || Axis.product(factor.axes()) < sizes.get(index)) {
                    break;
                }
            }
            dimensions.add(new AxisSharding.Dimension(axes, closed));
        }
        return new AxisSharding(mesh, dimensions, replicated, unreduced, reduction);
    }
}
