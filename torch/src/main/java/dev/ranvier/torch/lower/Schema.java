package dev.ranvier.torch.lower;

import dev.ranvier.torch.graph.Argument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signature of an op, as PyTorch declares it.
 *
 * @param name with its overload, such as {@code aten.add.Tensor}
 */
record Schema(String name, List<Parameter> parameters, List<Return> returns) {
    Schema {
        parameters = List.copyOf(parameters);
        returns = List.copyOf(returns);
    }

    /**
     * A parameter.
     *
     * @param defaultValue what it is where the graph does not say; null if the graph must
     * @param alias the set of values that may share its memory; empty if none may
     * @param written whether the op changes it
     */
    record Parameter(String name, @Nullable Argument defaultValue, String alias, boolean written) {}

    /**
     * A result.
     *
     * @param alias the set of values that may share its memory; empty if none may
     */
    record Return(String alias) {}

    /** The parameter that the op changes, or null. */
    @Nullable
    Parameter written() {
        return parameters.stream().filter(Parameter::written).findFirst().orElse(null);
    }
}
