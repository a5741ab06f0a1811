package dev.ranvier.neuroncore.machine;

/** The compute engines of a NeuronCore. Each runs its instructions in order and beside the others. */
public enum Engine {
    /** The systolic array: matrix products and transposes. */
    TENSOR,
    /** Elementwise arithmetic on two operands, and reductions along the free dimensions. */
    VECTOR,
    /** Activation functions of one operand. */
    SCALAR,
    /** Eight general-purpose vector processors. */
    GPSIMD;

    /** The name in programs and machine files, such as {@code tensor}. */
    public String mnemonic() {
        return switch (this) {
            case TENSOR -> "tensor";
            case VECTOR -> "vector";
            case SCALAR -> "scalar";
            case GPSIMD -> "gpsimd";
        };
    }
}
