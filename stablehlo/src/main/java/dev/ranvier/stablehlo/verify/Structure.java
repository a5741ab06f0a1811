package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyOp;
import java.util.HashSet;

/** Which ops stand where: declarations at the top of a module, and one terminator at the end of each other region. */
final class Structure {
    private Structure() {}

    static void check(Op op) {
        for (var region : op.regions()) {
            if (op instanceof Module) {
                checkModule(region);
            } else {
                checkRegion(op, region);
            }
        }
    }

    private static void checkModule(Region region) {
        var names = new HashSet<String>();
        for (var op : region.ops()) {
            if (!(op instanceof Declaration declaration)) {
                throw invalid(op, "must stand in a function");
            }
            var name = Symbols.nameOf(declaration);
            if (name != null && !names.add(name)) {
                throw invalid(op, "the name @" + name + " is declared before");
            }
        }
    }

    private static void checkRegion(Op op, Region region) {
        if (op instanceof Declaration.Func && region.isEmpty()) {
            return;
        }
        if (region.ops().isEmpty() || !isTerminatorOf(op, region.ops().getLast())) {
            throw invalid(op, "a region must end with the return of its dialect");
        }
        for (var inner : region.ops().subList(0, region.ops().size() - 1)) {
            if (isTerminator(inner)) {
                throw invalid(inner, "must be the last op of its region");
            }
            if (inner instanceof Declaration) {
                throw invalid(inner, "must stand at the top of a module");
            }
        }
    }

    /** Whether the regions of {@code op} may not use values from outside. */
    static boolean isIsolated(Op op) {
        return op instanceof Declaration
                || op instanceof CollectiveOp.AsyncStart
                || op instanceof ChloOp.Scan
                || op instanceof ShardyOp;
    }

    private static boolean isTerminator(Op op) {
        return op instanceof ControlFlowOp.Return
                || op instanceof ControlFlowOp.FuncReturn
                || op instanceof ShardyOp.ShardyReturn;
    }

    private static boolean isTerminatorOf(Op op, Op last) {
        return switch (op) {
            case Declaration.Func _ -> last instanceof ControlFlowOp.FuncReturn;
            case ShardyOp _ -> last instanceof ShardyOp.ShardyReturn;
            default -> last instanceof ControlFlowOp.Return;
        };
    }

    private static RanvierException invalid(Op op, String message) {
        return new RanvierException(op.diagnostic(Diagnostic.Code.INVALID_ARGUMENT, message));
    }
}
