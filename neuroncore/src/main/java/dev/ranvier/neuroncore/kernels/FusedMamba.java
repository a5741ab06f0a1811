package dev.ranvier.neuroncore.kernels;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.ActivationFunction;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.EngineInstruction;
import dev.ranvier.neuroncore.isa.Matrix;
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
 * The selective state space of a Mamba layer in one program, for each channel {@code c}:
 * {@code h[s, t] = exp(delta[c, t] · a[c, s]) · h[s, t - 1] + delta[c, t] · u[c, t] · b[s, t]} and
 * {@code output[c, t] = Σ_s h[s, t] · c[s, t]}, all of 32-bit floats. Source: Gu and Dao, "Mamba: Linear-time sequence
 * modeling with selective state spaces"; the two orders of loops are those of the AWS Neuron documentation's tutorial, in
 * programs of our own.
 *
 * <p>VectorE is the one that is busy: it does all but the exponential (ScalarE) and the spreading of a row of {@code b} and
 * {@code c} over the partitions, which is a product with ones (TensorE).
 */
public final class FusedMamba {
    private static final int ROWS = 128;
    private static final int BANK = 512;
    private static final String DELTA_LOADED = "delta_loaded";
    private static final String INPUT_LOADED = "input_loaded";
    private static final String DECAY_LOADED = "decay_loaded";
    private static final String SPREAD = "spread";
    private static final String DECAYED = "decayed";
    private static final String VECTOR_DONE = "vector_done";
    private static final String PREPARED = "prepared";
    private static final String STORED = "stored";
    /** Of {@code b} and of {@code c}. */
    private static final List<String> ROWS_LOADED = List.of("b_loaded", "c_loaded");
    /** Of VectorE for each state of each tile of channels. */
    private static final int VECTOR_STEPS = 4;

    /**
     * Sizes of the problem.
     *
     * @param channels an even multiple of 128
     * @param steps of time, at most 512
     * @param states an even number
     */
    public record Shape(String machine, int channels, int steps, int states) {
        public Shape {
            ProductShape.blocks(channels, 2 * ROWS);
            ProductShape.blocks(states, 2);
            ProductShape.blocks(BANK, steps);
        }

        int tiles() {
            return channels / ROWS;
        }
    }

    private final Shape shape;
    private final int length;
    private final ProgramBuilder builder;
    private final Buffer.Tensor deltas;
    private final Buffer.Tensor inputs;
    private final Buffer.Tensor decays;
    private final Buffer.Tensor b;
    private final Buffer.Tensor c;
    private final Buffer.Tensor output;
    private final Buffer.Tile[] delta;
    private final Buffer.Tile[] input;
    private final Buffer.Tile[] decay;
    private final Buffer.Tile[] decayed;
    private final Buffer.Tile[] rowB;
    private final Buffer.Tile[] rowC;
    private final Buffer.Tile weighted;
    private final Buffer.Tile fed;
    private final Buffer.Tile state;
    private final Buffer.Tile ones;
    private final Buffer.Tile sums;
    private final Buffer.Tile spread;
    private int address;

    private FusedMamba(String name, Shape shape, int sumTiles) {
        this.shape = shape;
        this.length = shape.steps();
        this.builder = new ProgramBuilder(name, shape.machine());
        this.deltas = builder.input("delta", DataType.F32, shape.channels(), length);
        this.inputs = builder.input("input", DataType.F32, shape.channels(), length);
        this.decays = builder.input("a", DataType.F32, shape.channels(), shape.states());
        this.b = builder.input("b", DataType.F32, shape.states(), length);
        this.c = builder.input("c", DataType.F32, shape.states(), length);
        this.output = builder.output("output", DataType.F32, shape.channels(), length);
        this.delta = pair("delta_tile", ROWS, length);
        this.input = pair("input_tile", ROWS, length);
        this.decay = pair("a_column", ROWS, 1);
        this.decayed = pair("decayed", ROWS, length);
        this.rowB = pair("b_row", 1, length);
        this.rowC = pair("c_row", 1, length);
        this.weighted = tile("weighted", ROWS, length);
        this.fed = tile("fed", ROWS, length);
        this.state = tile("state", ROWS, length);
        this.ones = tile("ones", 1, ROWS);
        this.sums = tile("sums", ROWS, sumTiles * length);
        this.spread = builder.psum("spread", DataType.F32, 0, ROWS, 4, BANK);
        List.of(
                        DELTA_LOADED,
                        INPUT_LOADED,
                        DECAY_LOADED,
                        ROWS_LOADED.get(0),
                        ROWS_LOADED.get(1),
                        SPREAD,
                        DECAYED,
                        VECTOR_DONE,
                        PREPARED,
                        STORED)
                .forEach(builder::semaphore);
        prepare(new Elementwise.Memset(ones.all(), 1));
    }

