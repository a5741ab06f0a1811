package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.isa.Buffer.Tile.Space;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.neuroncore.machine.Machine;
import java.util.EnumSet;
import java.util.Set;

/** The instructions of the systolic array. */
public sealed interface Matrix extends EngineInstruction {
    /**
     * {@code destination[m, n] = Σ stationary[k, m] · moving[k, n]}, added to what stands there if {@code accumulate}.
     * Partitions are k in the operands and m in the result.
     *
     * @param mode what a row of the array holds
     */
    record Matmul(
            @Written Access.OfTile destination,
            Access.OfTile stationary,
            Access.OfTile moving,
            boolean accumulate,
            Mode mode)
            implements Matrix {
        private static final int MOST_STATIONARY = 128;
        private static final int MOST_MOVING = 512;

        public enum Mode {
            NORMAL,
            /** Two 8-bit floats: the first free dimension of both operands is 2 and is summed over too. */
            DOUBLE_ROW
        }

        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.TENSOR);
        }

        @Override
        public boolean readsDestination() {
            return accumulate;
        }

        private int depth() {
            return mode == Mode.DOUBLE_ROW ? 2 : 1;
        }

        @Override
        public void check(Rules rules) {
            rules.require(
                    stationary.rows() == moving.rows(),
                    "stationary and moving have " + stationary.rows() + " and " + moving.rows() + " partitions");
            rules.require(
                    stationary.in(Space.SBUF) && moving.in(Space.SBUF) && destination.in(Space.PSUM),
                    "a matrix product reads SBUF and writes PSUM");
            rules.require(
                    stationary.elements() / depth() <= MOST_STATIONARY,
                    "stationary has at most " + MOST_STATIONARY + " columns");
            rules.require(moving.elements() / depth() <= MOST_MOVING, "moving has at most " + MOST_MOVING + " columns");
            rules.require(
                    destination.rows() * depth() == stationary.elements()
                            && destination.elements() * depth() == moving.elements(),
                    "the result of " + stationary.elements() / depth() + " and " + moving.elements() / depth()
                            + " columns is not " + destination.rows() + " x " + destination.elements());
            types(rules);
            psumBank(rules, destination);
        }

        private void types(Rules rules) {
            boolean half = rules.machine().generation() >= 4 && destination.type() == DataType.BF16;
            rules.require(
                    destination.type() == DataType.F32 || half,
                    "the result in PSUM is f32" + (rules.machine().generation() >= 4 ? " or bf16" : "") + ", not "
                            + destination.type());
            rules.require(
                    stationary.type().isFloat() && moving.type().isFloat(), "operands of a matrix product are floats");
            rules.require(
                    wide(stationary.type()) == wide(moving.type()), "f32 and tf32 do not mix with narrower types");
            rules.require(
                    !EnumSet.of(stationary.type(), moving.type())
                            .containsAll(EnumSet.of(DataType.F8E4M3, DataType.F8E4M3FN)),
                    "f8E4M3 and f8E4M3FN do not mix");
            if (mode == Mode.DOUBLE_ROW) {
                rules.require(rules.machine().generation() >= 3, "double_row needs a NeuronCore-v3 or later");
                rules.require(
                        stationary.type().bytes() == 1 && moving.type().bytes() == 1, "double_row is for 8-bit floats");
                rules.require(
                        stationary.free().getFirst().size() == 2
                                && moving.free().getFirst().size() == 2,
                        "the first free dimension of both operands is 2 in double_row");
            }
        }

        private static boolean wide(DataType type) {
            return type.bytes() == 4;
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            int columns = destination.elements();
            var sums = new float[destination.rows()][columns];
            for (int k = 0; k < stationary.rows(); k++) {
                var weights = storage.floats(stationary, k);
                var values = storage.floats(moving, k);
                for (int half = 0; half < depth(); half++) {
                    for (int m = 0; m < sums.length; m++) {
                        addProduct(sums[m], weights[half * sums.length + m], values, half * columns);
                    }
                }
            }
            for (int m = 0; m < sums.length; m++) {
                if (accumulate) {
                    var before = storage.floats(destination, m);
                    for (int n = 0; n < columns; n++) {
                        sums[m][n] = before[n] + sums[m][n];
                    }
                }
                storage.writeFloats(destination, m, sums[m]);
            }
        }

        private static void addProduct(float[] sums, float weight, float[] values, int first) {
            for (int n = 0; n < sums.length; n++) {
                sums[n] += weight * values[first + n];
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            int columns = moving.elements() / depth();
            double cycles = Math.max(Math.min(Cycles.LEAST, stationary.elements() / depth()), columns);
            int passes = stationary.type() == DataType.F32 || moving.type() == DataType.F32 ? 4 : 1;
            return new Cycles(cycles * passes, "AWS Neuron documentation 2.26, nki.isa: nc_matmul");
        }
    }

    /**
     * {@code destination[f, p] = source[p, f]}, bit by bit: on TensorE of up to 128 x 128 from SBUF to PSUM, on VectorE
     * of up to 32 x 32.
     */
    record Transpose(@Written Access.OfTile destination, Access.OfTile source) implements Matrix {
        private static final int MOST_TENSOR = 128;
        private static final int MOST_VECTOR = 32;

        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.TENSOR, Engine.VECTOR);
        }

        @Override
        public void check(Rules rules) {
            boolean tensor = rules.processor().equals(new Processor.Compute(Engine.TENSOR));
            int most = tensor ? MOST_TENSOR : MOST_VECTOR;
            rules.require(
                    source.rows() <= most && source.elements() <= most,
                    "this engine transposes up to " + most + " x " + most);
            rules.require(
                    destination.rows() == source.elements() && destination.elements() == source.rows(),
                    "the transpose of " + source.rows() + " x " + source.elements() + " is not " + destination.rows()
                            + " x " + destination.elements());
            if (!tensor) {
                rules.require(destination.type() == source.type(), "a transpose keeps the type");
                return;
            }
            rules.require(source.in(Space.SBUF) && destination.in(Space.PSUM), "TensorE transposes from SBUF to PSUM");
            rules.require(
                    source.type().isFloat() && source.type().bytes() > 1 && destination.type() == source.type(),
                    "TensorE transposes floats of 16 and 32 bits, and keeps the type");
            psumBank(rules, destination);
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            var columns = new long[destination.rows()][destination.elements()];
            for (int p = 0; p < source.rows(); p++) {
                var row = storage.integers(source, p);
                for (int f = 0; f < columns.length; f++) {
                    columns[f][p] = row[f];
                }
            }
            for (int f = 0; f < columns.length; f++) {
                storage.writeIntegers(destination, f, columns[f]);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return engine == Engine.VECTOR
                    ? Cycles.of("nc_transpose", source.elements())
                    : new Cycles(
                            Math.max(source.rows(), Math.min(Cycles.LEAST, source.elements())),
                            "AWS Neuron documentation 2.26, nki.isa: nc_transpose");
        }
    }

    /** TensorE writes into one bank of PSUM at a time, wherever loops move the access to. */
    private static void psumBank(Rules rules, Access.OfTile access) {
        if (!access.in(Space.PSUM)) {
            return;
        }
        int bank = rules.machine().memory().psumBankBytes();
        long width = access.type().bytes();
        var offset = access.offset().times(width).plus(access.tile().address());
        boolean fromBankToBank = offset.coefficients().values().stream().allMatch(step -> step % bank == 0);
        long first = fromBankToBank ? offset.constant() : offset.least(rules.counts());
        long last = fromBankToBank ? offset.constant() : offset.greatest(rules.counts());
        for (var stride : access.free()) {
            long reach = (stride.size() - 1L) * stride.step() * width;
            first += Math.min(reach, 0);
            last += Math.max(reach, 0);
        }
        rules.require(
                Math.floorDiv(first, bank) == Math.floorDiv(last + width - 1, bank),
                "a result of TensorE lies in one bank of " + bank + " bytes; this one takes bytes " + first + " to "
                        + (last + width - 1) + " of a partition");
    }
}
