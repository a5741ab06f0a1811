package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Machine;
import dev.ranvier.stablehlo.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What one step has to hold on a machine, and what it does not. */
public final class Rules {
    private final Machine machine;
    private final Processor processor;
    private final ToLongFunction<String> counts;
    private final List<Diagnostic> violations = new ArrayList<>();

    /** @param counts how often the loops around the step run, by their variables */
    public Rules(Machine machine, Processor processor, ToLongFunction<String> counts) {
        this.machine = machine;
        this.processor = processor;
        this.counts = counts;
    }

    public Machine machine() {
        return machine;
    }

    public Processor processor() {
        return processor;
    }

    public ToLongFunction<String> counts() {
        return counts;
    }

    public void require(boolean holds, String rule) {
        if (!holds) {
            violations.add(Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, rule));
        }
    }

    /** The operands have as many partitions as the first, and as many elements in each. */
    public void sameShape(Access first, Access... others) {
        for (var other : others) {
            require(
                    other.rows() == first.rows() && other.elements() == first.elements(),
                    "operands differ in shape: " + shape(first) + " and " + shape(other));
        }
    }

    /** A number for each partition of {@code of}. */
    public void column(Scalar scalar, Access of) {
        if (scalar instanceof Scalar.Column(var access)) {
            require(
                    access.rows() == of.rows() && access.elements() == 1 && access.type() == DataType.F32,
                    "a scalar for each partition is one f32 of each of the " + of.rows() + " partitions, not "
                            + shape(access) + " of " + access.type());
        }
    }

    /** As VectorE has it, two operands that are read do not both lie in PSUM. */
    public void notBothInPsum(Access.OfTile left, Access.OfTile right) {
        require(
                !left.in(Buffer.Tile.Space.PSUM) || !right.in(Buffer.Tile.Space.PSUM),
                "both operands are in PSUM; one of them has to be in SBUF");
    }

    public List<Diagnostic> violations() {
        return violations;
    }

    private static String shape(Access access) {
        return access.rows() + " x " + access.elements();
    }
}
