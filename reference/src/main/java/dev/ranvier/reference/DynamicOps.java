package dev.ranvier.reference;

import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.RanvierException;
import java.util.List;

/** {@link DynamicOp}s. */
@SuppressWarnings("DoNotCallSuggester")
final class DynamicOps {
    private DynamicOps() {}

    static List<Tensor> evaluate(DynamicOp op, Scope scope) {
        throw RanvierException.unimplemented(op.opName() + " of " + scope.all(op.operands()));
    }
}
