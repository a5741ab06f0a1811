package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrFunction.InternalBody;
import dev.ranvier.cpu.ir.IrValue;

/**
 * Elementary functions of {@code float} and {@code double}, vectors of them or scalars. A value is the same whatever the
 * number of lanes, and on every machine; denormal numbers, infinities, NaN and the sign of zero are as IEEE 754 has them.
 *
 * <p>The greatest errors that were found, in units of the last place. For {@code float}: exp 1.01, expm1 1.14, log 1.52,
 * log1p 1.57, sin and cos 1.15, tanh 1.49, logistic 1.43, erf 1.48, erfc 1.87, rsqrt 1.49 (exp, log, sin, cos, tanh and erf over all
 * numbers where they are not trivial, the others over four million); all others are computed in {@code double} and
 * rounded, 0.54. For {@code double}, over 16000 numbers against mpmath: exp 0.8, expm1 1.3, log 1.5, log1p 1.6, sin, cos
 * and hypot 1, tan 1.8, tanh 1.6, logistic 1.3, erf 0.9, erfc 2.2, erfInverse 1.9, asin, asinh, acosh and atanh 2, acos
 * 1.1, atan and atan2 1.4, cbrt 0.5. The remainder is exact; {@code pow} of doubles is the C library's.
 */
public final class RealMath {
    private RealMath() {}

    /** IEEE 754's maximum: NaN if one of the numbers is, and 0 is greater than -0. */
    public static IrValue maximum(IrFunction f, IrValue x, IrValue y) {
        return Extremes.MAXIMUM.of(arithmetic(f, x), x, y);
    }

    /** IEEE 754's minimum: NaN if one of the numbers is, and -0 is less than 0. */
    public static IrValue minimum(IrFunction f, IrValue x, IrValue y) {
        return Extremes.MINIMUM.of(arithmetic(f, x), x, y);
    }

    /** The lanes of a vector divided by one number, each correctly rounded. */
    public static IrValue quotient(IrFunction f, IrValue x, IrValue divisor) {
        var a = arithmetic(f, x);
        return a.hasScale()
                ? CommonDivisor.quotient(a, x, divisor)
                : f.binary("fdiv", x, f.splat(divisor, x.type().lanes()));
    }

    public static IrValue rsqrt(IrFunction f, IrValue x) {
        return f.binary("fdiv", IrValue.real(x.type(), 1), f.intrinsic("llvm.sqrt", x));
    }

    public static IrValue cbrt(IrFunction f, IrValue x) {
        return inDouble(f, "cbrt", Root::cbrt, x);
    }

    public static IrValue cos(IrFunction f, IrValue x) {
        return Circular.cos(arithmetic(f, x), x);
    }

    public static IrValue sin(IrFunction f, IrValue x) {
        return Circular.sin(arithmetic(f, x), x);
    }

    public static IrValue tan(IrFunction f, IrValue x) {
        return inDouble(f, "tan", Circular::tan, x);
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

    /** {@code |1 + x + iy|^2 - 1}, of which no digits cancel along the unit circle about -1. */
    public static IrValue excessOfSquare(IrFunction f, IrValue x, IrValue y) {
        return Logarithm.excessOfSquare(arithmetic(f, x), x, y);
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
        if (!isFloat(x)) {
            return inDouble(f, "erfc", WideErrorFunction::erfc, x);
        }
        var a = arithmetic(f, x);
        return a.hasScale()
                ? Complement.erfc(a, x)
                : shared(f, "erfc", (inner, operands) -> Complement.erfc(arithmetic(inner, x), operands.getFirst()), x);
    }

    public static IrValue erfInverse(IrFunction f, IrValue x) {
        return shared(
                f,
                "erfInverse",
                (inner, parameters) -> isFloat(x)
                        ? InverseErrorFunction.ofFloat(inner, parameters.getFirst())
                        : InverseErrorFunction.ofDouble(inner, parameters.getFirst()),
                x);
    }

    public static IrValue remainder(IrFunction f, IrValue x, IrValue y) {
        return inDouble(f, "remainder", Quotient::remainder, x, y);
    }

    public static IrValue power(IrFunction f, IrValue x, IrValue y) {
        return isFloat(x)
                ? shared(f, "power", (inner, xy) -> Power.power(inner, xy.getFirst(), xy.getLast()), x, y)
                : library(f, "pow", x, y);
    }

    /** The length of the hypotenuse, without overflow on the way. */
    public static IrValue hypot(IrFunction f, IrValue x, IrValue y) {
        return inDouble(f, "hypot", isFloat(x) ? Root::hypotOfFloats : Root::hypot, x, y);
    }

    public static IrValue atan2(IrFunction f, IrValue y, IrValue x) {
        return inDouble(f, "atan2", InverseCircular::atan2, y, x);
    }

    public static IrValue atan(IrFunction f, IrValue x) {
        return inDouble(f, "atan", InverseCircular::atan, x);
    }

    public static IrValue asin(IrFunction f, IrValue x) {
        return inDouble(f, "asin", InverseCircular::asin, x);
    }

    public static IrValue acos(IrFunction f, IrValue x) {
        return inDouble(f, "acos", InverseCircular::acos, x);
    }

    public static IrValue asinh(IrFunction f, IrValue x) {
        return inDouble(f, "asinh", InverseHyperbolic::asinh, x);
    }

    public static IrValue acosh(IrFunction f, IrValue x) {
        return inDouble(f, "acosh", InverseHyperbolic::acosh, x);
    }

    public static IrValue atanh(IrFunction f, IrValue x) {
        return inDouble(f, "atanh", InverseHyperbolic::atanh, x);
    }

    /** A function of the C library of {@code double}, for each lane. */
    public static IrValue library(IrFunction f, String function, IrValue... operands) {
        return CLibrary.call(f, function, operands);
    }

    private interface OfOne {
        IrValue apply(Arithmetic a, IrValue x);
    }

    private interface OfTwo {
        IrValue apply(Arithmetic a, IrValue x, IrValue y);
    }

    private static IrValue inDouble(IrFunction f, String name, OfOne function, IrValue x) {
        return shared(
                f,
                name,
                (inner, parameters) -> {
                    var a = arithmetic(inner, x);
                    return a.narrowed(function.apply(a.wide(), a.widened(parameters.getFirst())));
                },
                x);
    }

    private static IrValue inDouble(IrFunction f, String name, OfTwo function, IrValue x, IrValue y) {
        return shared(
                f,
                name,
                (inner, parameters) -> {
                    var a = arithmetic(inner, x);
                    var operands = parameters.stream().map(a::widened).toList();
                    return a.narrowed(function.apply(a.wide(), operands.getFirst(), operands.getLast()));
                },
                x,
                y);
    }

    /** A function that is long enough to be written once for all its calls; they cost less than a tenth of it. */
    private static IrValue shared(IrFunction f, String name, InternalBody body, IrValue... operands) {
        var type = operands[0].type();
        return f.callInternal(type, name + "." + type.mangled(), body, operands);
    }

    private static boolean isFloat(IrValue x) {
        return x.type().scalar().equals("float");
    }

    private static Arithmetic arithmetic(IrFunction f, IrValue x) {
        return new Arithmetic(f, x.type());
    }
}
