package dev.ranvier.stablehlo;

/** A value of the program, defined once. Values are compared by identity. */
public sealed interface Value permits OpResult, BlockArgument {
    Type type();

    /**
     * The type of a value that must be a tensor.
     *
     * @throws RanvierException if it is not one
     */
    default TensorType tensorType() {
        if (type() instanceof TensorType tensor) {
            return tensor;
        }
        throw RanvierException.invalid("expected a tensor, got " + type());
    }
}
