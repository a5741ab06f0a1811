package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;

/** Elementary functions of {@code float} and {@code double}, each lane by the C library's function of {@code double}. */
final class RealMath {
    private RealMath() {}

    static IrValue rsqrt(IrFunction f, IrValue x) {
        return f.binary("fdiv", IrValue.real(x.type(), 1), f.intrinsic("llvm.sqrt", x));
    }

    static IrValue cbrt(IrFunction f, IrValue x) {
        return library(f, "cbrt", x);
    }

    static IrValue cos(IrFunction f, IrValue x) {
        return library(f, "cos", x);
    }

    static IrValue sin(IrFunction f, IrValue x) {
        return library(f, "sin", x);
    }

    static IrValue tan(IrFunction f, IrValue x) {
        return library(f, "tan", x);
    }

    static IrValue exp(IrFunction f, IrValue x) {
        return library(f, "exp", x);
    }

    static IrValue expm1(IrFunction f, IrValue x) {
        return library(f, "expm1", x);
    }

    static IrValue log(IrFunction f, IrValue x) {
        return library(f, "log", x);
    }

    static IrValue log1p(IrFunction f, IrValue x) {
        return library(f, "log1p", x);
    }

    static IrValue tanh(IrFunction f, IrValue x) {
        return library(f, "tanh", x);
    }

    /** 1 / (1 + e^-x). */
    static IrValue logistic(IrFunction f, IrValue x) {
        var one = IrValue.real(x.type(), 1);
        return f.binary("fdiv", one, f.binary("fadd", one, exp(f, f.negate(x))));
    }

    static IrValue remainder(IrFunction f, IrValue x, IrValue y) {
        return library(f, "fmod", x, y);
    }

    static IrValue power(IrFunction f, IrValue x, IrValue y) {
        return library(f, "pow", x, y);
    }

    /** The length of the hypotenuse, without overflow on the way. */
    static IrValue hypot(IrFunction f, IrValue x, IrValue y) {
        return library(f, "hypot", x, y);
    }

    static IrValue atan2(IrFunction f, IrValue y, IrValue x) {
        return library(f, "atan2", y, x);
    }

    /** A function of the C library of {@code double}, for each lane. */
    static IrValue library(IrFunction f, String function, IrValue... operands) {
        var type = operands[0].type();
        var result = new IrValue(type, "poison");
        for (int i = 0; i < type.lanes(); i++) {
            var arguments = new IrValue[operands.length];
            for (int a = 0; a < operands.length; a++) {
                arguments[a] = f.cast("fpext", f.lane(operands[a], i), IrType.DOUBLE);
            }
            var value = f.call(IrType.DOUBLE, function, arguments);
            var lane = type.scalar().equals("float") ? f.cast("fptrunc", value, IrType.FLOAT) : value;
            result = type.isVector() ? f.withLane(result, i, lane) : lane;
        }
        return result;
    }
}
