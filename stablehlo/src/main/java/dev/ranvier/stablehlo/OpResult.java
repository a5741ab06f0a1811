package dev.ranvier.stablehlo;

/** A value that an op computes. */
public final class OpResult implements Value {
    private final Type type;

    public OpResult(Type type) {
        this.type = type;
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public String toString() {
        return "OpResult(" + type + ")";
    }
}
