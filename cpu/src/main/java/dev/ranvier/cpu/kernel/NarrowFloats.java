package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.ScalarType;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The floats of 8 bits and less: decoded by a table, encoded as by {@link FloatFormat#encode}. */
final class NarrowFloats {
    private static final int FLOAT_MANTISSA = 23;
    private static final int FLOAT_BIAS = 127;

    private NarrowFloats() {}

    static IrValue decode(IrFunction f, ScalarType type, IrValue code) {
        var format = FloatFormat.of(type);
        var values = IntStream.range(0, 256)
                .mapToObj(i -> IrValue.real(IrType.FLOAT, format.decode(i)).typed())
                .collect(Collectors.joining(", "));
        var table = f.constants("decode." + type, "[256 x float] [" + values + "]");
        return f.eachLane(
                IrType.FLOAT,
                f.cast("zext", code, IrType.I64),
                index -> f.load(IrType.FLOAT, f.element(IrType.FLOAT, table, index)));
    }

    static IrValue round(IrFunction f, ScalarType type, IrValue value) {
        return decode(f, type, encode(f, type, value));
    }

    static IrValue encode(IrFunction f, ScalarType type, IrValue value) {
        var format = FloatFormat.of(type);
        var bits = f.cast("bitcast", value, IrType.I32);
        var magnitudeBits = f.binary("and", bits, IrValue.integer(bits.type(), 0x7FFF_FFFF));
        var code = type == ScalarType.F8E8M0FNU
                ? powerOfTwo(f, format, value, magnitudeBits)
                : code(f, type, format, value, magnitudeBits);
        var isNan = f.compare("uno", value, value);
        var negative = f.compare("slt", bits, IrValue.integer(bits.type(), 0));
        var nan = f.select(
                negative,
                IrValue.integer(bits.type(), format.encode(Math.copySign(Double.NaN, -1))),
                IrValue.integer(bits.type(), format.encode(Double.NaN)));
        return f.cast("trunc", f.select(isNan, nan, code), IrType.I8);
    }

    /** Rounds the number in units of the last place that the type has at its exponent. */
    private static IrValue code(
            IrFunction f, ScalarType type, FloatFormat format, IrValue value, IrValue magnitudeBits) {
        var integer = magnitudeBits.type();
        int mantissa = format.mantissaBits();
        int least = Math.getExponent(format.decode(1)) + mantissa;
        var biased = f.binary("lshr", magnitudeBits, IrValue.integer(integer, FLOAT_MANTISSA));
        var exponent = f.intrinsic("llvm.smax", biased, IrValue.integer(integer, least + FLOAT_BIAS));
        // 2^(mantissa - exponent), made from its bits: exact, and so is the product.
        var scaleExponent = f.binary("sub", IrValue.integer(integer, 2 * FLOAT_BIAS + mantissa), exponent);
        var inRange = f.intrinsic("llvm.smax", scaleExponent, IrValue.integer(integer, 1));
        var scale = f.cast("bitcast", f.binary("shl", inRange, IrValue.integer(integer, FLOAT_MANTISSA)), IrType.FLOAT);
        var magnitude = f.cast("bitcast", magnitudeBits, IrType.FLOAT);
        var units = f.intrinsic("llvm.roundeven", f.binary("fmul", magnitude, scale));
        var counted = f.call(
                integer,
                "llvm.fptosi.sat." + integer.mangled() + "." + units.type().mangled(),
                units);
        var steps = f.binary("sub", exponent, IrValue.integer(integer, least + FLOAT_BIAS));
        var code = f.binary("add", f.binary("shl", steps, IrValue.integer(integer, mantissa)), counted);
        return withSign(f, type, format, value, code);
    }

    private static IrValue withSign(IrFunction f, ScalarType type, FloatFormat format, IrValue value, IrValue code) {
        var integer = code.type();
        long sign = 1L << (type.bitWidth() - 1);
        var negative = f.compare("slt", f.cast("bitcast", value, IrType.I32), IrValue.integer(integer, 0));
        var zero = f.compare("eq", code, IrValue.integer(integer, 0));
        var minusZero = IrValue.integer(integer, format.encode(-0.0));
        var below = f.select(zero, minusZero, f.binary("or", code, IrValue.integer(integer, sign)));
        var tooLarge = f.compare("ugt", code, IrValue.integer(integer, largestCode(format, sign)));
        var overflow = f.select(
                negative,
                IrValue.integer(integer, format.encode(Double.NEGATIVE_INFINITY)),
                IrValue.integer(integer, format.encode(Double.POSITIVE_INFINITY)));
        return f.select(tooLarge, overflow, f.select(negative, below, code));
    }

    private static long largestCode(FloatFormat format, long codes) {
        long code = codes - 1;
        while (!Double.isFinite(format.decode(code))) {
            code--;
        }
        return code;
    }

    /** {@code f8E8M0FNU} has the exponent alone; 1.5 rounds up, as the even one. */
    private static IrValue powerOfTwo(IrFunction f, FloatFormat format, IrValue value, IrValue magnitudeBits) {
        var integer = magnitudeBits.type();
        var biased = f.binary("lshr", magnitudeBits, IrValue.integer(integer, FLOAT_MANTISSA));
        var fraction = f.binary("and", magnitudeBits, IrValue.integer(integer, 0x7F_FFFF));
        var denormal = f.compare("eq", biased, IrValue.integer(integer, 0));
        var half = f.select(denormal, IrValue.integer(integer, 0x60_0000), IrValue.integer(integer, 0x40_0000));
        var up = f.cast("zext", f.compare("uge", fraction, half), IrType.I32);
        var code = f.binary("add", biased, up);
        var none = f.binary(
                "or",
                f.compare("ole", value, IrValue.real(value.type(), 0)),
                f.compare("ugt", code, IrValue.integer(integer, 254)));
        return f.select(none, IrValue.integer(integer, format.encode(Double.NaN)), code);
    }
}
