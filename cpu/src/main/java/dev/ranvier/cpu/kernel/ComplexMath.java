package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.math.RealMath;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.UnaryOp;

/**
 * Elementwise ops of complex numbers, in {@code double}: parts of {@code float} are rounded once, at the end. Elementary
 * functions are the C library's, lane by lane, whose special values and branch cuts are those of C99 Annex G.
 */
final class ComplexMath {
    /** From here on 1 is lost in sums with squares, which may overflow. */
    private static final double FAR = 0x1p100;

    private ComplexMath() {}

    static Element unary(IrFunction f, UnaryOp op, Complex z) {
        return switch (op) {
            case UnaryOp.Real _ -> new Real(z.real());
            case UnaryOp.Imag _ -> new Real(z.imaginary());
            case UnaryOp.Negate _ -> new Complex(f.negate(z.real()), f.negate(z.imaginary()));
            case UnaryOp.Abs _ -> new Real(RealMath.hypot(f, z.real(), z.imaginary()));
            default -> narrow(f, z, wideUnary(f, op, wide(f, z)));
        };
    }

    private static Complex wideUnary(IrFunction f, UnaryOp op, Complex z) {
        return switch (op) {
            case UnaryOp.Cosine _ -> library(f, "ccos", z);
            case UnaryOp.Sine _ -> library(f, "csin", z);
            case UnaryOp.Tan _ -> library(f, "ctan", z);
            case UnaryOp.Tanh _ -> library(f, "ctanh", z);
            case UnaryOp.Exponential _ -> exp(f, z);
            case UnaryOp.ExponentialMinusOne _ -> expm1(f, z);
            case UnaryOp.Log _ -> library(f, "clog", z);
            case UnaryOp.LogPlusOne _ -> log1p(f, z);
            case UnaryOp.Logistic _ -> logistic(f, z);
            case UnaryOp.Sqrt _ -> library(f, "csqrt", z);
            case UnaryOp.Rsqrt _ -> divide(f, constant(z, 1, 0), library(f, "csqrt", z));
            case UnaryOp.Cbrt _ -> cbrt(f, z);
            case UnaryOp.Sign _ -> sign(f, z);
            case UnaryOp.Abs _,
                    UnaryOp.Ceil _,
                    UnaryOp.CountLeadingZeros _,
                    UnaryOp.Floor _,
                    UnaryOp.Imag _,
                    UnaryOp.IsFinite _,
                    UnaryOp.Negate _,
                    UnaryOp.Not _,
                    UnaryOp.PopulationCount _,
                    UnaryOp.Real _,
                    UnaryOp.RoundNearestAfz _,
                    UnaryOp.RoundNearestEven _ ->
                throw new IllegalStateException(op.opName() + " of complex numbers passed the verifier");
        };
    }

    static Element binary(IrFunction f, BinaryOp op, Complex x, Complex y) {
        return switch (op) {
            case BinaryOp.Add _ ->
                new Complex(f.binary("fadd", x.real(), y.real()), f.binary("fadd", x.imaginary(), y.imaginary()));
            case BinaryOp.Subtract _ ->
                new Complex(f.binary("fsub", x.real(), y.real()), f.binary("fsub", x.imaginary(), y.imaginary()));
            case BinaryOp.Multiply _ -> multiply(f, x, y);
            case BinaryOp.Maximum _ -> choose(f, Binary.isLess(f, y, x), x, y);
            case BinaryOp.Minimum _ -> choose(f, Binary.isLess(f, x, y), x, y);
            case BinaryOp.Divide _ -> narrow(f, x, divide(f, wide(f, x), wide(f, y)));
            case BinaryOp.Power _ -> narrow(f, x, power(f, wide(f, x), wide(f, y)));
            case BinaryOp.Atan2 _ -> narrow(f, x, atan2(f, wide(f, x), wide(f, y)));
            case BinaryOp.And _,
                    BinaryOp.Complex _,
                    BinaryOp.Or _,
                    BinaryOp.Remainder _,
                    BinaryOp.ShiftLeft _,
                    BinaryOp.ShiftRightArithmetic _,
                    BinaryOp.ShiftRightLogical _,
                    BinaryOp.Xor _ ->
                throw new IllegalStateException(op.opName() + " of complex numbers passed the verifier");
        };
    }

    /** By its definition, each part with one fused multiply-add, as by the reference interpreter. */
    static Complex multiply(IrFunction f, Complex x, Complex y) {
        var real =
                f.intrinsic("llvm.fma", x.real(), y.real(), f.negate(f.binary("fmul", x.imaginary(), y.imaginary())));
        var imaginary = f.intrinsic("llvm.fma", x.imaginary(), y.real(), f.binary("fmul", x.real(), y.imaginary()));
        return new Complex(real, imaginary);
    }

