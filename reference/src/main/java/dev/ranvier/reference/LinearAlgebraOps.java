package dev.ranvier.reference;

import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.RanvierException;
import java.util.List;

/** {@link LinearAlgebraOp}s. */
@SuppressWarnings("DoNotCallSuggester")
final class LinearAlgebraOps {
    private LinearAlgebraOps() {}

    static List<Tensor> evaluate(LinearAlgebraOp op, Scope scope) {
        throw RanvierException.unimplemented(op.opName() + " of " + scope.all(op.operands()));
    }
}
