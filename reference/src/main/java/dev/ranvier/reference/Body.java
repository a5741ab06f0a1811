package dev.ranvier.reference;

import java.util.List;

/** The computation that an op applies: a region of tensors. */
@FunctionalInterface
interface Body {
    List<Tensor> apply(List<Tensor> arguments);

    /** The only result. */
    default Tensor applyToOne(Tensor... arguments) {
        return apply(List.of(arguments)).getFirst();
    }
}
