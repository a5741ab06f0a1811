package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;

/** Sums of Chebyshev polynomials, by Clenshaw's recurrence. */
final class Chebyshev {
    private Chebyshev() {}

    /** {@code c[0] T0(u) + c[1] T1(u) + ...} for u from -1 to 1. */
    static IrValue sum(IrFunction f, double[] coefficients, IrValue u) {
        var type = u.type();
        var twice = f.binary("fadd", u, u);
        var next = IrValue.real(type, 0);
        var sum = IrValue.real(type, 0);
        for (int k = coefficients.length - 1; k > 0; k--) {
            var rest = f.binary("fsub", IrValue.real(type, coefficients[k]), next);
            next = sum;
            sum = f.intrinsic("llvm.fma", twice, sum, rest);
        }
        return f.intrinsic("llvm.fma", u, sum, f.binary("fsub", IrValue.real(type, coefficients[0]), next));
    }
}
