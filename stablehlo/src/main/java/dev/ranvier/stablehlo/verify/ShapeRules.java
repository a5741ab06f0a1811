package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ShapeOp;

/** Rules of ops that make, move and reshape elements. */
final class ShapeRules {
    private ShapeRules() {}

    static ResultTypes check(ShapeOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
