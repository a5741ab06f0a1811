package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operands and results of an op, split by the factors of its rule. */
record Projection(List<TensorFactors> operands, List<TensorFactors> results) {
    List<TensorFactors> all() {
        var all = new ArrayList<>(operands);
        all.addAll(results);
        return all;
    }

    /**
     * The axes by which tensors that have a factor may all be split along it, as far as they agree.
     *
     * @param direction from which tensors to which: axes that only the others have do not count
     */
    List<Axis> commonAxes(int factor, PropagationDirection direction) {
        var common = new Common();
        switch (direction) {
            case NONE -> {}
            case FORWARD -> {
                common.addAll(operands, factor);
                common.canExpand = false;
                common.addAll(results, factor);
            }
            case BACKWARD -> {
                common.addAll(results, factor);
                common.canExpand = false;
                common.addAll(operands, factor);
            }
            case BOTH -> common.addAll(all(), factor);
        }
        return common.axes;
    }

    /** The longest list of axes that agrees with all lists so far. */
    private static final class Common {
        private List<Axis> axes = new ArrayList<>();
        private boolean canExpand = true;

        void addAll(List<TensorFactors> tensors, int factor) {
            for (var tensor : tensors) {
                var sharding = tensor.factor(factor);
                if (sharding != null) {
                    add(sharding.axes());
                }
            }
        }

        private void add(List<Axis> other) {
            var merged = new ArrayList<Axis>();
            int shorter = Math.min(axes.size(), other.size());
            for (int i = 0; i < shorter; i++) {
                var kept = merged(i, other);
                if (kept != null) {
                    merged.add(kept);
                }
                if (kept == null || isCut(i, kept, other)) {
                    axes = merged;
                    canExpand = false;
                    return;
                }
            }
            if (axes.size() > shorter) {
                merged.addAll(axes.subList(shorter, axes.size()));
            } else if (canExpand) {
                merged.addAll(other.subList(shorter, other.size()));
            }
            axes = merged;
        }

        /** What both lists allow at {@code i}, or null if they conflict. */
        private @Nullable Axis merged(int i, List<Axis> other) {
            var mine = axes.get(i);
            var its = other.get(i);
            if (its.isPrefixOf(mine)) {
                // The shorter part may grow if nothing comes after it.
                return i == other.size() - 1 ? mine : its;
            }
            if (mine.isPrefixOf(its)) {
                return canExpand && i == axes.size() - 1 ? its : mine;
            }
            return null;
        }

        /** Whether {@code kept} is less than one of the lists has at {@code i}. */
        private boolean isCut(int i, Axis kept, List<Axis> other) {
            return kept.size() < Math.max(axes.get(i).size(), other.get(i).size());
        }
    }
}
