package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How shardings pass through each op. The factors of an op, and which of them its kind of communication makes a
 * reduction, a permutation or a replication, are those of Shardy's registry, so that results agree.
 */
public final class ShardingRules {
    private ShardingRules() {}

    /** The rule of an op; null if shardings do not pass through it, or not by a rule. */
    public static @Nullable OpShardingRule of(Op op) {
        if (op.info().discardable().get("sdy.sharding_rule") instanceof OpShardingRule own) {
            return own;
        }
        if (!Stream.concat(op.operands().stream(), op.results().stream()).allMatch(ShardingRules::isStatic)) {
            return null;
        }
        return switch (op) {
            case UnaryOp _, BinaryOp _, ChloOp.Unary _ -> pointwise(op);
            case ElementwiseOp elementwise -> elementwise(elementwise);
            case ShapeOp shape -> ShapeRules.of(shape);
            case IndexingOp indexing -> IndexingRules.of(indexing);
            case ReductionOp reduction -> ReductionRules.of(reduction);
            case LinearAlgebraOp algebra -> LinearAlgebraRules.of(algebra);
            case CollectiveOp collective -> CollectiveRules.of(collective);
            case HostOp host -> CustomCallRules.of(host);
            case RandomOp random -> random(random);
            case ShardyOp.ShardingConstraint _, ShardyOp.Reshard _, ShardyOp.PropagationBarrier _ -> pointwise(op);
            case ChloOp chlo -> chlo(chlo);
            case DynamicOp _, ControlFlowOp _, ShardyOp _, Declaration _ -> null;
        };
    }

    private static boolean isStatic(Value value) {
        return !(value.type() instanceof TensorType type) || type.isStatic();
    }

    static @Nullable OpShardingRule pointwise(Op op) {
        return op.results().getFirst().type() instanceof TensorType type
                ? RuleBuilder.of(op).all(type.shape()).build()
                : null;
    }

    private static @Nullable OpShardingRule elementwise(ElementwiseOp op) {
        return switch (op) {
            case ElementwiseOp.BitcastConvert convert -> bitcast(convert);
            case ElementwiseOp.MapElements _ -> null;
            case ElementwiseOp.Clamp _,
                    ElementwiseOp.Compare _,
                    ElementwiseOp.Select _,
                    ElementwiseOp.Convert _,
                    ElementwiseOp.ReducePrecision _,
                    ElementwiseOp.UniformQuantize _,
                    ElementwiseOp.UniformDequantize _ -> pointwise(op);
        };
    }

    /** Where the width changes, the side of narrower elements has a last dimension of its own. */
    private static OpShardingRule bitcast(ElementwiseOp.BitcastConvert op) {
        var in = op.operand().tensorType().shape();
        var out = op.result().tensorType().shape();
        var builder = RuleBuilder.of(op).all(in.length < out.length ? in : out);
        if (in.length < out.length) {
            builder.factor(
                    new int[] {RuleBuilder.NONE},
                    new int[] {in.length},
                    out[in.length],
                    RuleBuilder.Kind.NEED_REPLICATION);
        } else if (in.length > out.length) {
            builder.factor(
                    new int[] {out.length},
                    new int[] {RuleBuilder.NONE},
                    in[out.length],
                    RuleBuilder.Kind.NEED_REPLICATION);
        }
        return builder.build();
    }

    private static @Nullable OpShardingRule chlo(ChloOp op) {
        return switch (op) {
            case ChloOp.TopK top ->
                RuleBuilder.of(top)
                        .matching(
                                top.operand().tensorType().shape(),
                                top.values().tensorType().shape(),
                                RuleBuilder.Kind.NEED_REPLICATION,
                                true)
                        .build();
            case ChloOp.Unary _,
                    ChloOp.NextAfter _,
                    ChloOp.Polygamma _,
                    ChloOp.Zeta _,
                    ChloOp.Mulhi _,
                    ChloOp.ConstantLike _ -> pointwise(op);
            case ChloOp.BroadcastBinary _,
                    ChloOp.BroadcastSelect _,
                    ChloOp.ChloConstant _,
                    ChloOp.RaggedDot _,
                    ChloOp.Scan _ -> null;
        };
    }

    /** The states are whole on every device. */
    private static @Nullable OpShardingRule random(RandomOp op) {
        return switch (op) {
            case RandomOp.Rng _ -> null;
            case RandomOp.RngBitGenerator generator -> {
                var builder = RuleBuilder.of(generator);
                var state = generator.initialState().tensorType().shape();
                for (int d = 0; d < state.length; d++) {
                    builder.factor(
                            new int[] {d},
                            new int[] {d, RuleBuilder.NONE},
                            state[d],
                            RuleBuilder.Kind.NEED_REPLICATION,
                            true);
                }
                var output = generator.output().tensorType().shape();
                for (int d = 0; d < output.length; d++) {
                    builder.factor(new int[] {RuleBuilder.NONE}, new int[] {RuleBuilder.NONE, d}, output[d]);
                }
                yield builder.build();
            }
        };
    }

    /** Whether the op treats each element alone, so that conflicts of shardings at it cost least. */
    static boolean isElementwise(Op op) {
        return switch (op) {
            case UnaryOp _, BinaryOp _, ChloOp.Unary _ -> true;
            case ElementwiseOp.BitcastConvert convert ->
                convert.operand()
                        .tensorType()
                        .dimensions()
                        .equals(convert.result().tensorType().dimensions());
            case ElementwiseOp.MapElements _ -> false;
            case ElementwiseOp _ -> true;
            case ShardyOp.ShardingConstraint _, ShardyOp.Reshard _, ShardyOp.PropagationBarrier _ -> true;
            default -> false;
        };
    }
}
