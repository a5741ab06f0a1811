package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;

/** IEEE 754's {@code maximum} and {@code minimum}: NaN if an operand is, and 0 is above -0. */
enum Extremes {
    MAXIMUM("llvm.maximum", 0b0101),
    MINIMUM("llvm.minimum", 0b0100);

    private final String intrinsic;

    /** Which operand {@code vrangeps} gives, with its own sign: it orders zeros, but prefers numbers to NaN. */
    private final int choice;

    Extremes(String intrinsic, int choice) {
        this.intrinsic = intrinsic;
        this.choice = choice;
    }

    /** Of each lane. What LLVM makes of its intrinsic takes seven instructions of AVX-512, this three. */
    IrValue of(Arithmetic a, IrValue x, IrValue y) {
        var f = a.function();
        if (!a.hasScale()) {
            return f.intrinsic(intrinsic, x, y);
        }
        var number = f.call(
                a.type(),
                "llvm.x86.avx512.mask.range.ps.512",
                x,
                y,
                IrValue.integer(IrType.I32, choice),
                a.real(0),
                IrValue.integer(IrType.integer(a.type().lanes()), -1),
                IrValue.integer(IrType.I32, Arithmetic.CURRENT_ROUNDING));
        return a.choose(f.compare("uno", x, y), a.real(Double.NaN), number);
    }
}
