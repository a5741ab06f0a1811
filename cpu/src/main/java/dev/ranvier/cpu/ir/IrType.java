package dev.ranvier.cpu.ir;

/**
 * A first-class type of LLVM IR: a scalar, or a vector of several lanes of it.
 *
 * @param scalar the spelling of one lane, such as {@code float} or {@code i64}
 * @param lanes 1 for a scalar
 */
public record IrType(String scalar, int lanes) {
    public static final IrType I1 = scalar("i1");
    public static final IrType I8 = scalar("i8");
    public static final IrType I16 = scalar("i16");
    public static final IrType I32 = scalar("i32");
    public static final IrType I64 = scalar("i64");
    public static final IrType HALF = scalar("half");
    public static final IrType BFLOAT = scalar("bfloat");
    public static final IrType FLOAT = scalar("float");
    public static final IrType DOUBLE = scalar("double");
    public static final IrType POINTER = scalar("ptr");

    public static IrType scalar(String spelling) {
        return new IrType(spelling, 1);
    }

    public static IrType integer(int bits) {
        return scalar("i" + bits);
    }

    public IrType withLanes(int count) {
        return new IrType(scalar, count);
    }

    /** As many lanes of another scalar. */
    public IrType of(IrType other) {
        return new IrType(other.scalar, lanes);
    }

    public boolean isVector() {
        return lanes > 1;
    }

    public boolean isInteger() {
        return scalar.startsWith("i");
    }

    /** Bits of one lane. */
    public int bits() {
        return switch (scalar) {
            case "half", "bfloat" -> 16;
            case "float" -> 32;
            case "double", "ptr" -> 64;
            default -> Integer.parseInt(scalar.substring(1));
        };
    }

    /** The suffix of this type in the names of intrinsics, such as {@code v16f32}. */
    public String mangled() {
        var name = switch (scalar) {
            case "half" -> "f16";
            case "bfloat" -> "bf16";
            case "float" -> "f32";
            case "double" -> "f64";
            case "ptr" -> "p0";
            default -> scalar;
        };
        return isVector() ? "v" + lanes + name : name;
    }

    @Override
    public String toString() {
        return isVector() ? "<" + lanes + " x " + scalar + ">" : scalar;
    }
}
