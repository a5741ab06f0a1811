package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;

/**
 * How the products of matrices are summed. Operands are packed as elements of one type; one element, or two that follow
 * each other along the contracted dimension, are a unit: what one lane of an instruction takes of each operand. A unit is
 * as wide as a sum.
 */
enum Arithmetic {
    F32(ScalarType.F32, 1, ScalarType.F32),
    F64(ScalarType.F64, 1, ScalarType.F64),
    /** {@code vdpbf16ps}: sums of two products, without denormals. */
    BF16_PAIRS(ScalarType.BF16, 2, ScalarType.F32),
    /** {@code vpdpwssd} or {@code pmaddwd}: exact sums of two products, modulo 2^32. */
    I16_PAIRS(ScalarType.I16, 2, ScalarType.I32),
    I32(ScalarType.I32, 1, ScalarType.I32),
    I64(ScalarType.I64, 1, ScalarType.I64);

    private final ScalarType packed;
    private final int group;
    private final ScalarType sum;

    Arithmetic(ScalarType packed, int group, ScalarType sum) {
        this.packed = packed;
        this.group = group;
        this.sum = sum;
    }

    /** Whether there are kernels for a product of such elements; booleans and complex numbers have none. */
    static boolean covers(ElementType lhs, ElementType rhs, ElementType result) {
        return isReal(lhs) && isReal(rhs) && isReal(result) && lhs.isFloat() == result.isFloat();
    }

    private static boolean isReal(ElementType type) {
        return type instanceof ScalarType scalar
                && scalar.kind() != ScalarType.Kind.BOOLEAN
                && (!scalar.isFloat() || scalar.bitWidth() >= 16);
    }

    static Arithmetic of(ScalarType lhs, ScalarType rhs, ScalarType result, Target target) {
        if (result.isFloat()) {
            boolean pairs = lhs == ScalarType.BF16 && rhs == ScalarType.BF16 && target.has("avx512bf16");
            return result == ScalarType.F64 ? F64 : pairs ? BF16_PAIRS : F32;
        }
        boolean pairs = target.triple().startsWith("x86_64") && fitsI16(lhs) && fitsI16(rhs);
        return result.byteWidth() == Long.BYTES ? I64 : pairs ? I16_PAIRS : I32;
    }

    private static boolean fitsI16(ScalarType type) {
        return type.bitWidth() < 16 || type == ScalarType.I16;
    }

    /** What operands are packed as. */
    ScalarType packed() {
        return packed;
    }

    /** Elements of a unit. */
    int group() {
        return group;
    }

    /** What sums are kept as. */
    ScalarType sum() {
        return sum;
    }

    /** The type of a unit in registers and in memory. */
    IrType unit() {
        return group == 1 ? Scalars.memory(packed) : IrType.I32;
    }

    int unitBytes() {
        return sum.byteWidth();
    }

    /** Sums with the products of units added, lane by lane. */
    IrValue multiplyAdd(IrFunction f, Target target, IrValue x, IrValue y, IrValue sums) {
        return switch (this) {
            case F32, F64 -> f.intrinsic("llvm.fmuladd", x, y, sums);
            case I32, I64 -> f.binary("add", sums, f.binary("mul", x, y));
            case BF16_PAIRS -> {
                var pairs = IrType.BFLOAT.withLanes(2 * x.type().lanes());
                yield f.call(
                        sums.type(),
                        "llvm.x86.avx512bf16.dpbf16ps.512",
                        sums,
                        f.bitcast(x, pairs),
                        f.bitcast(y, pairs));
            }
            case I16_PAIRS -> multiplyAddPairs(f, target, x, y, sums);
        };
    }

    private static IrValue multiplyAddPairs(IrFunction f, Target target, IrValue x, IrValue y, IrValue sums) {
        int lanes = x.type().lanes();
        if (lanes == 16 && target.has("avx512vnni")) {
            return f.call(sums.type(), "llvm.x86.avx512.vpdpwssd.512", sums, x, y);
        }
        var pairs = IrType.I16.withLanes(2 * lanes);
        var intrinsic = switch (lanes) {
            case 16 -> "llvm.x86.avx512.pmaddw.d.512";
            case 8 -> "llvm.x86.avx2.pmadd.wd";
            default -> "llvm.x86.sse2.pmadd.wd";
        };
        return f.binary("add", sums, f.call(sums.type(), intrinsic, f.bitcast(x, pairs), f.bitcast(y, pairs)));
    }
}
