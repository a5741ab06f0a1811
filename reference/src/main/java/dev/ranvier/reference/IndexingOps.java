package dev.ranvier.reference;

import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.RanvierException;
import java.util.List;

/** {@link IndexingOp}s. */
@SuppressWarnings("DoNotCallSuggester")
final class IndexingOps {
    private IndexingOps() {}

    static List<Tensor> evaluate(IndexingOp op, Scope scope) {
        throw RanvierException.unimplemented(op.opName() + " of " + scope.all(op.operands()));
    }
}