    private Buffer.Tile tile(String name, int partitions, int count) {
        var tile = builder.sbuf(name, DataType.F32, address, partitions, count);
        address += Math.toIntExact(tile.bytes());
        return tile;
    }

    private Buffer.Tile[] pair(String name, int partitions, int count) {
        return new Buffer.Tile[] {tile(name + "_0", partitions, count), tile(name + "_1", partitions, count)};
    }

    private ProgramBuilder.Emitted prepare(EngineInstruction memset) {
        return builder.on(Engine.GPSIMD, memset).signal(PREPARED);
    }

    /** States outside, channels inside: every state loads {@code delta} and {@code input} anew and multiplies them again. */
    public static Program statesOutside(Shape shape) {
        var mamba = new FusedMamba("mamba, states outside", shape, shape.tiles());
        mamba.statesOutside();
        return mamba.builder.build();
    }

    private void statesOutside() {
        int tiles = shape.tiles();
        prepare(new Elementwise.Memset(sums.all(), 0));
        builder.loop(
                shape.states(),
                s -> builder.loop(tiles / 2, pair -> {
                    for (int half = 0; half < 2; half++) {
                        var t = pair.times(2).plus(half);
                        var number = s.times(tiles).plus(t);
                        var before = number.times(VECTOR_STEPS + 1);
                        var free = before.plus(1 - 2 * (VECTOR_STEPS + 1));
                        loadTile(0, deltas, t, delta[half], DELTA_LOADED)
                                .after(VECTOR_DONE, free)
                                .after(DECAYED, number.plus(-1));
                        loadTile(1, inputs, t, input[half], INPUT_LOADED).after(VECTOR_DONE, free);
                        weigh(half, number.plus(1));
                        var iteration = new Iteration(number, half, before.plus(1), free);
                        advanceState(iteration, t, s, delta[half], number.plus(1));
                        accumulate(sums.slice(t.times(length), length)).after(PREPARED, 2);
                    }
                }));
        builder.loop(
                tiles,
                t -> store(t, sums.slice(t.times(length), length))
                        .after(
                                VECTOR_DONE,
                                t.plus((shape.states() - 1L) * tiles + 1).times(VECTOR_STEPS + 1)));
    }

    /** Channels outside, states inside: {@code delta} and {@code input} are loaded and multiplied once. */
    public static Program channelsOutside(Shape shape) {
        var mamba = new FusedMamba("mamba, channels outside", shape, 2);
        mamba.channelsOutside();
        return mamba.builder.build();
    }

    private void channelsOutside() {
        int states = shape.states();
        long stepsOfTile = 1L + (long) VECTOR_STEPS * states;
        builder.loop(shape.tiles() / 2, pair -> {
            for (int half = 0; half < 2; half++) {
                int tileHalf = half;
                var t = pair.times(2).plus(half);
                var before = t.times(stepsOfTile);
                var free = before.plus(1 - 2 * stepsOfTile);
                var sum = sums.slice(Affine.of((long) half * length), length);
                prepare(new Elementwise.Memset(sum, 0)).after(STORED, t.plus(-1));
                loadTile(0, deltas, t, delta[half], DELTA_LOADED)
                        .after(VECTOR_DONE, free)
                        .after(DECAYED, t.plus(-1).times(states));
                loadTile(1, inputs, t, input[half], INPUT_LOADED).after(VECTOR_DONE, free);
                weigh(half, t.plus(1));
                builder.loop(states / 2, statePair -> {
                    for (int stateHalf = 0; stateHalf < 2; stateHalf++) {
                        var s = statePair.times(2).plus(stateHalf);
                        var first = before.plus(1).plus(s.times(VECTOR_STEPS));
                        var iteration = new Iteration(
                                t.times(states).plus(s), stateHalf, first, first.plus(-2L * VECTOR_STEPS));
                        advanceState(iteration, t, s, delta[tileHalf], t.plus(1));
                        accumulate(sum).after(PREPARED, t.plus(2));
                    }
                });
                store(t, sum).after(VECTOR_DONE, before.plus(stepsOfTile));
            }
        });
    }

