package dev.ranvier.reference;

import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.RanvierException;
import java.util.List;

/** {@link HostOp}s. */
@SuppressWarnings("DoNotCallSuggester")
final class HostOps {
    private HostOps() {}

    static List<Tensor> evaluate(HostOp op, Scope scope) {
        throw RanvierException.unimplemented(op.opName() + " of " + scope.all(op.operands()));
    }
}
