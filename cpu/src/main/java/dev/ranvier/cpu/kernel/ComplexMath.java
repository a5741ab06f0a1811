package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.UnaryOp;

/** Elementwise ops of complex numbers. */
final class ComplexMath {
    private ComplexMath() {}

    static Element unary(IrFunction f, UnaryOp op, ScalarType part, Complex z) {
        return switch (op) {
            case UnaryOp.Real _ -> new Real(z.real());
            case UnaryOp.Imag _ -> new Real(z.imaginary());
            case UnaryOp.Negate _ -> new Complex(f.negate(z.real()), f.negate(z.imaginary()));
            default -> throw new IllegalStateException(op.opName() + " of complex numbers");
        };
    }

    static Element binary(IrFunction f, BinaryOp op, ScalarType part, Complex x, Complex y) {
        return switch (op) {
            case BinaryOp.Add _ ->
                new Complex(f.binary("fadd", x.real(), y.real()), f.binary("fadd", x.imaginary(), y.imaginary()));
            case BinaryOp.Subtract _ ->
                new Complex(f.binary("fsub", x.real(), y.real()), f.binary("fsub", x.imaginary(), y.imaginary()));
            case BinaryOp.Multiply _ -> multiply(f, x, y);
            default -> throw new IllegalStateException(op.opName() + " of complex numbers");
        };
    }

    /** By its definition; parts of {@code float} in {@code double}, so that each is rounded once. */
    static Complex multiply(IrFunction f, Complex x, Complex y) {
        var type = x.real().type();
        var a = f.cast("fpext", x.real(), IrType.DOUBLE);
        var b = f.cast("fpext", x.imaginary(), IrType.DOUBLE);
        var c = f.cast("fpext", y.real(), IrType.DOUBLE);
        var d = f.cast("fpext", y.imaginary(), IrType.DOUBLE);
        var real = f.binary("fsub", f.binary("fmul", a, c), f.binary("fmul", b, d));
        var imaginary = f.binary("fadd", f.binary("fmul", a, d), f.binary("fmul", b, c));
        return new Complex(narrow(f, type, real), narrow(f, type, imaginary));
    }

    private static IrValue narrow(IrFunction f, IrType type, IrValue value) {
        return f.cast("fptrunc", value, type.withLanes(1));
    }
}
