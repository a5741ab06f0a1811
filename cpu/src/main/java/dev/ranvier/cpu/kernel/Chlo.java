package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.math.RealMath;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ScalarType;
import java.util.function.UnaryOperator;

/** Elementwise ops of CHLO. Elementary functions are the C library's; {@code cosh} and {@code sinh} CHLO's formulas. */
public final class Chlo {
    private Chlo() {}

    /** Whether there is code for single elements of the op. */
    public static boolean isElemental(ChloOp op) {
        return switch (op) {
            case ChloOp.Unary _, ChloOp.NextAfter _, ChloOp.Mulhi _, ChloOp.Polygamma _, ChloOp.Zeta _ -> true;
            case ChloOp.BroadcastBinary _,
                    ChloOp.BroadcastSelect _,
                    ChloOp.ChloConstant _,
                    ChloOp.ConstantLike _,
                    ChloOp.RaggedDot _,
                    ChloOp.Scan _,
                    ChloOp.TopK _ -> false;
        };
    }

    static Element unary(IrFunction f, ChloOp.Unary op, Element operand) {
        return operand instanceof Complex z
                ? complex(f, op, z)
                : new Real(real(f, op, (ScalarType) op.operand().tensorType().elementType(), operand.value()));
    }

    private static IrValue real(IrFunction f, ChloOp.Unary op, ScalarType type, IrValue x) {
        var infinity = IrValue.real(x.type(), Double.POSITIVE_INFINITY);
        return switch (op) {
            case ChloOp.Unary.IsInf _ -> f.compare("oeq", f.intrinsic("llvm.fabs", x), infinity);
            case ChloOp.Unary.IsPosInf _ -> f.compare("oeq", x, infinity);
            case ChloOp.Unary.IsNegInf _ -> f.compare("oeq", f.negate(x), infinity);
            case ChloOp.Unary.Conj _ -> x;
            case ChloOp.Unary.Square _ -> Scalars.round(f, type, f.binary("fmul", x, x));
            case ChloOp.Unary.Cosh _ -> Hyperbolics.cosh(f, type, x);
            case ChloOp.Unary.Sinh _ -> Hyperbolics.sinh(f, type, x);
            case ChloOp.Unary.BesselI1e _ -> inDouble(f, type, wide -> BesselMath.i1e(f, wide), x);
            case ChloOp.Unary.Digamma _ -> inDouble(f, type, new GammaMath(f)::digamma, x);
            case ChloOp.Unary.Lgamma _ -> inDouble(f, type, new GammaMath(f)::lgamma, x);
            default -> Scalars.round(f, type, elementary(f, op, x));
        };
    }

    private static IrValue elementary(IrFunction f, ChloOp.Unary op, IrValue x) {
        return switch (op) {
            case ChloOp.Unary.Acos _ -> RealMath.acos(f, x);
            case ChloOp.Unary.Acosh _ -> RealMath.acosh(f, x);
            case ChloOp.Unary.Asin _ -> RealMath.asin(f, x);
            case ChloOp.Unary.Asinh _ -> RealMath.asinh(f, x);
            case ChloOp.Unary.Atan _ -> RealMath.atan(f, x);
            case ChloOp.Unary.Atanh _ -> RealMath.atanh(f, x);
            case ChloOp.Unary.Erf _ -> RealMath.erf(f, x);
            case ChloOp.Unary.Erfc _ -> RealMath.erfc(f, x);
            case ChloOp.Unary.ErfInv _ -> RealMath.erfInverse(f, x);
            case ChloOp.Unary.Tan _ -> RealMath.tan(f, x);
            default -> throw new IllegalStateException(op.opName() + " is no function of real numbers");
        };
    }

    static IrValue polygamma(IrFunction f, ScalarType type, IrValue n, IrValue x) {
        var wide = f.cast("fpext", n, IrType.DOUBLE);
        return inDouble(f, type, held -> new ZetaMath(f).polygamma(wide, held), x);
    }

    static IrValue zeta(IrFunction f, ScalarType type, IrValue x, IrValue q) {
        var wide = f.cast("fpext", x, IrType.DOUBLE);
        return inDouble(f, type, held -> new ZetaMath(f).zeta(wide, held), q);
    }