    /**
     * One state of one tile of channels.
     *
     * @param number of those before it
     * @param half which of two buffers it takes
     * @param first steps of VectorE before its own
     * @param free steps of VectorE that are done when the last one but one no longer needs its buffers: as many as it needs
     *     or a few more
     */
    private record Iteration(Affine number, int half, Affine first, Affine free) {}

    private ProgramBuilder.Emitted loadTile(int queue, Buffer.Tensor from, Affine t, Buffer.Tile into, String loaded) {
        return builder.on(
                        queue,
                        new Transfer.DmaCopy(into.all(), from.block(t.times((long) ROWS * length), ROWS, length)))
                .signal(loaded);
    }

    /** {@code delta · input}. */
    private void weigh(int half, Affine loads) {
        vector(times(weighted, delta[half].all(), input[half].all()))
                .after(DELTA_LOADED, loads)
                .after(INPUT_LOADED, loads);
    }

    private static Elementwise.TensorTensor times(Buffer.Tile into, Access.OfTile left, Access.OfTile right) {
        return new Elementwise.TensorTensor(into.all(), left, right, AluOperator.MULTIPLY);
    }

    /** The state of all times, and its product with {@code c}, in the tile of the state. */
    private void advanceState(Iteration iteration, Affine t, Affine s, Buffer.Tile deltaTile, Affine deltaLoads) {
        int half = iteration.half;
        var number = iteration.number;
        var column = new Access.OfTensor(
                decays,
                t.times((long) ROWS * shape.states()).plus(s),
                new Stride(ROWS, shape.states()),
                List.of(Stride.of(1)));
        builder.on(2, new Transfer.DmaCopy(decay[half].all(), column))
                .after(DECAYED, number.plus(-1))
                .signal(DECAY_LOADED);
        var spreadB = spread(iteration, b, s, rowB[half], 0);
        var spreadC = spread(iteration, c, s, rowC[half], 1);
        builder.on(
                        Engine.SCALAR,
                        new Elementwise.Activation(
                                decayed[half].all(),
                                deltaTile.all(),
                                ActivationFunction.EXP,
                                new Scalar.Column(decay[half].all()),
                                Scalar.of(0)))
                .after(DELTA_LOADED, deltaLoads)
                .after(DECAY_LOADED, number.plus(1))
                .after(VECTOR_DONE, iteration.free.plus(2))
                .signal(DECAYED);
        vector(times(fed, weighted.all(), spreadB))
                .after(SPREAD, number.times(2).plus(1));
        vector(new Reduction.TensorTensorScan(
                        state.all(),
                        decayed[half].all(),
                        fed.all(),
                        Scalar.of(0),
                        AluOperator.MULTIPLY,
                        AluOperator.ADD))
                .after(DECAYED, number.plus(1));
        vector(times(state, state.all(), spreadC)).after(SPREAD, number.times(2).plus(2));
    }

    /** A row in every partition; {@code which} of the two that an iteration takes. */
    private Access.OfTile spread(Iteration iteration, Buffer.Tensor from, Affine s, Buffer.Tile row, int which) {
        int bank = 2 * which + iteration.half;
        var everywhere = spread.slice(Affine.of((long) bank * BANK), length);
        var twice = iteration.number.times(2);
        builder.on(3 + which, new Transfer.DmaCopy(row.all(), from.block(s.times(length), 1, length)))
                .after(SPREAD, twice.plus(which - 3L))
                .signal(ROWS_LOADED.get(which));
        builder.on(
                        Engine.TENSOR,
                        new Matrix.Matmul(everywhere, ones.all(), row.all(), false, Matrix.Matmul.Mode.NORMAL))
                .after(PREPARED, 1)
                .after(ROWS_LOADED.get(which), iteration.number.plus(1))
                .after(VECTOR_DONE, iteration.free.plus(1 + 2L * which))
                .signal(SPREAD);
        return everywhere;
    }

    private ProgramBuilder.Emitted accumulate(Access.OfTile sum) {
        return vector(new Elementwise.TensorTensor(sum, sum, state.all(), AluOperator.ADD));
    }

    private ProgramBuilder.Emitted vector(EngineInstruction instruction) {
        return builder.on(Engine.VECTOR, instruction).signal(VECTOR_DONE);
    }

    private ProgramBuilder.Emitted store(Affine t, Access.OfTile sum) {
        return builder.on(5, new Transfer.DmaCopy(output.block(t.times((long) ROWS * length), ROWS, length), sum))
                .signal(STORED);
    }
}
