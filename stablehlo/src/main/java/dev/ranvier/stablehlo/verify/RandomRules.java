package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.RandomOp.Rng;
import dev.ranvier.stablehlo.RandomOp.RngBitGenerator;
import dev.ranvier.stablehlo.StablehloAttribute.RngDistribution;
import dev.ranvier.stablehlo.TensorType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules of random numbers. */
final class RandomRules {
    private static final Set<ElementKind> INTEGER_OR_FLOAT =
            EnumSet.of(ElementKind.SIGNED, ElementKind.UNSIGNED, ElementKind.FLOAT);
    private static final Set<ElementKind> REAL =
            EnumSet.of(ElementKind.BOOLEAN, ElementKind.SIGNED, ElementKind.UNSIGNED, ElementKind.FLOAT);

    private RandomRules() {}

    static ResultTypes check(RandomOp op, Constraints constraints) {
        return switch (op) {
            case Rng rng -> check(rng, constraints);
            case RngBitGenerator generator -> check(generator, constraints);
        };
    }

    private static ResultTypes check(Rng op, Constraints constraints) {
        var a = constraints.scalar("I1", "a", op.a(), REAL);
        var b = constraints.scalar("I2", "b", op.b(), REAL);
        constraints.sameElements("C1", "a", a, "b", b);
        constraints.require(
                "C2",
                op.rngDistribution() == RngDistribution.UNIFORM
                        || a.elementType().isFloat(),
                "a normal distribution is of floating-point numbers, got %s",
                a);
        int rank = constraints.shapeOperand("I3", "shape", op.shape(), ElementKind.DIMENSIONS);
        var result = constraints.tensor("C3", "result", op.result(), REAL);
        constraints.require(
                "C3", result.rank() == rank, "shape must have the %d sizes of the result, got %d", result.rank(), rank);
        return ResultTypes.of("C3", new TensorType(sizes(op, rank, constraints), a.elementType()));
    }

    private static List<Dimension> sizes(Rng op, int rank, Constraints constraints) {
        var known = constraints.constant(op.shape());
        if (known == null) {
            return Collections.nCopies(rank, Dimension.unknown());
        }
        constraints.require(
                "C3", known.stream().allMatch(size -> size >= 0), "sizes must not be negative, got %s", known);
        return known.stream().mapToObj(Dimension::of).toList();
    }

    private static ResultTypes check(RngBitGenerator op, Constraints constraints) {
        var state = constraints.tensor("I2", "initial_state", op.initialState(), INTEGER_OR_FLOAT);
        var outputState = constraints.tensor("C1", "output_state", op.outputState(), INTEGER_OR_FLOAT);
        constraints.compatibleShapes("C1", "initial_state", state, "output_state", outputState);
        var output = constraints.tensor("C1", "output", op.output(), INTEGER_OR_FLOAT);
        constraints.require("C1", output.isStatic(), "output must have a known shape, got %s", output);
        return ResultTypes.of("C1", outputState, output);
    }
}
