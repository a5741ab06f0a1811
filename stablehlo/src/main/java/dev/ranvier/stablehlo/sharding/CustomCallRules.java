package dev.ranvier.stablehlo.sharding;

import static dev.ranvier.stablehlo.sharding.RuleBuilder.NONE;

import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.sharding.RuleBuilder.Kind;
import org.jspecify.annotations.Nullable;

/** Rules of the custom calls that frameworks write for what StableHLO has no op for; none for others. */
final class CustomCallRules {
    private CustomCallRules() {}

    static @Nullable OpShardingRule of(HostOp op) {
        return op instanceof HostOp.CustomCall call ? of(call) : null;
    }

    private static @Nullable OpShardingRule of(HostOp.CustomCall call) {
        return switch (call.callTargetName()) {
            case "annotate_device_placement",
                    "InspectSharding",
                    "LayoutConstraint",
                    "MoveToDevice",
                    "MoveToHost",
                    "mhlo.erf" -> ShardingRules.pointwise(call);
            case "mhlo.topk" ->
                RuleBuilder.of(call)
                        .matching(shape(call, 0), resultShape(call, 0), Kind.NEED_REPLICATION, true)
                        .build();
            case "Eigh" -> eigenvectors(call);
            case "Qr" -> qr(call);
            case "ProductOfElementaryHouseholderReflectors" -> reflectors(call);
            case "ApproxTopK" -> approximateTop(call);
            default -> null;
        };
    }

    private static long[] shape(HostOp.CustomCall call, int operand) {
        return call.inputs().get(operand).tensorType().shape();
    }

    private static long[] resultShape(HostOp.CustomCall call, int result) {
        return call.results().get(result).tensorType().shape();
    }

    /** Factors of all dimensions but the last two, which are batches. */
    private static RuleBuilder batches(HostOp.CustomCall call, long... shape) {
        var builder = RuleBuilder.of(call);
        for (int d = 0; d < shape.length - 2; d++) {
            builder.everywhere(d, shape[d]);
        }
        return builder;
    }

    private static OpShardingRule eigenvectors(HostOp.CustomCall call) {
        var shape = shape(call, 0);
        int rows = shape.length - 2;
        int columns = shape.length - 1;
        return batches(call, shape)
                .factor(new int[] {rows}, new int[] {rows, NONE}, shape[rows])
                .factor(new int[] {columns}, new int[] {columns, rows}, shape[columns])
                .build();
    }

    private static OpShardingRule qr(HostOp.CustomCall call) {
        var shape = shape(call, 0);
        int rows = shape.length - 2;
        int columns = shape.length - 1;
        return batches(call, shape)
                .factor(new int[] {rows}, new int[] {rows, NONE}, shape[rows], Kind.NEED_REPLICATION)
                .factor(new int[] {columns}, new int[] {columns, NONE}, shape[columns], Kind.NEED_REPLICATION)
                .factor(new int[] {NONE}, new int[] {NONE, rows}, resultShape(call, 1)[rows], Kind.NEED_REPLICATION)
                .build();
    }

    private static OpShardingRule reflectors(HostOp.CustomCall call) {
        var shape = shape(call, 0);
        int rows = shape.length - 2;
        int columns = shape.length - 1;
        return batches(call, shape)
                .factor(new int[] {rows, NONE}, new int[] {rows}, shape[rows], Kind.NEED_REPLICATION)
                .factor(new int[] {columns, NONE}, new int[] {columns}, shape[columns], Kind.NEED_REPLICATION)
                .factor(new int[] {NONE, rows}, new int[] {NONE}, shape(call, 1)[rows], Kind.NEED_REPLICATION)
                .build();
    }

    private static OpShardingRule approximateTop(HostOp.CustomCall call) {
        var builder = RuleBuilder.of(call);
        var in = shape(call, 0);
        var out = resultShape(call, 0);
        for (int d = 0; d < in.length; d++) {
            if (in[d] == out[d]) {
                builder.everywhere(d, in[d]);
            } else {
                var operands = new int[] {d, d, NONE, NONE};
                builder.factor(operands, new int[] {NONE, NONE}, in[d]);
                builder.factor(
                        new int[] {NONE, NONE, NONE, NONE}, new int[] {d, d}, out[d], Kind.NEED_REPLICATION, true);
            }
        }
        return builder.build();
    }
}
