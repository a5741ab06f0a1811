package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrValue;

/** An index along one dimension, for every lane of a vector. All values are {@code i64}. */
sealed interface Index {
    /** One index for all lanes. */
    record Uniform(IrValue value) implements Index {}

    /** Lane {@code l} has {@code first + l * step}; {@code step} is not zero. */
    record Stepped(IrValue first, long step) implements Index {}

    /** Each lane its own. */
    record PerLane(IrValue vector) implements Index {}

    static Index of(long value) {
        return new Uniform(IrValue.i64(value));
    }
}
