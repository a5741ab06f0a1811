package dev.ranvier.cpu.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the device has no code for, in a module whose ops are written as those that it knows. */
final class Support {
    private static final String OPEN_SHAPE = "the shape of its result depends on data, and the cpu device needs static"
            + " shapes: compute sizes from constants and from the shapes of arguments, or pad to a bound";

    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private Support() {}

    /**
     * Checks all ops of a module.
     *
     * @throws RanvierException that names all ops without code
     */
    static void check(Module module) {
        var support = new Support();
        module.functions().forEach(function -> support.checkAll(function.body(), false));
        if (!support.diagnostics.isEmpty()) {
            throw new RanvierException(support.diagnostics);
        }
    }

    /** @param isBody whether the region is one of elements, which becomes part of a kernel */
    private void checkAll(Region region, boolean isBody) {
        for (var op : region.ops()) {
            var problem = problem(op, isBody);
            if (problem != null) {
                diagnostics.add(op.diagnostic(Diagnostic.Code.UNIMPLEMENTED, problem));
                continue;
            }
            boolean hasBodies = isBody || !(op instanceof ControlFlowOp || op instanceof CollectiveOp.AsyncStart);
            op.regions().forEach(inner -> checkAll(inner, hasBodies));
        }
    }

    private static @Nullable String problem(Op op, boolean isBody) {
        if (op instanceof DynamicOp || op.results().stream().anyMatch(result -> isOpen(result.type()))) {
            return OPEN_SHAPE;
        }
        if (op.operands().stream().anyMatch(operand -> operand.type() instanceof Type.Tuple)) {
            return "the cpu device keeps no tuples: pass their elements";
        }
        if (isBody && !isElementary(op)) {
            return "has no code inside of a body that is applied to single elements";
        }
        return switch (op) {
            case ChloOp.Scan _ -> null;
            case ChloOp chlo -> Elemental.is(chlo) ? null : "has no code on the cpu device";
            case ShardyOp _ -> "is not resolved to what single devices do";
            case UnaryOp _,
                    BinaryOp _,
                    ElementwiseOp _,
                    ShapeOp _,
                    IndexingOp _,
                    ReductionOp _,
                    LinearAlgebraOp _,
                    ControlFlowOp _,
                    HostOp _,
                    CollectiveOp _,
                    RandomOp _,
                    DynamicOp _,
                    Declaration _ -> null;
        };
    }

    private static boolean isOpen(Type type) {
        return type instanceof TensorType tensor && !tensor.isStatic();
    }

    private static boolean isElementary(Op op) {
        return switch (op) {
            case ControlFlowOp.If _,
                    ControlFlowOp.Case _,
                    ControlFlowOp.Return _,
                    ControlFlowOp.OptimizationBarrier _,
                    ShapeOp.Reshape _ -> true;
            default -> Elemental.is(op);
        };
    }
}