    private static Complex plainProduct(IrFunction f, Complex x, Complex y) {
        var real =
                f.binary("fsub", f.binary("fmul", x.real(), y.real()), f.binary("fmul", x.imaginary(), y.imaginary()));
        var imaginary =
                f.binary("fadd", f.binary("fmul", x.real(), y.imaginary()), f.binary("fmul", x.imaginary(), y.real()));
        return new Complex(real, imaginary);
    }

    /**
     * The quotient. The divisor is scaled by a power of two, so that its square neither overflows nor vanishes;
     * infinities and zeros that the formula turns into NaN are recovered (C99 Annex G.5.1).
     */
    static Complex divide(IrFunction f, Complex x, Complex y) {
        var greater =
                f.intrinsic("llvm.maxnum", f.intrinsic("llvm.fabs", y.real()), f.intrinsic("llvm.fabs", y.imaginary()));
        var scale = inversePowerOfTwo(f, greater);
        var c = f.binary("fmul", y.real(), scale);
        var d = f.binary("fmul", y.imaginary(), scale);
        var square = f.binary("fadd", f.binary("fmul", c, c), f.binary("fmul", d, d));
        var numerator = plainProduct(f, x, new Complex(c, f.negate(d)));
        var real = f.binary("fmul", f.binary("fdiv", numerator.real(), square), scale);
        var imaginary = f.binary("fmul", f.binary("fdiv", numerator.imaginary(), square), scale);
        var lost = f.binary("and", f.compare("uno", real, real), f.compare("uno", imaginary, imaginary));
        return choose(f, lost, recoveredQuotient(f, x, c, d, square), new Complex(real, imaginary));
    }

    /** 2^-e for a number of exponent e; 1 for zero, infinity and NaN. */
    private static IrValue inversePowerOfTwo(IrFunction f, IrValue magnitude) {
        var type = magnitude.type();
        var bits = f.cast("bitcast", magnitude, IrType.I64);
        var exponent = f.binary("lshr", bits, IrValue.integer(bits.type(), 52));
        // Of 2^1023 and of denormal numbers the inverse is held at the least and greatest normal power.
        var inverse = f.binary("sub", IrValue.integer(bits.type(), 2046), exponent);
        var held = f.intrinsic(
                "llvm.smin",
                f.intrinsic("llvm.smax", inverse, IrValue.integer(bits.type(), 1)),
                IrValue.integer(bits.type(), 2045));
        var scale = f.cast("bitcast", f.binary("shl", held, IrValue.integer(bits.type(), 52)), IrType.DOUBLE);
        var usable = f.binary(
                "and",
                f.compare("ogt", magnitude, IrValue.real(type, 0)),
                f.compare("olt", magnitude, IrValue.real(type, Double.POSITIVE_INFINITY)));
        return f.select(usable, scale, IrValue.real(type, 1));
    }

    private static Complex recoveredQuotient(IrFunction f, Complex x, IrValue c, IrValue d, IrValue square) {
        var type = c.type();
        var infinity = IrValue.real(type, Double.POSITIVE_INFINITY);
        var nan = new Complex(IrValue.real(type, Double.NaN), IrValue.real(type, Double.NaN));
        var signed = f.intrinsic("llvm.copysign", infinity, c);
        var byZero = new Complex(f.binary("fmul", signed, x.real()), f.binary("fmul", signed, x.imaginary()));
        var ofInfinity = scaled(f, infinity, plainProduct(f, unit(f, x), new Complex(c, f.negate(d))));
        var units = unit(f, new Complex(c, d));
        var byInfinity = scaled(
                f, IrValue.real(type, 0), plainProduct(f, x, new Complex(units.real(), f.negate(units.imaginary()))));
        var isZero = f.compare("oeq", square, IrValue.real(type, 0));
        var xIsNan =
                f.binary("and", f.compare("uno", x.real(), x.real()), f.compare("uno", x.imaginary(), x.imaginary()));
        var zeroCase = f.binary("and", isZero, f.binary("xor", xIsNan, IrValue.integer(xIsNan.type(), 1)));
        var xInfinite = f.binary("or", isInfinite(f, x.real()), isInfinite(f, x.imaginary()));
        var yInfinite = f.binary("or", isInfinite(f, c), isInfinite(f, d));
        var infiniteCase = f.binary("and", xInfinite, f.binary("and", isFinite(f, c), isFinite(f, d)));
        var finiteCase = f.binary("and", yInfinite, f.binary("and", isFinite(f, x.real()), isFinite(f, x.imaginary())));
        return choose(f, zeroCase, byZero, choose(f, infiniteCase, ofInfinity, choose(f, finiteCase, byInfinity, nan)));
    }

    private static Complex scaled(IrFunction f, IrValue factor, Complex z) {
        return new Complex(f.binary("fmul", factor, z.real()), f.binary("fmul", factor, z.imaginary()));
    }

