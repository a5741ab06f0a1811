package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Value;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of the graph: a value, or a view of another tensor. A write to a view goes to the tensor that it is a view
 * of, and all other views of that one are made anew when they are read next.
 */
final class Cell {
    private final @Nullable View view;
    private Value value;
    /** Of a tensor that is no view, how often it was written; of a view, of which of those it shows. */
    private int version;

    /**
     * How one tensor shows another.
     *
     * @param parameter the argument that is shown
     * @param result which of the op's results
     */
    record View(Cell base, Call call, OpLowering lowering, String parameter, int result) {}

    Cell(Value value) {
        this.value = value;
        this.view = null;
    }

    Cell(Value value, View view) {
        this.value = value;
        this.view = view;
        this.version = version(view.base());
    }

    private static int version(Cell cell) {
        return cell.view == null ? cell.version : version(cell.view.base());
    }

    Value read() {
        if (view != null && version != version(view.base())) {
            value = view.lowering()
                    .lower(view.call().with(view.parameter(), view.base().read()))
                    .get(view.result());
            version = version(view.base());
        }
        return value;
    }

    /**
     * Changes the tensor.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if it is a view that cannot be written through
     */
    void write(Value changed) {
        if (view == null) {
            version++;
        } else {
            view.base().write(ViewWrites.write(view, view.base().read(), changed));
            version = version(view.base());
        }
        value = changed;
    }
}
