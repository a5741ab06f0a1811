package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/** The shape that values have together when they are broadcast as NumPy does. */
final class Broadcasting {
    private Broadcasting() {}

    static Shape shape(Emitter emit, List<Value> values) {
        int rank = values.stream().mapToInt(Emitter::rank).max().orElse(0);
        var sizes = new ArrayList<Size>();
        for (int i = 0; i < rank; i++) {
            sizes.add(size(emit, values, rank - i));
        }
        return new Shape(sizes);
    }

    /** The size of the dimension that is {@code fromEnd} from the end: one that is not 1, a known one first. */
    private static Size size(Emitter emit, List<Value> values, int fromEnd) {
        Value open = null;
        for (var value : values) {
            int dimension = Emitter.rank(value) - fromEnd;
            if (dimension < 0) {
                continue;
            }
            if (!value.tensorType().dimension(dimension).isStatic()) {
                open = open == null ? value : open;
            } else if (value.tensorType().size(dimension) != 1) {
                return emit.size(value, dimension);
            }
        }
        return open == null ? Size.of(1) : emit.size(open, Emitter.rank(open) - fromEnd);
    }
}
