package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.RandomOp;

/** Rules of random numbers. */
final class RandomRules {
    private RandomRules() {}

    static ResultTypes check(RandomOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
