package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;

/**
 * Elements in another type (specification section "convert"). What the specification leaves open is done as by the
 * reference interpreter: floats become the nearest integer towards zero that the type has, NaN becomes 0, and of a
 * complex number that becomes real the real part counts.
 */
final class Conversions {
    private Conversions() {}

    static Element convert(IrFunction f, ElementType from, ElementType to, Element element) {
        return switch (to) {
            case ComplexType(ScalarType part) ->
                switch (element) {
                    case Complex z
                    when from instanceof ComplexType(ScalarType source) ->
                        new Complex(scalar(f, source, part, z.real()), scalar(f, source, part, z.imaginary()));
                    case Complex _ -> throw new IllegalStateException(from + " is not complex");
                    case Real(IrValue value) -> {
                        var real = scalar(f, (ScalarType) from, part, value);
                        yield new Complex(real, IrValue.real(real.type(), 0));
                    }
                };
            case ScalarType scalar ->
                switch (element) {
                    case Complex z -> new Real(scalar(f, ((ComplexType) from).part(), scalar, z.real()));
                    case Real(IrValue value) -> new Real(scalar(f, (ScalarType) from, scalar, value));
                };
            case QuantizedType _ -> throw new IllegalStateException("quantized types are lowered before");
        };
    }

    private static IrValue scalar(IrFunction f, ScalarType from, ScalarType to, IrValue x) {
        if (from == to) {
            return x;
        }
        if (from.isFloat()) {
            return to.isFloat() ? betweenFloats(f, from, to, x) : toInteger(f, to, x);
        }
        return to.isFloat() ? fromInteger(f, from, to, x) : betweenIntegers(f, from, to, x);
    }

    private static IrValue betweenFloats(IrFunction f, ScalarType from, ScalarType to, IrValue x) {
        if (from == ScalarType.F64) {
            return to == ScalarType.F32 ? f.cast("fptrunc", x, IrType.FLOAT) : Scalars.round(f, to, roundedToOdd(f, x));
        }
        return to == ScalarType.F64 ? f.cast("fpext", x, IrType.DOUBLE) : Scalars.round(f, to, x);
    }

    /**
     * A double as a float that rounds to any type of at most 22 bits as the double does: what does not fit is kept as a
     * sticky last bit (Boldo and Melquiond, "When double rounding is odd").
     */
    private static IrValue roundedToOdd(IrFunction f, IrValue x) {
        var nearest = f.cast("fptrunc", x, IrType.FLOAT);
        var back = f.cast("fpext", nearest, IrType.DOUBLE);
        var bits = f.cast("bitcast", nearest, IrType.I32);
        var one = IrValue.integer(bits.type(), 1);
        var magnitude = f.intrinsic("llvm.fabs", x);
        var tooGreat = f.compare("ogt", f.intrinsic("llvm.fabs", back), magnitude);
        var towardsZero = f.binary("sub", bits, f.cast("zext", tooGreat, IrType.I32));
        var odd = f.binary("or", towardsZero, one);
        // Equal ones are exact; NaN stays as it is.
        var inexact = f.compare("one", back, x);
        return f.cast("bitcast", f.select(inexact, odd, bits), IrType.FLOAT);
    }

    private static IrValue toInteger(IrFunction f, ScalarType to, IrValue x) {
        if (to == ScalarType.I1) {
            return f.compare("une", x, IrValue.real(x.type(), 0));
        }
        boolean signed = Scalars.isSigned(to);
        int bits = Math.max(to.bitWidth(), 1);
        var narrow = x.type().of(IrType.integer(bits));
        var base = signed ? "llvm.fptosi.sat" : "llvm.fptoui.sat";
        var value =
                f.call(narrow, base + "." + narrow.mangled() + "." + x.type().mangled(), x);
        return f.cast(signed ? "sext" : "zext", value, Scalars.register(to));
    }

    private static IrValue fromInteger(IrFunction f, ScalarType from, ScalarType to, IrValue x) {
        boolean signed = Scalars.isSigned(from);
        var opcode = signed ? "sitofp" : "uitofp";
        if (to == ScalarType.F64 || to == ScalarType.F32) {
            return f.cast(opcode, x, Scalars.register(to));
        }
        if (from.bitWidth() <= 16) {
            return Scalars.round(f, to, f.cast(opcode, x, IrType.FLOAT));
        }
        if (from.bitWidth() <= 32) {
            return Scalars.round(f, to, roundedToOdd(f, f.cast(opcode, x, IrType.DOUBLE)));
        }
        return Scalars.round(f, to, roundedToOdd(f, f.cast(opcode, sticky(f, signed, x), IrType.DOUBLE)));
    }

    /** A long of at most 53 significant bits, the last of which stands for those that were left out. */
    private static IrValue sticky(IrFunction f, boolean signed, IrValue x) {
        var type = x.type();
        var mask = IrValue.integer(type, 0x7FF);
        var low = f.binary("and", x, mask);
        var high = f.binary("and", x, IrValue.integer(type, ~0x7FFL));
        var any = f.compare("ne", low, IrValue.integer(type, 0));
        var marked = f.select(any, f.binary("or", high, IrValue.integer(type, 0x800)), high);
        var magnitude = signed ? f.call(type, "llvm.abs." + type.mangled(), x, IrValue.integer(IrType.I1, 0)) : x;
        var small = f.compare("ult", magnitude, IrValue.integer(type, 1L << 53));
        return f.select(small, x, marked);
    }

    private static IrValue betweenIntegers(IrFunction f, ScalarType from, ScalarType to, IrValue x) {
        if (to == ScalarType.I1) {
            return f.compare("ne", x, IrValue.integer(x.type(), 0));
        }
        var target = Scalars.register(to);
        int width = x.type().bits();
        var resized = target.bits() < width
                ? f.cast("trunc", x, target)
                : f.cast(Scalars.isSigned(from) ? "sext" : "zext", x, target);
        return Scalars.round(f, to, resized);
    }
}
