package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.DynamicOp;

/** Rules of ops of run-time shape. */
final class DynamicRules {
    private DynamicRules() {}

    static ResultTypes check(DynamicOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
