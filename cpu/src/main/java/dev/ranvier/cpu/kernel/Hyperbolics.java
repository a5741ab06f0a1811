package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.math.RealMath;
import dev.ranvier.stablehlo.ScalarType;

/** {@code cosh} and {@code sinh} of real numbers by the exponentials that CHLO defines them with, rounded at each step. */
final class Hyperbolics {
    private Hyperbolics() {}

    static IrValue cosh(IrFunction f, ScalarType type, IrValue x) {
        return Scalars.round(f, type, f.binary("fadd", halfExponential(f, x), halfExponential(f, f.negate(x))));
    }

    /** Near 0, where the exponentials would cancel, of {@code e^|x| - 1}: for negative numbers that too cancels. */
    static IrValue sinh(IrFunction f, ScalarType type, IrValue x) {
        var one = IrValue.real(x.type(), 1);
        var far = f.binary("fsub", halfExponential(f, x), halfExponential(f, f.negate(x)));
        var excess = RealMath.expm1(f, f.intrinsic("llvm.fabs", x));
        var ratio = f.binary("fdiv", excess, f.binary("fadd", excess, one));
        var half = f.binary("fmul", IrValue.real(x.type(), 0.5), f.binary("fadd", excess, ratio));
        var near = f.intrinsic("llvm.copysign", half, x);
        var isNear = f.compare("olt", f.intrinsic("llvm.fabs", x), one);
        return Scalars.round(f, type, f.select(isNear, near, far));
    }

    private static IrValue halfExponential(IrFunction f, IrValue x) {
        double logOfHalf = StrictMath.log(0.5);
        double held = x.type().scalar().equals("float") ? (float) logOfHalf : logOfHalf;
        return RealMath.exp(f, f.binary("fadd", x, IrValue.real(x.type(), held)));
    }
}
