package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Value;
import java.util.List;

/** What an op becomes: its results in order. Those of element types and shapes other than the graph says are converted. */
@FunctionalInterface
interface OpLowering {
    List<Value> lower(Call call);

    /** An op of one result. */
    @FunctionalInterface
    interface Single {
        Value lower(Call call);
    }
}