    private static IrValue isInfinite(IrFunction f, IrValue x) {
        return f.compare("oeq", f.intrinsic("llvm.fabs", x), IrValue.real(x.type(), Double.POSITIVE_INFINITY));
    }

    private static IrValue isFinite(IrFunction f, IrValue x) {
        return f.compare("olt", f.intrinsic("llvm.fabs", x), IrValue.real(x.type(), Double.POSITIVE_INFINITY));
    }

    /** 1 for infinite parts and 0 for the rest, signed. */
    private static Complex unit(IrFunction f, Complex z) {
        return new Complex(unit(f, z.real()), unit(f, z.imaginary()));
    }

    private static IrValue unit(IrFunction f, IrValue x) {
        var size = f.select(isInfinite(f, x), IrValue.real(x.type(), 1), IrValue.real(x.type(), 0));
        return f.intrinsic("llvm.copysign", size, x);
    }

    /** e^z; NaN wherever the direction is, also at infinity. */
    private static Complex exp(IrFunction f, Complex z) {
        var zero = IrValue.real(z.real().type(), 0);
        var isReal = f.compare("oeq", z.imaginary(), zero);
        var value = library(f, "cexp", z);
        var magnitude = RealMath.exp(f, z.real());
        var cosine = RealMath.cos(f, z.imaginary());
        var sine = RealMath.sin(f, z.imaginary());
        var finite = f.compare(
                "olt", f.intrinsic("llvm.fabs", z.real()), IrValue.real(z.real().type(), Double.POSITIVE_INFINITY));
        var byParts = new Complex(f.binary("fmul", magnitude, cosine), f.binary("fmul", magnitude, sine));
        return choose(f, isReal, new Complex(magnitude, z.imaginary()), choose(f, finite, value, byParts));
    }

    /** {@code e^x cos y - 1} as {@code (e^x - 1) cos y - (1 - cos y)}. */
    private static Complex expm1(IrFunction f, Complex z) {
        var type = z.real().type();
        var exponential = exp(f, z);
        var half = RealMath.sin(f, f.binary("fmul", z.imaginary(), IrValue.real(type, 0.5)));
        var square = f.binary("fmul", IrValue.real(type, 2), f.binary("fmul", half, half));
        var product = f.binary("fmul", RealMath.expm1(f, z.real()), RealMath.cos(f, z.imaginary()));
        var near = new Complex(f.binary("fsub", product, square), exponential.imaginary());
        var far = new Complex(f.binary("fsub", exponential.real(), IrValue.real(type, 1)), exponential.imaginary());
        var isNear = f.compare("ole", f.intrinsic("llvm.fabs", z.real()), IrValue.real(type, 1));
        return choose(f, isNear, near, far);
    }

    /** {@code log1p(|1+z|^2 - 1) / 2} where that magnitude is near 1. */
    private static Complex log1p(IrFunction f, Complex z) {
        var type = z.real().type();
        var sum = new Complex(f.binary("fadd", z.real(), IrValue.real(type, 1)), z.imaginary());
        var whole = library(f, "clog", sum);
        var excess = RealMath.excessOfSquare(f, z.real(), z.imaginary());
        var near = f.binary("fmul", RealMath.log1p(f, excess), IrValue.real(type, 0.5));
        var isNear = f.compare("olt", f.intrinsic("llvm.fabs", excess), IrValue.real(type, 0.5));
        return new Complex(f.select(isNear, near, whole.real()), whole.imaginary());
    }

    /** {@code 1 / (1 + e^-z)}. */
    private static Complex logistic(IrFunction f, Complex z) {
        var exponential = exp(f, new Complex(f.negate(z.real()), f.negate(z.imaginary())));
        var one = constant(z, 1, 0);
        return divide(f, one, new Complex(f.binary("fadd", exponential.real(), one.real()), exponential.imaginary()));
    }

    private static Complex cbrt(IrFunction f, Complex z) {
        var type = z.real().type();
        var magnitude = RealMath.cbrt(f, RealMath.hypot(f, z.real(), z.imaginary()));
        var angle = f.binary("fdiv", RealMath.atan2(f, z.imaginary(), z.real()), IrValue.real(type, 3));
        return new Complex(
                f.binary("fmul", magnitude, RealMath.cos(f, angle)),
                f.binary("fmul", magnitude, RealMath.sin(f, angle)));
    }

    /** Specification section "sign": NaN parts make both NaN, zero stays, the rest is divided by its magnitude. */
    private static Complex sign(IrFunction f, Complex z) {
        var type = z.real().type();
        var magnitude = RealMath.hypot(f, z.real(), z.imaginary());
        var unit = new Complex(f.binary("fdiv", z.real(), magnitude), f.binary("fdiv", z.imaginary(), magnitude));
        var isZero = f.compare("oeq", magnitude, IrValue.real(type, 0));
        var isNan = f.compare("uno", z.real(), z.imaginary());
        return choose(f, isNan, constant(z, Double.NaN, Double.NaN), choose(f, isZero, z, unit));
    }

