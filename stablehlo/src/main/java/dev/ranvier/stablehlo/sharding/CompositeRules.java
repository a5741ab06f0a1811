package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of the composites that stand for ops of CHLO; of others the decomposition decides. */
final class CompositeRules {
    private CompositeRules() {}

    static @Nullable OpShardingRule of(ControlFlowOp.Composite op) {
        if (op.name().equals("chlo.top_k")) {
            return RuleBuilder.of(op)
                    .matching(shape(op.inputs()), shape(op.results()), RuleBuilder.Kind.NEED_REPLICATION, true)
                    .build();
        }
        return isElementwise(op) ? ShardingRules.pointwise(op) : null;
    }

    static Node.Kind kind(ControlFlowOp.Composite op) {
        return isElementwise(op) ? Node.Kind.ELEMENTWISE : Node.Kind.OTHER;
    }

    private static long[] shape(List<? extends Value> values) {
        return values.getFirst().tensorType().shape();
    }

    private static boolean isElementwise(ControlFlowOp.Composite op) {
        return op.name().startsWith("chlo.")
                && op.results().size() == 1
                && op.results().getFirst().type() instanceof TensorType result
                && result.isStatic()
                && op.inputs().stream()
                        .allMatch(input -> input.type() instanceof TensorType type
                                && type.dimensions().equals(result.dimensions()));
    }
}
