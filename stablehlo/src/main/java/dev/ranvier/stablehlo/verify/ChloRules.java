package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ChloOp;

/** Rules of CHLO. */
final class ChloRules {
    private ChloRules() {}

    static ResultTypes check(ChloOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
