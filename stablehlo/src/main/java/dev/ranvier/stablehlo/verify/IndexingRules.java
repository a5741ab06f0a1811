package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.IndexingOp;

/** Rules of ops that read or write at run-time indices. */
final class IndexingRules {
    private IndexingRules() {}

    static ResultTypes check(IndexingOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
