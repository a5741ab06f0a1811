package dev.ranvier.stablehlo.sharding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far an axis may split a factor of a tensor beside the axes that already split it. */
final class Conflicts {
    private Conflicts() {}

    /** Shortens an axis; null if nothing of it is left. */
    @FunctionalInterface
    interface Shortening {
        /** {@code devices} is the product of the axes to the left of {@code axis}. */
        @Nullable
        Axis apply(Axis axis, long devices);
    }

    /** {@code axes} up to the first one that {@code shortening} changes. */
    static List<Axis> truncated(List<Axis> axes, Shortening shortening) {
        var kept = new ArrayList<Axis>();
        long devices = 1;
        for (var axis : axes) {
            var shorter = shortening.apply(axis, devices);
            if (shorter == null) {
                break;
            }
            kept.add(shorter);
            if (!shorter.equals(axis)) {
                break;
            }
            devices *= axis.size();
        }
        return kept;
    }

    /** The left part of {@code axis} that splits no other factor of the tensor. */
    static @Nullable Axis apartFromOthers(Axis axis, Map<Integer, FactorSharding> factors, int factor) {
        var rest = axis;
        for (var entry : factors.entrySet()) {
            if (entry.getKey() != factor) {
                rest = rest.prefixWithout(entry.getValue().overflow());
                rest = rest == null ? null : rest.prefixWithout(entry.getValue().axes());
                if (rest == null) {
                    return null;
                }
            }
        }
        return rest;
    }

    /** The left part of {@code axis} by which the factor itself is, or may be, split. */
    static @Nullable Axis withinFactor(
            Axis axis, TensorFactors tensor, FactorSharding factor, long devices, long factorSize) {
        var rest = axis.prefixWithout(tensor.replicated());
        rest = rest == null ? null : rest.prefixWithout(tensor.unreduced());
        if (rest == null) {
            return null;
        }
        var own = factor.axes();
        for (var present : own) {
            if (present.contains(rest)) {
                return rest;
            }
        }
        if (!factor.isClosed() && factor.overflow().isEmpty()) {
            if (factor.isMinorMost()) {
                return rest;
            }
            long divisor = factorSize % devices == 0 ? TensorFactors.gcd(factorSize / devices, rest.size()) : 1;
            if (divisor > 1) {
                return new Axis(rest.name(), rest.before(), divisor);
            }
        }
        return !own.isEmpty() && own.getLast().isPrefixOf(rest) ? own.getLast() : null;
    }
}
