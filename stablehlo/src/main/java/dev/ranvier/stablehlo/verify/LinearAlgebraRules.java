package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.LinearAlgebraOp;

/** Rules of products, convolutions, factorisations and transforms. */
final class LinearAlgebraRules {
    private LinearAlgebraRules() {}

    static ResultTypes check(LinearAlgebraOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
