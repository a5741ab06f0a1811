package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;

/**
 * A value of a random program and what is known of it.
 *
 * @param bound the greatest magnitude of its elements if all of them are integers, however they are stored; or infinity
 */
record Known(Value value, Accuracy accuracy, double bound) {
    static Known exact(Value value) {
        return new Known(value, Accuracy.EXACT, Double.POSITIVE_INFINITY);
    }

    TensorType type() {
        return value.tensorType();
    }

    boolean isExact() {
        return accuracy == Accuracy.EXACT;
    }
}
