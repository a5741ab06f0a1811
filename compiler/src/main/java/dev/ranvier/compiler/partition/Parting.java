package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;

/** Which programs each device can run for itself. */
final class Parting {
    private Parting() {}

    /** Whether all ops compute static tensors and do nothing else: what has an effect is to happen once. */
    static boolean isPossible(Region region) {
        return region.arguments().stream().allMatch(Parting::isPossible)
                && region.ops().stream().allMatch(Parting::isPossible);
    }

    private static boolean isPossible(Value value) {
        return value.type() instanceof TensorType type
                && type.isStatic()
                && type.encoding() == null
                && !type.elementType().isQuantized();
    }

    private static boolean isPossible(Op op) {
        boolean isComputation = switch (op) {
            case HostOp _, CollectiveOp _, RandomOp.Rng _, Declaration _ -> false;
            case ShardyOp.ManualComputation _ -> false;
            case ControlFlowOp.Tuple _,
                    ControlFlowOp.GetTupleElement _,
                    ControlFlowOp.AfterAll _,
                    ControlFlowOp.CreateToken _,
                    ControlFlowOp.Call _,
                    ControlFlowOp.Composite _,
                    ControlFlowOp.UnrealizedConversionCast _ -> false;
            default -> true;
        };
        return isComputation
                && op.results().stream().allMatch(Parting::isPossible)
                && op.regions().stream().allMatch(Parting::isPossible);
    }
}