    /** e^(y log x), and IEEE 754's power of zero; anything to the power 0 is 1. */
    private static Complex power(IrFunction f, Complex x, Complex y) {
        var type = x.real().type();
        var zero = IrValue.real(type, 0);
        var general = exp(f, plainProduct(f, y, library(f, "clog", x)));
        var yIsReal = f.compare("oeq", y.imaginary(), zero);
        var yIsZero = f.binary("and", yIsReal, f.compare("oeq", y.real(), zero));
        var xIsZero = f.binary("and", f.compare("oeq", x.real(), zero), f.compare("oeq", x.imaginary(), zero));
        var ofZero = new Complex(RealMath.power(f, zero, y.real()), zero);
        return choose(f, yIsZero, constant(x, 1, 0), choose(f, f.binary("and", xIsZero, yIsReal), ofZero, general));
    }

    /** -i log((x + iy) / sqrt(x^2 + y^2)). */
    private static Complex atan2(IrFunction f, Complex y, Complex x) {
        var squares = plainProduct(f, x, x);
        var others = plainProduct(f, y, y);
        var sum = new Complex(
                f.binary("fadd", squares.real(), others.real()),
                f.binary("fadd", squares.imaginary(), others.imaginary()));
        var point = new Complex(f.binary("fsub", x.real(), y.imaginary()), f.binary("fadd", x.imaginary(), y.real()));
        var logarithm = library(f, "clog", divide(f, point, library(f, "csqrt", sum)));
        return new Complex(logarithm.imaginary(), f.negate(logarithm.real()));
    }

    /**
     * What inverse sine and cosine have in common: the real part of {@code sqrt(1 - z) sqrt(1 + z)}, of which no term
     * cancels (Kahan, "Branch Cuts for Complex Elementary Functions"), and the magnitude of {@code im asin z}.
     */
    static Complex inverseKernel(IrFunction f, Complex z) {
        var type = z.real().type();
        var x = f.intrinsic("llvm.fabs", z.real());
        var y = f.intrinsic("llvm.fabs", z.imaginary());
        var one = IrValue.real(type, 1);
        var left = library(f, "csqrt", new Complex(f.binary("fsub", one, x), y));
        var right = library(f, "csqrt", new Complex(f.binary("fadd", one, x), y));
        var product = f.intrinsic(
                "llvm.fma", left.real(), right.real(), f.binary("fmul", left.imaginary(), right.imaginary()));
        var isNear = f.compare("olt", f.intrinsic("llvm.maximum", x, y), IrValue.real(type, FAR));
        var logarithm =
                f.intrinsic("llvm.fabs", library(f, "casin", new Complex(x, y)).imaginary());
        return new Complex(f.select(isNear, product, y), logarithm);
    }

    private static Complex constant(Complex like, double real, double imaginary) {
        return new Complex(
                IrValue.real(like.real().type(), real), IrValue.real(like.real().type(), imaginary));
    }

    static Complex choose(IrFunction f, IrValue condition, Complex onTrue, Complex onFalse) {
        return new Complex(
                f.select(condition, onTrue.real(), onFalse.real()),
                f.select(condition, onTrue.imaginary(), onFalse.imaginary()));
    }

    static Complex wide(IrFunction f, Complex z) {
        return new Complex(f.cast("fpext", z.real(), IrType.DOUBLE), f.cast("fpext", z.imaginary(), IrType.DOUBLE));
    }

    /** In the type of {@code like}. */
    static Complex narrow(IrFunction f, Complex like, Complex z) {
        var scalar = like.real().type().withLanes(1);
        return new Complex(f.cast("fptrunc", z.real(), scalar), f.cast("fptrunc", z.imaginary(), scalar));
    }

    /** A function of the C library that takes and gives {@code double _Complex}, for each lane. */
    static Complex library(IrFunction f, String function, Complex... operands) {
        var type = operands[0].real().type();
        var real = new IrValue(type, "poison");
        var imaginary = new IrValue(type, "poison");
        for (int i = 0; i < type.lanes(); i++) {
            var arguments = new IrValue[2 * operands.length];
            for (int k = 0; k < operands.length; k++) {
                arguments[2 * k] = f.lane(operands[k].real(), i);
                arguments[2 * k + 1] = f.lane(operands[k].imaginary(), i);
            }
            var parts = f.callPair(IrType.DOUBLE, function, arguments);
            real = type.isVector() ? f.withLane(real, i, parts.getFirst()) : parts.getFirst();
            imaginary = type.isVector() ? f.withLane(imaginary, i, parts.getLast()) : parts.getLast();
        }
        return new Complex(real, imaginary);
    }
}
