package dev.ranvier.neuroncore.kernels;

import static dev.ranvier.neuroncore.kernels.RowTiles.LOADED;
import static dev.ranvier.neuroncore.kernels.RowTiles.SCALAR_DONE;
import static dev.ranvier.neuroncore.kernels.RowTiles.STORED;
import static dev.ranvier.neuroncore.kernels.RowTiles.VECTOR_DONE;

import dev.ranvier.neuroncore.isa.ActivationFunction;
import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;

/**
 * {@code output = exp(input - max) / Σ exp(input - max)} of each row, the greatest element taken off first. VectorE finds
 * it and divides, ScalarE raises and sums in one pass.
 */
public final class Softmax {
    /** Steps of VectorE for each tile of rows. */
    private static final int VECTOR_STEPS = 3;

    private Softmax() {}

    /**
     * Writes the program.
     *
     * @param rows a multiple of 128
     */
    public static Program of(String machine, DataType type, int rows, int columns) {
        var kernel = new RowTiles("softmax", machine, type, rows, columns);
        var input = kernel.matrixTiles("input_tile");
        var raised = kernel.floats("raised", columns);
        var output = kernel.matrixTiles("output_tile");
        var negatedMax = kernel.floats("negated_max", 1);
        var sum = kernel.floats("sum", 1);
        kernel.forEach((tile, half) -> {
            var vectorSteps = tile.times(VECTOR_STEPS);
            kernel.load(input[half], tile).after(SCALAR_DONE, tile.plus(-1));
            kernel.builder
                    .on(
                            Engine.VECTOR,
                            new Reduction.TensorReduce(
                                    negatedMax[half].all(), input[half].all(), AluOperator.MAX, 1, true))
                    .after(LOADED, tile.plus(1))
                    .after(SCALAR_DONE, tile.plus(-1))
                    .signal(VECTOR_DONE);
            kernel.builder
                    .on(
                            Engine.SCALAR,
                            new Reduction.ActivationReduce(
                                    raised[half].all(),
                                    sum[half].all(),
                                    input[half].all(),
                                    ActivationFunction.EXP,
                                    Scalar.of(1),
                                    new Scalar.Column(negatedMax[half].all())))
                    .after(VECTOR_DONE, vectorSteps.plus(1))
                    .signal(SCALAR_DONE);
            kernel.builder
                    .on(Engine.VECTOR, new Elementwise.Reciprocal(sum[half].all(), sum[half].all()))
                    .after(SCALAR_DONE, tile.plus(1))
                    .signal(VECTOR_DONE);
            kernel.builder
                    .on(
                            Engine.VECTOR,
                            new Elementwise.TensorScalar(
                                    output[half].all(),
                                    raised[half].all(),
                                    AluOperator.MULTIPLY,
                                    new Scalar.Column(sum[half].all())))
                    .after(STORED, tile.plus(-1))
                    .signal(VECTOR_DONE);
            kernel.store(output[half], tile).after(VECTOR_DONE, vectorSteps.plus(VECTOR_STEPS));
        });
        return kernel.builder.build();
    }
}
