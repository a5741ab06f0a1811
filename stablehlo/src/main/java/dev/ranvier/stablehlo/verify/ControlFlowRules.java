package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ControlFlowOp;

/** Rules of branches, loops, calls and terminators. */
final class ControlFlowRules {
    private ControlFlowRules() {}

    static ResultTypes check(ControlFlowOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
