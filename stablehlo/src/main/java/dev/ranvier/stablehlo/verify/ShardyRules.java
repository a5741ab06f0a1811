package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ShardyOp;

/** Rules of Shardy. */
final class ShardyRules {
    private ShardyRules() {}

    static ResultTypes check(ShardyOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
