package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.CollectiveOp.AllGather;
import dev.ranvier.stablehlo.CollectiveOp.AllReduce;
import dev.ranvier.stablehlo.CollectiveOp.AllToAll;
import dev.ranvier.stablehlo.CollectiveOp.AsyncDone;
import dev.ranvier.stablehlo.CollectiveOp.AsyncStart;
import dev.ranvier.stablehlo.CollectiveOp.CollectiveBroadcast;
import dev.ranvier.stablehlo.CollectiveOp.CollectivePermute;
import dev.ranvier.stablehlo.CollectiveOp.ReduceScatter;
import dev.ranvier.stablehlo.IndexingOp.DynamicSlice;
import dev.ranvier.stablehlo.IndexingOp.DynamicUpdateSlice;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ShapeOp.Slice;
import dev.ranvier.stablehlo.Type;
import java.util.List;

/** Rules of ops that start and await others. */
final class AsyncRules {
    private AsyncRules() {}

    static ResultTypes check(AsyncStart op, Constraints constraints) {
        var body = op.body();
        constraints.tensors("I1", "operands", op.operands(), ElementKind.NOT_PER_AXIS);
        constraints.require(
                "C1",
                body.ops().size() == 2,
                "body must be one op and a return, got %d ops",
                body.ops().size());
        var started = body.ops().getFirst();
        constraints.require("C2", canStart(started), "body must be a collective or a slice, got %s", started.opName());
        constraints.require(
                "C3",
                op.operands().size() == body.arguments().size(),
                "body must take as many arguments as there are operands, got %d and %d",
                body.arguments().size(),
                op.operands().size());
        for (int i = 0; i < op.operands().size(); i++) {
            var operand = op.operands().get(i).type();
            var argument = body.arguments().get(i).type();
            constraints.require(
                    "C3",
                    operand.equals(argument),
                    "operand and argument %d must be of one type, got %s and %s",
                    i,
                    operand,
                    argument);
        }
        var results = body.results();
        constraints.require("C4", results.size() == 1, "body must return one value, got %d", results.size());
        var result = constraints.tensor("C4", "what body returns", results.getFirst(), ElementKind.ANY);
        return ResultTypes.of("C4", new Type.Future(List.of(result)));
    }

    private static boolean canStart(Op op) {
        return op instanceof AllGather
                || op instanceof AllReduce
                || op instanceof AllToAll
                || op instanceof CollectiveBroadcast
                || op instanceof CollectivePermute
                || op instanceof ReduceScatter
                || op instanceof DynamicSlice
                || op instanceof DynamicUpdateSlice
                || op instanceof Slice;
    }

    static ResultTypes check(AsyncDone op, Constraints constraints) {
        if (op.operand().type() instanceof Type.Future(List<Type> results) && results.size() == 1) {
            return new ResultTypes("C1", results);
        }
        throw constraints.violation(
                "I1",
                "operand must be a future of one type, got %s",
                op.operand().type());
    }
}
