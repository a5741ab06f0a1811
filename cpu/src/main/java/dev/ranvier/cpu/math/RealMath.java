package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;
import java.util.function.BiFunction;

/**
 * Elementary functions of {@code float} and {@code double}, vectors of them or scalars. A value is the same whatever the
 * number of lanes, and on every machine.
 */
public final class RealMath {
    private RealMath() {}

    public static IrValue rsqrt(IrFunction f, IrValue x) {
        return f.binary("fdiv", IrValue.real(x.type(), 1), f.intrinsic("llvm.sqrt", x));
    }

    public static IrValue cbrt(IrFunction f, IrValue x) {
        return inDouble(f, x, Root::cbrt);
    }

    public static IrValue cos(IrFunction f, IrValue x) {
        return Circular.cos(arithmetic(f, x), x);
    }

    public static IrValue sin(IrFunction f, IrValue x) {
        return Circular.sin(arithmetic(f, x), x);
    }

    public static IrValue tan(IrFunction f, IrValue x) {
        return inDouble(f, x, Circular::tan);
    }

    public static IrValue exp(IrFunction f, IrValue x) {
        return Exponential.exp(arithmetic(f, x), x);
    }

    public static IrValue expm1(IrFunction f, IrValue x) {
        return Exponential.expm1(arithmetic(f, x), x);
    }

    public static IrValue log(IrFunction f, IrValue x) {
        return Logarithm.log(arithmetic(f, x), x);
    }

    public static IrValue log1p(IrFunction f, IrValue x) {
        return Logarithm.log1p(arithmetic(f, x), x);
    }

    public static IrValue tanh(IrFunction f, IrValue x) {
        return isFloat(x) ? HyperbolicTangent.tanh(arithmetic(f, x), x) : Exponential.tanh(arithmetic(f, x), x);
    }

    public static IrValue logistic(IrFunction f, IrValue x) {
        return Exponential.logistic(arithmetic(f, x), x);
    }

    public static IrValue erf(IrFunction f, IrValue x) {
        return isFloat(x) ? ErrorFunction.erf(arithmetic(f, x), x) : WideErrorFunction.erf(arithmetic(f, x), x);
    }

    public static IrValue erfc(IrFunction f, IrValue x) {
        return inDouble(f, x, WideErrorFunction::erfc);
    }

    public static IrValue erfInverse(IrFunction f, IrValue x) {
        return isFloat(x) ? InverseErrorFunction.ofFloat(f, x) : InverseErrorFunction.ofDouble(f, x);
    }

    public static IrValue remainder(IrFunction f, IrValue x, IrValue y) {
        return inDouble(f, x, y, Quotient::remainder);
    }

    public static IrValue power(IrFunction f, IrValue x, IrValue y) {
        return isFloat(x) ? Power.power(f, x, y) : library(f, "pow", x, y);
    }

    /** The length of the hypotenuse, without overflow on the way. */
    public static IrValue hypot(IrFunction f, IrValue x, IrValue y) {
        return inDouble(f, x, y, isFloat(x) ? Root::hypotOfFloats : Root::hypot);
    }

    public static IrValue atan2(IrFunction f, IrValue y, IrValue x) {
        return inDouble(f, y, x, InverseCircular::atan2);
    }

    public static IrValue atan(IrFunction f, IrValue x) {
        return inDouble(f, x, InverseCircular::atan);
    }

    public static IrValue asin(IrFunction f, IrValue x) {
        return inDouble(f, x, InverseCircular::asin);
    }

    public static IrValue acos(IrFunction f, IrValue x) {
        return inDouble(f, x, InverseCircular::acos);
    }

    public static IrValue asinh(IrFunction f, IrValue x) {
        return inDouble(f, x, InverseHyperbolic::asinh);
    }

    public static IrValue acosh(IrFunction f, IrValue x) {
        return inDouble(f, x, InverseHyperbolic::acosh);
    }

    public static IrValue atanh(IrFunction f, IrValue x) {
        return inDouble(f, x, InverseHyperbolic::atanh);
    }

    /** A function of the C library of {@code double}, for each lane. */
    public static IrValue library(IrFunction f, String function, IrValue... operands) {
        return CLibrary.call(f, function, operands);
    }

    /** The function in double precision. */
    private static IrValue inDouble(IrFunction f, IrValue x, BiFunction<Arithmetic, IrValue, IrValue> function) {
        var a = arithmetic(f, x);
        return a.narrowed(function.apply(a.wide(), a.widened(x)));
    }

    private interface Binary {
        IrValue apply(Arithmetic a, IrValue x, IrValue y);
    }

    private static IrValue inDouble(IrFunction f, IrValue x, IrValue y, Binary function) {
        var a = arithmetic(f, x);
        return a.narrowed(function.apply(a.wide(), a.widened(x), a.widened(y)));
    }

    private static boolean isFloat(IrValue x) {
        return x.type().scalar().equals("float");
    }

    private static Arithmetic arithmetic(IrFunction f, IrValue x) {
        return new Arithmetic(f, x.type());
    }
}
