package dev.ranvier.reference;

import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.RanvierException;
import java.util.List;

/** {@link CollectiveOp}s. */
@SuppressWarnings("DoNotCallSuggester")
final class CollectiveOps {
    private CollectiveOps() {}

    static List<Tensor> evaluate(CollectiveOp op, Scope scope) {
        throw RanvierException.unimplemented(op.opName() + " of " + scope.all(op.operands()));
    }
}
