package dev.ranvier.reference;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import java.util.List;

/** {@link ReductionOp}s. */
@SuppressWarnings("DoNotCallSuggester")
final class ReductionOps {
    private ReductionOps() {}

    static List<Tensor> evaluate(ReductionOp op, Scope scope) {
        throw RanvierException.unimplemented(op.opName() + " of " + scope.all(op.operands()));
    }
}
