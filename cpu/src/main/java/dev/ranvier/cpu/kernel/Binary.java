package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.math.RealMath;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;

/** Elementwise ops of two operands. Where the specification leaves a choice they do as the reference interpreter. */
final class Binary {
    private Binary() {}

    static Element emit(IrFunction f, BinaryOp op, Element lhs, Element rhs) {
        if (op instanceof BinaryOp.Complex) {
            return new Complex(lhs.value(), rhs.value());
        }
        return switch (op.lhs().tensorType().elementType()) {
            case ComplexType _ -> ComplexMath.binary(f, op, (Complex) lhs, (Complex) rhs);
            case ScalarType type when type.isFloat() -> new Real(real(f, op, type, lhs.value(), rhs.value()));
            case ScalarType type -> new Real(Scalars.round(f, type, integer(f, op, type, lhs.value(), rhs.value())));
            case QuantizedType _ -> throw new IllegalStateException("quantized types are lowered before: " + op);
        };
    }

    private static IrValue real(IrFunction f, BinaryOp op, ScalarType type, IrValue x, IrValue y) {
        return switch (op) {
            case BinaryOp.Maximum _ -> RealMath.maximum(f, x, y);
            case BinaryOp.Minimum _ -> RealMath.minimum(f, x, y);
            case BinaryOp.Add _ -> Scalars.round(f, type, f.binary("fadd", x, y));
            case BinaryOp.Subtract _ -> Scalars.round(f, type, f.binary("fsub", x, y));
            case BinaryOp.Multiply _ -> Scalars.round(f, type, f.binary("fmul", x, y));
            case BinaryOp.Divide _ -> Scalars.round(f, type, f.binary("fdiv", x, y));
            case BinaryOp.Remainder _ -> Scalars.round(f, type, RealMath.remainder(f, x, y));
            case BinaryOp.Power _ -> Scalars.round(f, type, RealMath.power(f, x, y));
            case BinaryOp.Atan2 _ -> Scalars.round(f, type, RealMath.atan2(f, x, y));
            case BinaryOp.And _,
                    BinaryOp.Complex _,
                    BinaryOp.Or _,
                    BinaryOp.ShiftLeft _,
                    BinaryOp.ShiftRightArithmetic _,
                    BinaryOp.ShiftRightLogical _,
                    BinaryOp.Xor _ -> throw undefined(op);
        };
    }

    private static IrValue integer(IrFunction f, BinaryOp op, ScalarType type, IrValue x, IrValue y) {
        boolean bool = type == ScalarType.I1;
        boolean signed = Scalars.isSigned(type);
        return switch (op) {
            case BinaryOp.Add _ -> f.binary(bool ? "or" : "add", x, y);
            case BinaryOp.Subtract _ -> f.binary("sub", x, y);
            case BinaryOp.Multiply _ -> f.binary(bool ? "and" : "mul", x, y);
            case BinaryOp.Maximum _ ->
                bool ? f.binary("or", x, y) : f.intrinsic(signed ? "llvm.smax" : "llvm.umax", x, y);
            case BinaryOp.Minimum _ ->
                bool ? f.binary("and", x, y) : f.intrinsic(signed ? "llvm.smin" : "llvm.umin", x, y);
            case BinaryOp.And _ -> f.binary("and", x, y);
            case BinaryOp.Or _ -> f.binary("or", x, y);
            case BinaryOp.Xor _ -> f.binary("xor", x, y);
            case BinaryOp.Divide _ -> quotient(f, signed, x, y);
            case BinaryOp.Remainder _ -> integerRemainder(f, signed, x, y);
            case BinaryOp.Power _ -> integerPower(f, signed, x, y);
            case BinaryOp.ShiftLeft _ -> shift(f, "shl", type, x, y);
            case BinaryOp.ShiftRightLogical _ -> shift(f, "lshr", type, x, y);
            case BinaryOp.ShiftRightArithmetic _ -> arithmeticShift(f, type, x, y);
            case BinaryOp.Atan2 _, BinaryOp.Complex _ -> throw undefined(op);
        };
    }

    /** Divides by 1 where the divisor is zero, or -1 under the least number, and puts the result right afterwards. */
    private static IrValue quotient(IrFunction f, boolean signed, IrValue x, IrValue y) {
        var type = x.type();
        var byZero = f.compare("eq", y, IrValue.integer(type, 0));
        var one = IrValue.integer(type, 1);
        var ones = IrValue.integer(type, -1);
        if (!signed) {
            return f.select(byZero, ones, f.binary("udiv", x, f.select(byZero, one, y)));
        }
        var byMinusOne = f.compare("eq", y, ones);
        var divided = f.binary("sdiv", x, f.select(f.binary("or", byZero, byMinusOne), one, y));
        var negated = f.binary("sub", IrValue.integer(type, 0), x);
        return f.select(byZero, ones, f.select(byMinusOne, negated, divided));
    }

    private static IrValue integerRemainder(IrFunction f, boolean signed, IrValue x, IrValue y) {
        var type = x.type();
        var byZero = f.compare("eq", y, IrValue.integer(type, 0));
        var one = IrValue.integer(type, 1);
        if (!signed) {
            return f.select(byZero, x, f.binary("urem", x, f.select(byZero, one, y)));
        }
        var byMinusOne = f.compare("eq", y, IrValue.integer(type, -1));
        var rest = f.binary("srem", x, f.select(f.binary("or", byZero, byMinusOne), one, y));
        return f.select(byZero, x, f.select(byMinusOne, IrValue.integer(type, 0), rest));
    }

