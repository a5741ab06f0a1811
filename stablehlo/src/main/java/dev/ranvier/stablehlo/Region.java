package dev.ranvier.stablehlo;

import java.util.List;

/**
 * A straight line of ops, the last one its terminator (a module's body has none). A region without arguments and ops
 * is the absent body of a declared function.
 */
public record Region(List<BlockArgument> arguments, List<Op> ops) {
    public static final Region EMPTY = new Region(List.of(), List.of());

    public Region {
        arguments = List.copyOf(arguments);
        ops = List.copyOf(ops);
    }

    public boolean isEmpty() {
        return arguments.isEmpty() && ops.isEmpty();
    }

    /**
     * The op that ends this region.
     *
     * @throws RanvierException if the region has no ops
     */
    public Op terminator() {
        if (ops.isEmpty()) {
            throw RanvierException.invalid("a region has no terminator");
        }
        return ops.getLast();
    }

    /** The values that the terminator hands to the enclosing op. */
    public List<Value> results() {
        return terminator().operands();
    }
}
