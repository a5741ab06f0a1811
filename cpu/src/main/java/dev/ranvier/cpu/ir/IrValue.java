package dev.ranvier.cpu.ir;

/**
 * A value of LLVM IR.
 *
 * @param text its name, or the constant as it is spelled
 */
public record IrValue(IrType type, String text) {
    public static final IrValue TRUE = integer(IrType.I1, 1);
    public static final IrValue FALSE = integer(IrType.I1, 0);

    /** The value with its type, as in an argument list. */
    public String typed() {
        return type + " " + text;
    }

    /** A constant integer, the same in every lane. */
    public static IrValue integer(IrType type, long value) {
        return constant(
                type, type.equals(type.of(IrType.I1)) ? (value & 1) == 0 ? "false" : "true" : Long.toString(value));
    }

    public static IrValue i64(long value) {
        return integer(IrType.I64, value);
    }

    /** A constant floating-point number, the same in every lane; it must be exact in the type. */
    public static IrValue real(IrType type, double value) {
        // IR spells a float by the bits of the double that has its value, and a half by its own.
        return constant(
                type,
                type.scalar().equals("half")
                        ? "0xH%04X".formatted(Float.floatToFloat16((float) value))
                        : "0x%016X".formatted(Double.doubleToLongBits(value)));
    }

    private static IrValue constant(IrType type, String text) {
        if (!type.isVector()) {
            return new IrValue(type, text);
        }
        return new IrValue(type, "splat (" + type.scalar() + " " + text + ")");
    }

    /** Whether this is spelled as a constant. */
    public boolean isConstant() {
        return !text.startsWith("%");
    }
}
