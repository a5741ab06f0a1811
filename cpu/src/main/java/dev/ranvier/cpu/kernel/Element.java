package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrValue;

/** One element of a tensor in registers, or one for every lane. */
sealed interface Element {
    /** An element of a real type, in the form of {@link Scalars#register}. */
    record Real(IrValue value) implements Element {}

    /** An element of a complex type. */
    record Complex(IrValue real, IrValue imaginary) implements Element {}

    /** The value of an element that is known to be real. */
    default IrValue value() {
        return switch (this) {
            case Real(IrValue value) -> value;
            case Complex _ -> throw new IllegalStateException("a complex element where a real one is due");
        };
    }
}
