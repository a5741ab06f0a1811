package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ReductionOp;

/** Rules of reductions, windows, sort and batch normalisation. */
final class ReductionRules {
    private ReductionRules() {}

    static ResultTypes check(ReductionOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
