package dev.ranvier.reference;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyOp;
import java.util.List;

/** {@link ShardyOp}s. */
@SuppressWarnings("DoNotCallSuggester")
final class ShardyOps {
    private ShardyOps() {}

    static List<Tensor> evaluate(ShardyOp op, Scope scope) {
        throw RanvierException.unimplemented(op.opName() + " of " + scope.all(op.operands()));
    }
}
