package dev.ranvier.reference;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A global tensor as devices have it, put together when an op reads it. Between the border of a program and manual
 * computations the parts pass as they are: also where devices that should have the same do not.
 */
final class PartedTensor implements RuntimeValue {
    private final TensorType type;
    private final Sharding sharding;
    private final List<Tensor> parts;
    private @Nullable Tensor whole;

    /** @param parts those of each device, in the order of the executable's devices */
    PartedTensor(TensorType type, Sharding sharding, List<Tensor> parts) {
        this.type = type;
        this.sharding = sharding;
        this.parts = parts;
    }

    @Override
    public TensorType type() {
        return type;
    }

    Sharding sharding() {
        return sharding;
    }

    List<Tensor> parts() {
        return parts;
    }

    synchronized Tensor whole() {
        if (whole == null) {
            whole = Shards.assemble(type, sharding, parts);
        }
        return whole;
    }

    /** The tensor that {@code value} is, if it is one. */
    static RuntimeValue whole(RuntimeValue value) {
        return value instanceof PartedTensor parted ? parted.whole() : value;
    }
}
