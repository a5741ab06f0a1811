package dev.ranvier.stablehlo.sharding;

import static dev.ranvier.stablehlo.sharding.RuleBuilder.NONE;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.sharding.RuleBuilder.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rules of {@link IndexingOp}s. */
final class IndexingRules {
    private IndexingRules() {}

    static @Nullable OpShardingRule of(IndexingOp op) {
        return switch (op) {
            case IndexingOp.DynamicSlice slice ->
                RuleBuilder.of(slice)
                        .matching(
                                slice.operand().tensorType().shape(),
                                slice.result().tensorType().shape(),
                                Kind.NEED_REPLICATION,
                                true)
                        .build();
            case IndexingOp.DynamicUpdateSlice update -> updateSlice(update);
            case IndexingOp.Gather gather -> gather(gather);
            case IndexingOp.Scatter scatter -> scatter(scatter);
            case IndexingOp.TorchIndexSelect _ -> null;
        };
    }

    /** Where the update is smaller, each device keeps its part of the operand and needs the whole update. */
    private static OpShardingRule updateSlice(IndexingOp.DynamicUpdateSlice op) {
        var builder = RuleBuilder.of(op);
        var operand = op.operand().tensorType().shape();
        var update = op.update().tensorType().shape();
        for (int d = 0; d < operand.length; d++) {
            if (operand[d] == update[d]) {
                builder.everywhere(d, operand[d]);
            } else {
                var dimensions = new int[op.operands().size()];
                Arrays.fill(dimensions, NONE);
                dimensions[0] = d;
                builder.factor(dimensions, new int[] {d}, operand[d]);
                dimensions[0] = NONE;
                dimensions[1] = d;
                builder.factor(dimensions, new int[] {NONE}, update[d], Kind.NEED_REPLICATION);
            }
        }
        return builder.build();
    }

    private static OpShardingRule gather(IndexingOp.Gather op) {
        var numbers = op.dimensionNumbers();
        var builder = RuleBuilder.of(op);
        var slices = new Slices(
                op.operand().tensorType(),
                op.startIndices().tensorType(),
                op.result().tensorType(),
                numbers.offsetDims(),
                numbers.collapsedSliceDims(),
                numbers.operandBatchingDims(),
                numbers.startIndicesBatchingDims(),
                numbers.indexVectorDim(),
                true);
        slices.addFactors((input, indices, slice, size, role) -> builder.factor(
                new int[] {input, indices},
                new int[] {slice},
                size,
                switch (role) {
                    case WHOLE, BATCH, SHARED_BATCH -> Kind.PASS_THROUGH;
                    case CUT_INPUT, COLLAPSED -> size == 1 ? Kind.NEED_REPLICATION : Kind.REDUCTION;
                    case CUT, CUT_SLICE, INDEX_VECTOR -> Kind.NEED_REPLICATION;
                },
                role == Slices.Role.CUT));
        return builder.build();
    }

    private static OpShardingRule scatter(IndexingOp.Scatter op) {
        var numbers = op.scatterDimensionNumbers();
        var builder = RuleBuilder.of(op);
        int inputs = op.inputs().size();
        var overBatch = isReduction(op.updateComputation()) ? Kind.REDUCTION : Kind.NEED_REPLICATION;
        var slices = new Slices(
                op.inputs().getFirst().tensorType(),
                op.scatterIndices().tensorType(),
                op.updates().getFirst().tensorType(),
                numbers.updateWindowDims(),
                numbers.insertedWindowDims(),
                numbers.inputBatchingDims(),
                numbers.scatterIndicesBatchingDims(),
                numbers.indexVectorDim(),
                false);
        slices.addFactors((input, indices, slice, size, role) -> {
            var operands = new int[2 * inputs + 1];
            Arrays.fill(operands, 0, inputs, input);
            operands[inputs] = indices;
            Arrays.fill(operands, inputs + 1, operands.length, slice);
            var results = new int[inputs];
            Arrays.fill(results, input);
            var kind = switch (role) {
                case WHOLE, SHARED_BATCH, COLLAPSED -> Kind.PASS_THROUGH;
                case BATCH -> overBatch;
                case CUT, CUT_INPUT, CUT_SLICE, INDEX_VECTOR -> Kind.NEED_REPLICATION;
            };
            builder.factor(operands, results, size, kind);
        });
        return builder.build();
    }

    /** Whether partial results of the update computation can be combined by it again. */
    static boolean isReduction(Region computation) {
        return computation.ops().size() == 2
                && switch (computation.ops().getFirst()) {
                    case BinaryOp.Add _, BinaryOp.Multiply _, BinaryOp.Maximum _, BinaryOp.Minimum _ -> true;
                    case BinaryOp.And _, BinaryOp.Or _ -> true;
                    default -> false;
                };
    }
}
