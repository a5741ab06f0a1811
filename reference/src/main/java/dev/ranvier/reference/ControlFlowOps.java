package dev.ranvier.reference;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.RanvierException;
import java.util.List;

/** {@link ControlFlowOp}s: branches, loops, calls, composites and tuples. */
final class ControlFlowOps {
    private static final List<RuntimeValue> TOKEN = List.of(new RuntimeValue.Token());

    private ControlFlowOps() {}

    static List<RuntimeValue> evaluate(ControlFlowOp op, Scope scope) {
        return switch (op) {
            case ControlFlowOp.If branch -> branch(branch, scope);
            case ControlFlowOp.Case branch -> branch(branch, scope);
            case ControlFlowOp.While loop -> loop(loop, scope);
            case ControlFlowOp.Call call -> scope.evaluator().call(call.callee().root(), scope.all(call.operands()));
            case ControlFlowOp.Composite composite ->
                scope.evaluator().call(composite.decomposition().root(), scope.all(composite.inputs()));
            case ControlFlowOp.OptimizationBarrier barrier -> scope.all(barrier.operand());
            case ControlFlowOp.Tuple tuple -> List.of(new RuntimeValue.Tuple(scope.all(tuple.val())));
            case ControlFlowOp.GetTupleElement element -> List.of(element(element, scope));
            case ControlFlowOp.AfterAll _, ControlFlowOp.CreateToken _ -> TOKEN;
            case ControlFlowOp.UnrealizedConversionCast cast -> scope.all(cast.inputs());
            case ControlFlowOp.Return _, ControlFlowOp.FuncReturn _ ->
                throw RanvierException.invalid("only the last op of a region returns");
        };
    }

    /** Specification section "if". */
    private static List<RuntimeValue> branch(ControlFlowOp.If op, Scope scope) {
        boolean taken = scope.tensor(op.pred()).getBoolean(0);
        return scope.run(taken ? op.trueBranch() : op.falseBranch(), List.of());
    }

    /** Specification section "case". */
    private static List<RuntimeValue> branch(ControlFlowOp.Case op, Scope scope) {
        var branches = op.branches();
        long index = scope.tensor(op.index()).getLong(0);
        boolean inBounds = index >= 0 && index < branches.size();
        return scope.run(inBounds ? branches.get((int) index) : branches.getLast(), List.of());
    }

    /** Specification section "while". */
    private static List<RuntimeValue> loop(ControlFlowOp.While op, Scope scope) {
        var values = scope.all(op.operand());
        while (scope.holds(op.cond(), values)) {
            values = scope.run(op.body(), values);
        }
        return values;
    }

    /** Specification section "get_tuple_element". */
    private static RuntimeValue element(ControlFlowOp.GetTupleElement op, Scope scope) {
        if (scope.get(op.operand()) instanceof RuntimeValue.Tuple(List<RuntimeValue> elements)
                && op.index() >= 0
                && op.index() < elements.size()) {
            return elements.get(op.index());
        }
        throw RanvierException.invalid(
                "there is no element " + op.index() + " of " + op.operand().type());
    }
}
