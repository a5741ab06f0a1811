package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;

/** Random bytes from the operating system, of which {@code rng} starts its generator. */
public final class EntropyKernel {
    private EntropyKernel() {}

    /**
     * Writes the kernel, which has one result.
     *
     * @param bytes at most 256, which is what the system gives at once
     */
    public static KernelCode emit(long bytes) {
        var f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
        var result = f.load(IrType.POINTER, f.parameter(0));
        f.call(IrType.I32, "getentropy", result, IrValue.i64(bytes));
        return KernelCode.of(IrText.module(f), 1, bytes);
    }
}
