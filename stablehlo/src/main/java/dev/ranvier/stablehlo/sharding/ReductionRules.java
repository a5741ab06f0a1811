package dev.ranvier.stablehlo.sharding;

import static dev.ranvier.stablehlo.sharding.RuleBuilder.NONE;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.sharding.RuleBuilder.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rules of {@link ReductionOp}s. */
final class ReductionRules {
    private ReductionRules() {}

    static @Nullable OpShardingRule of(ReductionOp op) {
        return switch (op) {
            case ReductionOp.Reduce reduce -> reduce(reduce);
            case ReductionOp.ReduceWindow window -> reduceWindow(window);
            case ReductionOp.SelectAndScatter select -> selectAndScatter(select);
            case ReductionOp.Sort sort -> sort(sort);
            case ReductionOp.BatchNormInference norm -> {
                var builder = RuleBuilder.of(norm);
                var shape = norm.operand().tensorType().shape();
                for (int d = 0; d < shape.length; d++) {
                    var operands = new int[norm.operands().size()];
                    Arrays.fill(operands, d == norm.featureIndex() ? 0 : NONE);
                    operands[0] = d;
                    builder.factor(operands, new int[] {d}, shape[d]);
                }
                yield builder.build();
            }
            case ReductionOp.BatchNormTraining _, ReductionOp.BatchNormGrad _ -> null;
        };
    }

    private static OpShardingRule reduce(ReductionOp.Reduce op) {
        var builder = RuleBuilder.of(op);
        var shape = op.inputs().getFirst().tensorType().shape();
        int inputs = op.inputs().size();
        int kept = 0;
        for (int d = 0; d < shape.length; d++) {
            boolean reduced = op.dimensions().contains(d);
            var operands = new int[2 * inputs];
            Arrays.fill(operands, 0, inputs, d);
            Arrays.fill(operands, inputs, 2 * inputs, NONE);
            var results = new int[inputs];
            Arrays.fill(results, reduced ? NONE : kept++);
            builder.factor(operands, results, shape[d], reduced ? Kind.REDUCTION : Kind.PASS_THROUGH);
        }
        return builder.build();
    }

    private static OpShardingRule reduceWindow(ReductionOp.ReduceWindow op) {
        var builder = RuleBuilder.of(op);
        var shape = op.results().getFirst().tensorType().shape();
        for (int d = 0; d < shape.length; d++) {
            boolean single = isSingle(op.padding(), op.windowDimensions(), op.windowStrides(), d);
            builder.everywhere(d, shape[d], single ? Kind.PASS_THROUGH : Kind.PERMUTATION, false);
        }
        return builder.build();
    }

    private static OpShardingRule selectAndScatter(ReductionOp.SelectAndScatter op) {
        var builder = RuleBuilder.of(op);
        var shape = op.result().tensorType().shape();
        var source = op.source().tensorType().shape();
        for (int d = 0; d < shape.length; d++) {
            if (isSingle(op.padding(), op.windowDimensions(), op.windowStrides(), d)) {
                builder.everywhere(d, shape[d]);
            } else {
                builder.factor(new int[] {NONE, d, NONE}, new int[] {NONE}, source[d], Kind.NEED_REPLICATION);
                builder.factor(new int[] {d, NONE, NONE}, new int[] {d}, shape[d], Kind.PERMUTATION);
            }
        }
        return builder.build();
    }

    /** Whether each window along a dimension is one element, so that input and result correspond. */
    private static boolean isSingle(
            @Nullable DenseElements padding, @Nullable Int64Array sizes, @Nullable Int64Array strides, int dimension) {
        return (padding == null || (padding.getLong(2L * dimension) == 0 && padding.getLong(2L * dimension + 1) == 0))
                && (sizes == null || sizes.get(dimension) == 1)
                && (strides == null || strides.get(dimension) == 1);
    }

    /** Nothing passes along the sorted dimension if it is the only one. */
    private static OpShardingRule sort(ReductionOp.Sort op) {
        var builder = RuleBuilder.of(op);
        var shape = op.inputs().getFirst().tensorType().shape();
        int sorted = op.dimension() == null || op.dimension() < 0 ? shape.length - 1 : Math.toIntExact(op.dimension());
        boolean alone = true;
        for (int d = 0; d < shape.length; d++) {
            alone &= d == sorted || shape[d] == 1;
        }
        for (int d = 0; d < shape.length; d++) {
            builder.everywhere(
                    d, shape[d], d == sorted ? Kind.NEED_REPLICATION : Kind.PASS_THROUGH, d == sorted && alone);
        }
        return builder.build();
    }
}