    private static IrValue inDouble(IrFunction f, ScalarType type, UnaryOperator<IrValue> function, IrValue x) {
        var value = function.apply(f.cast("fpext", x, IrType.DOUBLE));
        return Scalars.round(f, type, f.cast("fptrunc", value, Scalars.register(type)));
    }

    private static String libraryName(ChloOp.Unary op) {
        return switch (op) {
            case ChloOp.Unary.Acos _ -> "acos";
            case ChloOp.Unary.Acosh _ -> "acosh";
            case ChloOp.Unary.Asin _ -> "asin";
            case ChloOp.Unary.Asinh _ -> "asinh";
            case ChloOp.Unary.Atan _ -> "atan";
            case ChloOp.Unary.Atanh _ -> "atanh";
            case ChloOp.Unary.Tan _ -> "tan";
            case ChloOp.Unary.Cosh _ -> "cosh";
            case ChloOp.Unary.Sinh _ -> "sinh";
            default -> throw new IllegalStateException(op.opName() + " is no function of the C library");
        };
    }

    private static Element complex(IrFunction f, ChloOp.Unary op, Complex z) {
        return switch (op) {
            case ChloOp.Unary.Conj _ -> new Complex(z.real(), f.negate(z.imaginary()));
            case ChloOp.Unary.Square _ -> ComplexMath.narrow(f, z, square(f, ComplexMath.wide(f, z)));
            case ChloOp.Unary.AsinAcosKernel _ ->
                ComplexMath.narrow(f, z, ComplexMath.inverseKernel(f, ComplexMath.wide(f, z)));
            default -> ComplexMath.narrow(f, z, ComplexMath.library(f, "c" + libraryName(op), ComplexMath.wide(f, z)));
        };
    }

    /** The product with itself; the real part as {@code (x - y) (x + y)}, which cancels without loss. */
    private static Complex square(IrFunction f, Complex z) {
        var x = z.real();
        var y = z.imaginary();
        var product = f.binary("fmul", f.binary("fsub", x, y), f.binary("fadd", x, y));
        var same = f.compare("oeq", f.intrinsic("llvm.fabs", x), f.intrinsic("llvm.fabs", y));
        var finite = f.compare("olt", f.intrinsic("llvm.fabs", x), IrValue.real(x.type(), Double.POSITIVE_INFINITY));
        var real = f.select(f.binary("and", same, finite), IrValue.real(x.type(), 0), product);
        return new Complex(real, f.binary("fmul", IrValue.real(x.type(), 2), f.binary("fmul", x, y)));
    }

    /** The bits of a float as an integer count up, from those of zero, through all numbers of its sign. */
    static IrValue nextAfter(IrFunction f, ScalarType type, IrValue x, IrValue y) {
        var bits = Bits.bitsOf(f, type, new Real(x));
        var integer = bits.type();
        var zero = IrValue.real(x.type(), 0);
        long signBit = 1L << (type.bitWidth() - 1);
        var least =
                f.select(f.compare("olt", y, zero), IrValue.integer(integer, 1 | signBit), IrValue.integer(integer, 1));
        var upwards = f.compare("olt", x, y);
        var positive = f.compare("ogt", x, zero);
        var away = f.binary("xor", f.binary("xor", upwards, positive), IrValue.integer(upwards.type(), 1));
        var next = f.select(
                away,
                f.binary("add", bits, IrValue.integer(integer, 1)),
                f.binary("sub", bits, IrValue.integer(integer, 1)));
        var moved = f.select(f.compare("oeq", x, zero), least, next);
        var value = Bits.ofBits(f, type, moved).value();
        var isNan = f.compare("uno", x, y);
        return f.select(isNan, IrValue.real(x.type(), Double.NaN), f.select(f.compare("oeq", x, y), y, value));
    }

    /** The upper half of the double-width product. */
    static IrValue upperProduct(IrFunction f, ScalarType type, IrValue x, IrValue y) {
        int width = type.bitWidth();
        var wide = IrType.integer(2 * Math.max(width, 8));
        var extend = Scalars.isSigned(type) ? "sext" : "zext";
        var product = f.binary("mul", f.cast(extend, x, wide), f.cast(extend, y, wide));
        var shift = Scalars.isSigned(type) ? "ashr" : "lshr";
        var upper = f.cast(
                "trunc",
                f.binary(shift, product, IrValue.integer(product.type(), width)),
                x.type().withLanes(1));
        return Scalars.round(f, type, upper);
    }
}
