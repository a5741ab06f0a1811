package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Ops on the bits of elements: {@code bitcast_convert} and {@code reduce_precision}. */
final class Bits {
    private Bits() {}

    /**
     * Specification section "bitcast_convert". Elements are taken apart, or put together, from the least significant
     * bits on; the real part of a complex number is the less significant one.
     */
    static Element bitcast(ElementEmitter e, ElementwiseOp.BitcastConvert op, List<Index> at) {
        var f = e.function();
        var from = op.operand().tensorType().elementType();
        var to = op.result().tensorType().elementType();
        int fromWidth = width(from);
        int toWidth = width(to);
        if (fromWidth == toWidth) {
            return ofBits(f, to, bitsOf(f, from, e.at(op.operand(), at)));
        }
        if (fromWidth > toWidth) {
            var bits = bitsOf(f, from, e.at(op.operand(), at.subList(0, at.size() - 1)));
            var part = e.indices().vector(e.indices().multiply(at.getLast(), toWidth));
            var amount = part.type().isVector() || !bits.type().isVector() ? part : f.splat(part, e.lanes());
            var resized = f.cast(fromWidth < 64 ? "trunc" : "zext", amount, IrType.integer(fromWidth));
            return ofBits(f, to, f.cast("trunc", f.binary("lshr", bits, resized), IrType.integer(toWidth)));
        }
        IrValue whole = IrValue.integer(IrType.integer(toWidth).withLanes(e.lanes()), 0);
        for (int part = 0; part < toWidth / fromWidth; part++) {
            var indices = new ArrayList<>(at);
            indices.add(Index.of(part));
            var bits =
                    f.cast("zext", bitsOf(f, from, e.at(op.operand(), List.copyOf(indices))), IrType.integer(toWidth));
            whole = f.binary("or", whole, f.binary("shl", bits, IrValue.integer(bits.type(), (long) part * fromWidth)));
        }
        return ofBits(f, to, whole);
    }

    private static int width(ElementType type) {
        return switch (type) {
            case ScalarType scalar -> scalar.bitWidth();
            case ComplexType(ScalarType part) -> 2 * part.bitWidth();
            case QuantizedType quantized -> quantized.storage().bitWidth();
        };
    }

    /** The bits of an element as an integer of just as many. */
    static IrValue bitsOf(IrFunction f, ElementType type, Element element) {
        return switch (element) {
            case Real(IrValue value) -> bitsOf(f, (ScalarType) type, value);
            case Complex(IrValue real, IrValue imaginary) -> {
                var part = ((ComplexType) type).part();
                var wide = IrType.integer(2 * part.bitWidth());
                var low = f.cast("zext", bitsOf(f, part, real), wide);
                var high = f.cast("zext", bitsOf(f, part, imaginary), wide);
                yield f.binary("or", low, f.binary("shl", high, IrValue.integer(high.type(), part.bitWidth())));
            }
        };
    }

    private static IrValue bitsOf(IrFunction f, ScalarType type, IrValue value) {
        var stored = type == ScalarType.I1 ? value : Scalars.toMemory(f, type, value);
        var integer = IrType.integer(stored.type().bits());
        var bits = stored.type().isInteger() ? stored : f.cast("bitcast", stored, integer);
        return f.cast("trunc", bits, IrType.integer(type.bitWidth()));
    }

    /** The element that has the given bits. */
    static Element ofBits(IrFunction f, ElementType type, IrValue bits) {
        return switch (type) {
            case ScalarType scalar -> new Real(scalarOfBits(f, scalar, bits));
            case ComplexType(ScalarType part) -> {
                var half = IrType.integer(part.bitWidth());
                var low = f.cast("trunc", bits, half);
                var high = f.cast("trunc", f.binary("lshr", bits, IrValue.integer(bits.type(), part.bitWidth())), half);
                yield new Complex(scalarOfBits(f, part, low), scalarOfBits(f, part, high));
            }
            case QuantizedType quantized -> new Real(scalarOfBits(f, quantized.storage(), bits));
        };
    }

    private static IrValue scalarOfBits(IrFunction f, ScalarType type, IrValue bits) {
        if (type == ScalarType.I1) {
            return bits;
        }
        var memory = Scalars.memory(type);
        var extended = f.cast(Scalars.isSigned(type) ? "sext" : "zext", bits, IrType.integer(memory.bits()));
        var stored = memory.isInteger() ? extended : f.cast("bitcast", extended, memory);
        return Scalars.fromMemory(f, type, stored);
    }

    /** Specification section "reduce_precision", as the reference interpreter has it. */
    static Element reducePrecision(IrFunction f, ElementwiseOp.ReducePrecision op, Element operand) {
        var type = (ScalarType) op.operand().tensorType().elementType();
        var format = FloatFormat.of(type);
        int dropped = Math.max(format.mantissaBits() - op.mantissaBits(), 0);
        boolean fewer = op.exponentBits() < type.bitWidth() - 1 - format.mantissaBits();
        var x = operand.value();
        var bits = bitsOf(f, type, x);
        var rounded = scalarOfBits(f, type, roundedBits(f, bits, dropped));
        var value = fewer ? withinExponents(f, op.exponentBits(), rounded) : rounded;
        var infinite = f.intrinsic("llvm.copysign", IrValue.real(x.type(), Double.POSITIVE_INFINITY), x);
        var notANumber = op.mantissaBits() > 0 ? x : infinite;
        return new Real(f.select(f.compare("uno", x, x), notANumber, value));
    }

    /** Adds just under half of the last bit that is kept, and that bit itself, so that ties go to even. */
    private static IrValue roundedBits(IrFunction f, IrValue bits, int dropped) {
        if (dropped == 0) {
            return bits;
        }
        var type = bits.type();
        var one = IrValue.integer(type, 1);
        var last = f.binary("and", f.binary("lshr", bits, IrValue.integer(type, dropped)), one);
        var half = f.binary("add", f.binary("add", bits, IrValue.integer(type, (1L << (dropped - 1)) - 1)), last);
        return f.binary("and", half, IrValue.integer(type, -1L << dropped));
    }

    /** Infinity or zero, with the sign, where the exponent is out of range. */
    private static IrValue withinExponents(IrFunction f, int exponentBits, IrValue value) {
        int greatest = exponentBits > 10 ? 1023 : (1 << (exponentBits - 1)) - 1;
        var magnitude = f.intrinsic("llvm.fabs", value);
        var type = value.type();
        var tooSmall = f.compare("olt", magnitude, IrValue.real(type, Math.scalb(1.0, 1 - greatest)));
        var tooGreat = f.compare("oge", magnitude, IrValue.real(type, Math.scalb(1.0, greatest + 1)));
        var zero = f.intrinsic("llvm.copysign", IrValue.real(type, 0), value);
        var infinite = f.intrinsic("llvm.copysign", IrValue.real(type, Double.POSITIVE_INFINITY), value);
        return f.select(tooSmall, zero, f.select(tooGreat, infinite, value));
    }
}
