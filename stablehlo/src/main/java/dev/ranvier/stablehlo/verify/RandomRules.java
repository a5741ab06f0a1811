package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.RandomOp.Rng;
import dev.ranvier.stablehlo.RandomOp.RngBitGenerator;
import dev.ranvier.stablehlo.StablehloAttribute.RngDistribution;
import dev.ranvier.stablehlo.TensorType;
import java.util.Collections;
import java.util.EnumSet;
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
        constraints.require(
                "C1",
                a.elementType().equals(b.elementType()),
                "a and b must have the same elements, got %s and %s",
                a,
                b);
        constraints.require(
                "C2",
                op.rngDistribution() == RngDistribution.UNIFORM
                        || a.elementType().isFloat(),
                "a normal distribution is of floating-point numbers, got %s",
                a);
        var shape = constraints.tensor("I3", "shape", op.shape(), ElementKind.DIMENSIONS);
        constraints.require(
                "I3", shape.rank() == 1 && shape.isStatic(), "shape must be of rank 1 and known size, got %s", shape);
        var result = constraints.tensor("C3", "result", op.result(), REAL);
        constraints.require(
                "C3",
                result.rank() == shape.size(0),
                "shape must give each dimension of the result, got %s and %s",
                shape,
                result);
        var sizes = Collections.nCopies(result.rank(), Dimension.unknown());
        return ResultTypes.of("C3", new TensorType(sizes, a.elementType()));
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
