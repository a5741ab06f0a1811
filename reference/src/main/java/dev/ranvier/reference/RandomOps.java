package dev.ranvier.reference;

import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.RanvierException;
import java.util.List;

/** {@link RandomOp}s. */
@SuppressWarnings("DoNotCallSuggester")
final class RandomOps {
    private RandomOps() {}

    static List<Tensor> evaluate(RandomOp op, Scope scope) {
        throw RanvierException.unimplemented(op.opName() + " of " + scope.all(op.operands()));
    }
}
