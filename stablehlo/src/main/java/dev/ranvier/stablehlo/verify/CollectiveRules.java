package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.CollectiveOp;

/** Rules of collectives. */
final class CollectiveRules {
    private CollectiveRules() {}

    static ResultTypes check(CollectiveOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
