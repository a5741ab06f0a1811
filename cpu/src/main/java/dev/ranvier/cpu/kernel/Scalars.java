package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.ScalarType;

/**
 * How elements are held. In memory they have {@link dev.ranvier.stablehlo.ElementType#byteWidth()} bytes. In registers
 * booleans are {@code i1}; integers have the width they have in memory, extended by their sign or with zeros; floats
 * of 16 bits and less are {@code float}s that have a value of their type, to which every result is rounded.
 */
final class Scalars {
    private Scalars() {}

    static IrType memory(ScalarType type) {
        return type == ScalarType.F32
                ? IrType.FLOAT
                : type == ScalarType.F64
                        ? IrType.DOUBLE
                        : type == ScalarType.F16 ? IrType.HALF : IrType.integer(8 * type.byteWidth());
    }

    static IrType register(ScalarType type) {
        return switch (type.kind()) {
            case BOOLEAN -> IrType.I1;
            case FLOAT -> type == ScalarType.F64 ? IrType.DOUBLE : IrType.FLOAT;
            case SIGNED, UNSIGNED, INDEX -> IrType.integer(8 * type.byteWidth());
        };
    }

    static boolean isSigned(ScalarType type) {
        return type.kind() == ScalarType.Kind.SIGNED;
    }

    /** Whether elements are numbers of fewer bits than their register. */
    private static boolean isNarrowInteger(ScalarType type) {
        return type.kind() != ScalarType.Kind.BOOLEAN && !type.isFloat() && type.bitWidth() < 8;
    }

    /** The register form of what was loaded from memory. */
    static IrValue fromMemory(IrFunction f, ScalarType type, IrValue loaded) {
        return switch (type) {
            case I1 -> f.compare("ne", loaded, IrValue.integer(loaded.type(), 0));
            case F16 -> f.cast("fpext", loaded, IrType.FLOAT);
            case BF16 -> {
                var wide = f.cast("zext", loaded, IrType.I32);
                var shifted = f.binary("shl", wide, IrValue.integer(wide.type(), 16));
                yield f.cast("bitcast", shifted, IrType.FLOAT);
            }
            default -> type.isFloat() && type.bitWidth() <= 8 ? NarrowFloats.decode(f, type, loaded) : loaded;
        };
    }

    /** What is stored in memory for a register form. */
    static IrValue toMemory(IrFunction f, ScalarType type, IrValue value) {
        return switch (type) {
            case I1 -> f.cast("zext", value, IrType.I8);
            case F16 -> f.cast("fptrunc", value, IrType.HALF);
            case BF16 -> {
                var bits = f.cast("bitcast", value, IrType.I32);
                yield f.cast("trunc", f.binary("lshr", bits, IrValue.integer(bits.type(), 16)), IrType.I16);
            }
            default -> type.isFloat() && type.bitWidth() <= 8 ? NarrowFloats.encode(f, type, value) : value;
        };
    }

    /** A result that may lie between, or beyond, the values of its type as one of them. */
    static IrValue round(IrFunction f, ScalarType type, IrValue value) {
        if (isNarrowInteger(type)) {
            var unused = IrValue.integer(value.type(), 8 - type.bitWidth());
            return f.binary(isSigned(type) ? "ashr" : "lshr", f.binary("shl", value, unused), unused);
        }
        return switch (type) {
            case F16 -> f.cast("fpext", f.cast("fptrunc", value, IrType.HALF), IrType.FLOAT);
            case BF16 -> roundToBrainFloat(f, value);
            default -> type.isFloat() && type.bitWidth() <= 8 ? NarrowFloats.round(f, type, value) : value;
        };
    }

    /** Adds just under half of the last bit kept, and that bit, so that ties go to even; NaN stays one. */
    private static IrValue roundToBrainFloat(IrFunction f, IrValue value) {
        var bits = f.cast("bitcast", value, IrType.I32);
        var type = bits.type();
        var last = f.binary("and", f.binary("lshr", bits, IrValue.integer(type, 16)), IrValue.integer(type, 1));
        var raised = f.binary("add", f.binary("add", bits, IrValue.integer(type, 0x7FFF)), last);
        var quiet = f.binary("or", bits, IrValue.integer(type, 0x40_0000));
        var chosen = f.select(f.compare("uno", value, value), quiet, raised);
        var kept = f.binary("and", chosen, IrValue.integer(type, -0x1_0000));
        return f.cast("bitcast", kept, IrType.FLOAT);
    }

    /** A constant in register form, the same in every lane, from the bits that it has in memory. */
    static IrValue constant(ScalarType type, long bits, int lanes) {
        var register = register(type).withLanes(lanes);
        return type.isFloat()
                ? IrValue.real(register, FloatFormat.of(type).decode(bits))
                : IrValue.integer(register, bits);
    }
}
