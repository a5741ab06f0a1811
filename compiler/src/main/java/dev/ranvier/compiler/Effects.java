package dev.ranvier.compiler;

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
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.UnaryOp;

/** What ops do beside computing their results. */
final class Effects {
    private Effects() {}

    /**
     * Whether all that the op does is to compute its results, which depend on its operands alone: it may be left out,
     * moved, and done once instead of twice.
     */
    static boolean isPure(Op op) {
        return switch (op) {
            case UnaryOp _, BinaryOp _, ShapeOp _, DynamicOp _, LinearAlgebraOp _ -> true;
            case ElementwiseOp _, IndexingOp _, ReductionOp _, ChloOp _ -> hasPureRegions(op);
            case ControlFlowOp control -> isPure(control);
            case RandomOp.RngBitGenerator _, CollectiveOp.PartitionId _, CollectiveOp.ReplicaId _ -> true;
            case RandomOp.Rng _, CollectiveOp _, HostOp _, ShardyOp _, Declaration _ -> false;
        };
    }

    private static boolean isPure(ControlFlowOp op) {
        return switch (op) {
            case ControlFlowOp.If _, ControlFlowOp.Case _, ControlFlowOp.While _ -> hasPureRegions(op);
            case ControlFlowOp.Tuple _,
                    ControlFlowOp.GetTupleElement _,
                    ControlFlowOp.AfterAll _,
                    ControlFlowOp.CreateToken _,
                    ControlFlowOp.UnrealizedConversionCast _ -> true;
            case ControlFlowOp.Return _,
                    ControlFlowOp.FuncReturn _,
                    ControlFlowOp.Call _,
                    ControlFlowOp.Composite _,
                    ControlFlowOp.OptimizationBarrier _ -> false;
        };
    }

    private static boolean hasPureRegions(Op op) {
        for (var region : op.regions()) {
            if (!isPure(region)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all ops but the terminator are pure. */
    static boolean isPure(Region region) {
        var ops = region.ops();
        for (int i = 0; i < ops.size() - 1; i++) {
            if (!isPure(ops.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the op may be left out where nobody uses its results. */
    static boolean isRemovable(Op op) {
        return switch (op) {
            case ControlFlowOp.OptimizationBarrier _ -> true;
            case HostOp.CustomCall call -> !Boolean.TRUE.equals(call.hasSideEffect());
            default -> isPure(op);
        };
    }

    /**
     * Whether the op's regions are parts of the program's flow, rather than functions of elements: their ops may use
     * whatever is computed around them.
     */
    static boolean isControlFlow(Op op) {
        return op instanceof ControlFlowOp.If || op instanceof ControlFlowOp.Case || op instanceof ControlFlowOp.While;
    }

    /** Whether the regions of the op are left as they are: those of other devices' programs. */
    static boolean isOpaque(Op op) {
        return op instanceof ShardyOp || op instanceof CollectiveOp;
    }
}
