package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.RngAlgorithm;
import dev.ranvier.stablehlo.StablehloAttribute.RngDistribution;

/** Random numbers. */
public sealed interface RandomOp extends Op {
    /** Random numbers of a distribution, from a state of the implementation. */
    @OpName("stablehlo.rng")
    record Rng(Value a, Value b, Value shape, RngDistribution rngDistribution, OpResult result, OpInfo info)
            implements RandomOp {}

    /** Uniform random bits, and the next state. */
    @OpName("stablehlo.rng_bit_generator")
    record RngBitGenerator(
            RngAlgorithm rngAlgorithm, Value initialState, OpResult outputState, OpResult output, OpInfo info)
            implements RandomOp {}
}
