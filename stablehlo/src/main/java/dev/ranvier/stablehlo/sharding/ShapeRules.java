package dev.ranvier.stablehlo.sharding;

import static dev.ranvier.stablehlo.sharding.RuleBuilder.NONE;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.sharding.RuleBuilder.Kind;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Rules of {@link ShapeOp}s. */
final class ShapeRules {
    private ShapeRules() {}

    static @Nullable OpShardingRule of(ShapeOp op) {
        return switch (op) {
            case ShapeOp.Constant _, ShapeOp.Iota _ -> null;
            case ShapeOp.Broadcast broadcast -> {
                int added = broadcast.broadcastSizes().size();
                int rank = broadcast.operand().tensorType().rank();
                yield broadcast(
                        broadcast,
                        broadcast.operand(),
                        Int64Array.of(LongStream.range(added, added + rank).toArray()),
                        broadcast.result());
            }
            case ShapeOp.BroadcastInDim broadcast ->
                broadcast(broadcast, broadcast.operand(), broadcast.broadcastDimensions(), broadcast.result());
            case ShapeOp.Reshape reshape -> ReshapeRule.of(reshape);
            case ShapeOp.Transpose transpose -> {
                var builder = RuleBuilder.of(transpose);
                for (int d = 0; d < transpose.permutation().size(); d++) {
                    int from = transpose.permutation().dimension(d);
                    builder.factor(from, d, transpose.operand().tensorType().size(from));
                }
                yield builder.build();
            }
            case ShapeOp.Reverse reverse -> {
                var builder = RuleBuilder.of(reverse);
                var shape = reverse.result().tensorType().shape();
                for (int d = 0; d < shape.length; d++) {
                    var kind = reverse.dimensions().contains(d) ? Kind.PERMUTATION : Kind.PASS_THROUGH;
                    builder.everywhere(d, shape[d], kind, false);
                }
                yield builder.build();
            }
            case ShapeOp.Concatenate concatenate -> {
                var builder = RuleBuilder.of(concatenate);
                var shape = concatenate.result().tensorType().shape();
                for (int d = 0; d < shape.length; d++) {
                    var kind = d == concatenate.dimension() ? Kind.NEED_REPLICATION : Kind.PASS_THROUGH;
                    builder.everywhere(d, shape[d], kind, false);
                }
                yield builder.build();
            }
            case ShapeOp.Slice slice ->
                RuleBuilder.of(slice)
                        .matching(
                                slice.operand().tensorType().shape(),
                                slice.result().tensorType().shape(),
                                Kind.PERMUTATION,
                                false)
                        .build();
            case ShapeOp.Pad pad ->
                RuleBuilder.of(pad)
                        .matching(
                                pad.operand().tensorType().shape(),
                                pad.result().tensorType().shape(),
                                Kind.PERMUTATION,
                                false)
                        .build();
        };
    }

    private static OpShardingRule broadcast(ShapeOp op, Value operand, Int64Array dimensions, Value result) {
        var builder = RuleBuilder.of(op);
        var in = operand.tensorType().shape();
        var out = result.tensorType().shape();
        for (int d = 0; d < out.length; d++) {
            int from = dimensions.indexOf(d);
            if (from != NONE && in[from] == 1 && out[d] != 1) {
                builder.factor(from, NONE, 1);
                from = NONE;
            }
            builder.factor(from, d, out[d]);
        }
        return builder.build();
    }

    /** Dimensions apart from {@code some} of a tensor of {@code rank}. */
    static int[] others(int rank, Int64Array... some) {
        return IntStream.range(0, rank)
                .filter(d -> Arrays.stream(some).noneMatch(dimensions -> dimensions.contains(d)))
                .toArray();
    }
}