    /** By squaring; a negative power of an integer is its truncated reciprocal. */
    private static IrValue integerPower(IrFunction f, boolean signed, IrValue base, IrValue exponent) {
        var type = base.type();
        var zero = IrValue.integer(type, 0);
        var one = IrValue.integer(type, 1);
        var result = one;
        var square = base;
        var rest = exponent;
        for (int bit = 0; bit < type.bits(); bit++) {
            var odd = f.compare("ne", f.binary("and", rest, one), zero);
            result = f.select(odd, f.binary("mul", result, square), result);
            square = f.binary("mul", square, square);
            rest = f.binary("lshr", rest, one);
        }
        if (!signed) {
            return result;
        }
        var minusOne = IrValue.integer(type, -1);
        var odd = f.compare("ne", f.binary("and", exponent, one), zero);
        var ofMinusOne = f.select(odd, minusOne, one);
        var reciprocal =
                f.select(f.compare("eq", base, one), one, f.select(f.compare("eq", base, minusOne), ofMinusOne, zero));
        return f.select(f.compare("slt", exponent, zero), reciprocal, result);
    }

    private static IrValue shift(IrFunction f, String opcode, ScalarType type, IrValue x, IrValue amount) {
        var bits = unsigned(f, type, x);
        var count = unsigned(f, type, amount);
        var inRange = f.compare("ult", count, IrValue.integer(x.type(), type.bitWidth()));
        var zero = IrValue.integer(x.type(), 0);
        return f.select(inRange, f.binary(opcode, bits, f.select(inRange, count, zero)), zero);
    }

    /** The highest bit counts as the sign of an unsigned number too. */
    private static IrValue arithmeticShift(IrFunction f, ScalarType type, IrValue x, IrValue amount) {
        var greatest = IrValue.integer(x.type(), x.type().bits() - 1);
        var count = f.intrinsic("llvm.umin", unsigned(f, type, amount), greatest);
        int unused = x.type().bits() - type.bitWidth();
        var raised = unused == 0 || type == ScalarType.I1 ? x : f.binary("shl", x, IrValue.integer(x.type(), unused));
        var lowered = unused == 0 || type == ScalarType.I1
                ? raised
                : f.binary("ashr", raised, IrValue.integer(x.type(), unused));
        return f.binary("ashr", lowered, count);
    }

    private static IrValue unsigned(IrFunction f, ScalarType type, IrValue x) {
        return type.bitWidth() >= 8 || type == ScalarType.I1
                ? x
                : f.binary("and", x, IrValue.integer(x.type(), (1L << type.bitWidth()) - 1));
    }

    /** Specification section "compare", but for quantized types. */
    static IrValue compare(
            IrFunction f, ComparisonDirection direction, boolean totalOrder, ScalarType type, IrValue x, IrValue y) {
        if (type.isFloat() && !totalOrder) {
            return f.compare(
                    switch (direction) {
                        case EQ -> "oeq";
                        case NE -> "une";
                        case GE -> "oge";
                        case GT -> "ogt";
                        case LE -> "ole";
                        case LT -> "olt";
                    },
                    x,
                    y);
        }
        boolean signed = type.isFloat() || Scalars.isSigned(type);
        var sign = signed ? "s" : "u";
        return f.compare(
                switch (direction) {
                    case EQ -> "eq";
                    case NE -> "ne";
                    case GE -> sign + "ge";
                    case GT -> sign + "gt";
                    case LE -> sign + "le";
                    case LT -> sign + "lt";
                },
                type.isFloat() ? totalOrderKey(f, x) : x,
                type.isFloat() ? totalOrderKey(f, y) : y);
    }

    /** The bits as an integer whose order is the total order of the numbers. */
    private static IrValue totalOrderKey(IrFunction f, IrValue x) {
        var bits = f.cast("bitcast", x, IrType.integer(x.type().bits()));
        int width = bits.type().bits();
        var sign = f.binary("ashr", bits, IrValue.integer(bits.type(), width - 1));
        var flipped = f.binary("lshr", sign, IrValue.integer(bits.type(), 1));
        return f.binary("xor", bits, flipped);
    }

    /** Lexicographically by the parts, of which NaN equals none and precedes none. */
    static IrValue compare(IrFunction f, ComparisonDirection direction, Complex x, Complex y) {
        var equal =
                f.binary("and", f.compare("oeq", x.real(), y.real()), f.compare("oeq", x.imaginary(), y.imaginary()));
        return switch (direction) {
            case EQ -> equal;
            case NE -> f.binary("xor", equal, IrValue.integer(equal.type(), 1));
            case GE -> f.binary("or", equal, isLess(f, y, x));
            case GT -> isLess(f, y, x);
            case LE -> f.binary("or", equal, isLess(f, x, y));
            case LT -> isLess(f, x, y);
        };
    }

    static IrValue isLess(IrFunction f, Complex x, Complex y) {
        var byReal = f.compare("olt", x.real(), y.real());
        var same = f.compare("oeq", x.real(), y.real());
        return f.binary("or", byReal, f.binary("and", same, f.compare("olt", x.imaginary(), y.imaginary())));
    }

    private static IllegalStateException undefined(BinaryOp op) {
        return new IllegalStateException(op.opName() + " on " + op.lhs().type() + " passed the verifier");
    }
}
