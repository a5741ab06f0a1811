package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.HostOp;

/** Rules of exchange with the host and custom calls. */
final class HostRules {
    private HostRules() {}

    static ResultTypes check(HostOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
