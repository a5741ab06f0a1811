package dev.ranvier.neuroncore.kernels;

import static dev.ranvier.neuroncore.kernels.RowTiles.LOADED;
import static dev.ranvier.neuroncore.kernels.RowTiles.ROWS;
import static dev.ranvier.neuroncore.kernels.RowTiles.SCALAR_DONE;
import static dev.ranvier.neuroncore.kernels.RowTiles.STORED;
import static dev.ranvier.neuroncore.kernels.RowTiles.VECTOR_DONE;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.ActivationFunction;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.EngineInstruction;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.isa.ProgramBuilder;
import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.isa.Stride;
import dev.ranvier.neuroncore.isa.Transfer;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import java.util.List;

/**
 * {@code output = (input - mean) / sqrt(variance + epsilon) · scale + shift}, mean and variance of each row, from VectorE's
 * instructions for statistics.
 */
public final class LayerNorm {
    /** Elements that one {@code bn_stats} takes. */
    private static final int CHUNK = 512;

    /** Numbers that it gives. */
    private static final int STATISTICS = 6;

    private static final String PARAMETERS_LOADED = "parameters_loaded";
    private static final int PARAMETER_QUEUE = 2;

    private final RowTiles kernel;
    private final int chunks;
    private final Buffer.Tile[] input;
    private final Buffer.Tile[] normal;
    private final Buffer.Tile[] output;
    private final Buffer.Tile[] statistics;
    private final Buffer.Tile[] moments;
    private final Buffer.Tile[] deviation;
    private final Buffer.Tile scale;
    private final Buffer.Tile shift;

    private LayerNorm(RowTiles kernel) {
        this.kernel = kernel;
        this.chunks = Math.ceilDiv(kernel.columns, CHUNK);
        this.input = kernel.matrixTiles("input_tile");
        this.normal = kernel.floats("normal", kernel.columns);
        this.output = kernel.matrixTiles("output_tile");
        this.statistics = kernel.floats("statistics", chunks * STATISTICS);
        this.moments = kernel.floats("moments", 2);
        this.deviation = kernel.floats("inverse_deviation", 1);
        kernel.builder.semaphore(PARAMETERS_LOADED);
        this.scale = parameter("scale");
        this.shift = parameter("shift");
    }

    /**
     * Writes the program; {@code scale} and {@code shift} are its inputs of 32-bit floats too.
     *
     * @param rows a multiple of 128
     */
    public static Program of(String machine, DataType type, int rows, int columns, double epsilon) {
        var layerNorm = new LayerNorm(new RowTiles("layer norm", machine, type, rows, columns));
        layerNorm.kernel.forEach((tile, half) -> layerNorm.write(tile, half, epsilon));
        return layerNorm.kernel.builder.build();
    }

    /** A row of parameters in every partition. */
    private Buffer.Tile parameter(String name) {
        var tensor = kernel.builder.input(name, DataType.F32, kernel.columns);
        var tile = kernel.tile(name + "_tile", DataType.F32, kernel.columns);
        var everywhere =
                new Access.OfTensor(tensor, Affine.of(0), new Stride(ROWS, 0), List.of(Stride.of(kernel.columns)));
        kernel.builder
                .on(PARAMETER_QUEUE, new Transfer.DmaCopy(tile.all(), everywhere))
                .signal(PARAMETERS_LOADED);
        return tile;
    }

    private void write(Affine tile, int half, double epsilon) {
        int vectorSteps = chunks + 4;
        var before = tile.times(vectorSteps);
        // The row of two tiles before is free when it was normalised.
        kernel.load(input[half], tile).after(VECTOR_DONE, before.plus(-vectorSteps - 2L));
        statistics(tile, half);
        kernel.builder
                .on(
                        Engine.SCALAR,
                        new Elementwise.Activation(
                                deviation[half].all(),
                                moments[half].slice(Affine.of(1), 1),
                                ActivationFunction.RSQRT,
                                Scalar.of(1),
                                Scalar.of(epsilon)))
                .after(VECTOR_DONE, before.plus(chunks + 1L))
                .signal(SCALAR_DONE);
        var mean = new Scalar.Column(moments[half].slice(Affine.of(0), 1));
        var factor = new Scalar.Column(deviation[half].all());
        vector(new Elementwise.TensorScalar(
                        normal[half].all(),
                        input[half].all(),
                        AluOperator.SUBTRACT,
                        mean,
                        false,
                        AluOperator.MULTIPLY,
                        factor))
                .after(SCALAR_DONE, tile.plus(1));
        vector(new Elementwise.TensorTensor(normal[half].all(), normal[half].all(), scale.all(), AluOperator.MULTIPLY))
                .after(PARAMETERS_LOADED, 2);
        vector(new Elementwise.TensorTensor(output[half].all(), normal[half].all(), shift.all(), AluOperator.ADD))
                .after(STORED, tile.plus(-1));
        kernel.store(output[half], tile).after(VECTOR_DONE, before.plus(vectorSteps));
    }

    /** Mean and variance of each row; ScalarE has read those of two tiles before. */
    private void statistics(Affine tile, int half) {
        for (int chunk = 0; chunk < chunks; chunk++) {
            int first = chunk * CHUNK;
            var part = input[half].slice(Affine.of(first), Math.min(CHUNK, kernel.columns - first));
            var into = statistics[half].slice(Affine.of((long) chunk * STATISTICS), STATISTICS);
            var step = vector(new Reduction.BnStats(into, part));
            if (chunk == 0) {
                step.after(LOADED, tile.plus(1));
            }
        }
        vector(new Reduction.BnAggr(moments[half].all(), statistics[half].all()))
                .after(SCALAR_DONE, tile.plus(-1));
    }

    private ProgramBuilder.Emitted vector(EngineInstruction instruction) {
        return kernel.builder.on(Engine.VECTOR, instruction).signal(VECTOR_DONE);
    }
}
