package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.Set;

/** What every device can make for itself, so that each use is split as it needs. */
final class ConstantExpressions {
    private ConstantExpressions() {}

    /** Whether an op is a constant, a scalar repeated, or made of {@code constants} by ops that do not mix elements. */
    static boolean isConstant(Op op, Set<Value> constants) {
        return switch (op) {
            case ShapeOp.Constant _, ShapeOp.Iota _, ChloOp.ChloConstant _ -> true;
            case ShapeOp.BroadcastInDim broadcast -> isRepeated(broadcast.operand(), constants);
            case ShapeOp.Broadcast broadcast -> isRepeated(broadcast.operand(), constants);
            case ShapeOp.Reshape _, ShapeOp.Slice _ -> constants.containsAll(op.operands());
            case ShardyOp _ -> false;
            default -> ShardingRules.isElementwise(op) && constants.containsAll(op.operands());
        };
    }

    private static boolean isRepeated(Value operand, Set<Value> constants) {
        return operand.tensorType().rank() == 0 || constants.containsAll(List.of(operand));
    }
}
