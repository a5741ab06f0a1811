package dev.ranvier.reference;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.RanvierException;

/** Elementwise functions of CHLO. */
@SuppressWarnings("DoNotCallSuggester")
final class ChloFunctions {
    private ChloFunctions() {}

    static Tensor apply(ChloOp.Unary op, Tensor operand) {
        throw RanvierException.unimplemented(op.opName() + " of " + operand);
    }

    static Tensor nextAfter(Tensor x, Tensor y) {
        throw RanvierException.unimplemented("next_after of " + x + y);
    }

    static Tensor polygamma(Tensor n, Tensor x) {
        throw RanvierException.unimplemented("polygamma of " + n + x);
    }

    static Tensor zeta(Tensor x, Tensor q) {
        throw RanvierException.unimplemented("zeta of " + x + q);
    }

    static Tensor mulhi(Tensor lhs, Tensor rhs) {
        throw RanvierException.unimplemented("mulhi of " + lhs + rhs);
    }
}
