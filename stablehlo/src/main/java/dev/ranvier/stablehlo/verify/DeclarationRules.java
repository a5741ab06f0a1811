package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Declaration;

/** Rules of functions and meshes. */
final class DeclarationRules {
    private DeclarationRules() {}

    static ResultTypes check(Declaration op, Constraints constraints) {
        return ResultTypes.declared(op);
    }
}
