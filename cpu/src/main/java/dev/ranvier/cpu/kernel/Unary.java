package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.math.RealMath;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.UnaryOp;

/** Elementwise ops of one operand. Where the specification leaves a choice they do as the reference interpreter. */
final class Unary {
    private Unary() {}

    static Element emit(IrFunction f, UnaryOp op, Element operand) {
        ElementType type = op.operand().tensorType().elementType();
        return switch (type) {
            case ComplexType _ -> ComplexMath.unary(f, op, (Complex) operand);
            case ScalarType scalar when scalar.isFloat() -> new Real(real(f, op, scalar, operand.value()));
            case ScalarType scalar -> new Real(Scalars.round(f, scalar, integer(f, op, scalar, operand.value())));
            case QuantizedType _ -> throw new IllegalStateException("quantized types are lowered before: " + op);
        };
    }

    private static IrValue real(IrFunction f, UnaryOp op, ScalarType type, IrValue x) {
        return switch (op) {
            case UnaryOp.Abs _ -> f.intrinsic("llvm.fabs", x);
            case UnaryOp.Negate _ -> f.negate(x);
            case UnaryOp.Real _ -> x;
            case UnaryOp.Imag _ -> IrValue.real(x.type(), 0);
            case UnaryOp.Sign _ -> sign(f, x);
            case UnaryOp.IsFinite _ ->
                f.compare("olt", f.intrinsic("llvm.fabs", x), IrValue.real(x.type(), Double.POSITIVE_INFINITY));
            default -> Scalars.round(f, type, rounded(f, op, x));
        };
    }

    private static IrValue rounded(IrFunction f, UnaryOp op, IrValue x) {
        return switch (op) {
            case UnaryOp.Ceil _ -> f.intrinsic("llvm.ceil", x);
            case UnaryOp.Floor _ -> f.intrinsic("llvm.floor", x);
            case UnaryOp.RoundNearestEven _ -> f.intrinsic("llvm.roundeven", x);
            case UnaryOp.RoundNearestAfz _ -> f.intrinsic("llvm.round", x);
            // LLVM 20 takes a root for itself with its NaNs replaced, whose sign a total order sees. Not behind a
            // fence.
            case UnaryOp.Sqrt _ -> f.intrinsic("llvm.arithmetic.fence", f.intrinsic("llvm.sqrt", x));
            case UnaryOp.Rsqrt _ -> RealMath.rsqrt(f, x);
            case UnaryOp.Cbrt _ -> RealMath.cbrt(f, x);
            case UnaryOp.Cosine _ -> RealMath.cos(f, x);
            case UnaryOp.Sine _ -> RealMath.sin(f, x);
            case UnaryOp.Tan _ -> RealMath.tan(f, x);
            case UnaryOp.Exponential _ -> RealMath.exp(f, x);
            case UnaryOp.ExponentialMinusOne _ -> RealMath.expm1(f, x);
            case UnaryOp.Log _ -> RealMath.log(f, x);
            case UnaryOp.LogPlusOne _ -> RealMath.log1p(f, x);
            case UnaryOp.Logistic _ -> RealMath.logistic(f, x);
            case UnaryOp.Tanh _ -> RealMath.tanh(f, x);
            case UnaryOp.Abs _,
                    UnaryOp.CountLeadingZeros _,
                    UnaryOp.Imag _,
                    UnaryOp.IsFinite _,
                    UnaryOp.Negate _,
                    UnaryOp.Not _,
                    UnaryOp.PopulationCount _,
                    UnaryOp.Real _,
                    UnaryOp.Sign _ -> throw undefined(op);
        };
    }

    /** 1 with the sign of the operand; zero and NaN stay. */
    private static IrValue sign(IrFunction f, IrValue x) {
        var one = f.intrinsic("llvm.copysign", IrValue.real(x.type(), 1), x);
        // False for zeros and for NaN.
        return f.select(f.compare("one", x, IrValue.real(x.type(), 0)), one, x);
    }

    private static IrValue integer(IrFunction f, UnaryOp op, ScalarType type, IrValue x) {
        var zero = IrValue.integer(x.type(), 0);
        return switch (op) {
            case UnaryOp.Abs _ ->
                Scalars.isSigned(type) ? f.select(f.compare("slt", x, zero), f.binary("sub", zero, x), x) : x;
            case UnaryOp.Negate _ -> f.binary("sub", zero, x);
            case UnaryOp.Not _ -> f.binary("xor", x, IrValue.integer(x.type(), -1));
            case UnaryOp.Sign _ -> integerSign(f, type, x, zero);
            case UnaryOp.PopulationCount _ -> f.intrinsic("llvm.ctpop", bitsOf(f, type, x));
            case UnaryOp.CountLeadingZeros _ -> {
                var bits = bitsOf(f, type, x);
                var zeros = f.call(x.type(), "llvm.ctlz." + x.type().mangled(), bits, IrValue.integer(IrType.I1, 0));
                int unused = x.type().bits() - type.bitWidth();
                yield unused == 0 ? zeros : f.binary("sub", zeros, IrValue.integer(x.type(), unused));
            }
            case UnaryOp.Cbrt _,
                    UnaryOp.Ceil _,
                    UnaryOp.Cosine _,
                    UnaryOp.Exponential _,
                    UnaryOp.ExponentialMinusOne _,
                    UnaryOp.Floor _,
                    UnaryOp.Imag _,
                    UnaryOp.IsFinite _,
                    UnaryOp.Log _,
                    UnaryOp.LogPlusOne _,
                    UnaryOp.Logistic _,
                    UnaryOp.Real _,
                    UnaryOp.RoundNearestAfz _,
                    UnaryOp.RoundNearestEven _,
                    UnaryOp.Rsqrt _,
                    UnaryOp.Sine _,
                    UnaryOp.Sqrt _,
                    UnaryOp.Tan _,
                    UnaryOp.Tanh _ -> throw undefined(op);
        };
    }

    private static IrValue integerSign(IrFunction f, ScalarType type, IrValue x, IrValue zero) {
        var positive = f.cast("zext", f.compare("ne", x, zero), x.type().withLanes(1));
        return Scalars.isSigned(type)
                ? f.select(f.compare("slt", x, zero), IrValue.integer(x.type(), -1), positive)
                : positive;
    }

    /** Without the copies of the sign above the bits of a narrow type. */
    private static IrValue bitsOf(IrFunction f, ScalarType type, IrValue x) {
        return type.bitWidth() >= 8 || type == ScalarType.I1
                ? x
                : f.binary("and", x, IrValue.integer(x.type(), (1L << type.bitWidth()) - 1));
    }

    private static IllegalStateException undefined(UnaryOp op) {
        return new IllegalStateException(op.opName() + " on " + op.operand().type() + " passed the verifier");
    }
}
