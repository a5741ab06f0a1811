package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ElementwiseOp;

/** Rules of elementwise ops that are neither unary nor binary. */
final class ElementwiseRules {
    private ElementwiseRules() {}

    static ResultTypes check(ElementwiseOp op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
