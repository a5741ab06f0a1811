package dev.ranvier.reference;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.RanvierException;
import java.util.List;

/** {@link ChloOp}s. */
@SuppressWarnings("DoNotCallSuggester")
final class ChloOps {
    private ChloOps() {}

    static List<Tensor> evaluate(ChloOp op, Scope scope) {
        throw RanvierException.unimplemented(op.opName() + " of " + scope.all(op.operands()));
    }
}
