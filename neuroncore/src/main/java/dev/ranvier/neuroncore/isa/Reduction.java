package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.neuroncore.machine.Machine;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Instructions that combine the elements of a partition, from the first on. */
public sealed interface Reduction extends EngineInstruction {
    @Override
    default Set<Engine> engines() {
        return EnumSet.of(Engine.VECTOR);
    }

    /**
     * Combines the last {@code dimensions} free dimensions of the source.
     *
     * @param negated whether the result's sign is turned
     */
    record TensorReduce(
            @Written Access.OfTile destination,
            Access.OfTile source,
            AluOperator operator,
            int dimensions,
            boolean negated)
            implements Reduction {
        @Override
        public void check(Rules rules) {
            Reducing.operator(rules, operator);
            boolean some = dimensions >= 1 && dimensions <= source.free().size();
            rules.require(some, "it reduces 1 to " + source.free().size() + " dimensions, not " + dimensions);
            rules.require(
                    !some
                            || (destination.rows() == source.rows()
                                    && destination.elements() * reduced() == source.elements()),
                    "the result of reducing " + source.rows() + " x " + source.elements() + " is not "
                            + destination.rows() + " x " + destination.elements());
        }

        private int reduced() {
            int rank = source.free().size();
            return Stride.elements(source.free().subList(rank - dimensions, rank));
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            int count = reduced();
            for (int row = 0; row < source.rows(); row++) {
                var values = storage.floats(source, row);
                var results = new float[values.length / count];
                for (int i = 0; i < results.length; i++) {
                    float result = Arithmetic.reduce(operator, values, i * count, (i + 1) * count);
                    results[i] = negated ? -result : result;
                }
                storage.writeFloats(destination, row, results);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            boolean half = source.type() == DataType.BF16
                    && destination.type() == DataType.BF16
                    && (operator == AluOperator.ADD || operator == AluOperator.MAX);
            return Cycles.of("tensor_reduce", source.elements() / (half ? 2.0 : 1.0));
        }
    }

    /** An {@link Elementwise.Activation} whose results, before they are rounded to the type, are summed too. */
    record ActivationReduce(
            @Written Access.OfTile destination,
            @Written Access.OfTile sums,
            Access.OfTile source,
            ActivationFunction function,
            Scalar scale,
            Scalar bias)
            implements Reduction {
        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.SCALAR);
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
            rules.column(scale, destination);
            rules.column(bias, destination);
            Reducing.one(rules, sums, source);
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var values = Arithmetic.activated(storage, source, function, scale, bias, row);
                storage.writeFloats(destination, row, values);
                storage.writeFloats(
                        sums, row, new float[] {Arithmetic.reduce(AluOperator.ADD, values, 0, values.length)});
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("activation_reduce", destination.elements()).plus(Cycles.LEAST);
        }
    }

    /** {@code destination = source operator scalar}, and these results, before they are rounded to the type, combined. */
    record TensorScalarReduce(
            @Written Access.OfTile destination,
            @Written Access.OfTile reduced,
            Access.OfTile source,
            AluOperator operator,
            Scalar scalar,
            AluOperator reduction)
            implements Reduction {
        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
            rules.column(scalar, destination);
            rules.require(!operator.onBits(), "the scalars are floats, which have no operators on bits");
            Reducing.operator(rules, reduction);
            Reducing.one(rules, reduced, source);
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var values = storage.floats(source, row);
                float right = Arithmetic.scalar(storage, scalar, row);
                for (int i = 0; i < values.length; i++) {
                    values[i] = operator.apply(values[i], right);
                }
                storage.writeFloats(destination, row, values);
                storage.writeFloats(reduced, row, new float[] {Arithmetic.reduce(reduction, values, 0, values.length)});
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("tensor_scalar_reduce", destination.elements()).plus(Cycles.LEAST);
        }
    }

    /**
     * {@code destination[i] = (destination[i - 1] first left[i]) second right[i]}, with {@code initial} before the first
     * element: with multiply and add, a linear recurrence.
     */
    record TensorTensorScan(
            @Written Access.OfTile destination,
            Access.OfTile left,
            Access.OfTile right,
            Scalar initial,
            AluOperator first,
            AluOperator second)
            implements Reduction {
        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, left, right);
            rules.column(initial, destination);
            rules.notBothInPsum(left, right);
            rules.require(!first.onBits() && !second.onBits(), "tensor_tensor_scan has no operators on bits");
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var x = storage.floats(left, row);
                var y = storage.floats(right, row);
                float state = Arithmetic.scalar(storage, initial, row);
                for (int i = 0; i < x.length; i++) {
                    state = second.apply(first.apply(state, x[i]), y[i]);
                    x[i] = state;
                }
                storage.writeFloats(destination, row, x);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("tensor_tensor_scan", 2.0 * destination.elements());
        }
    }

    /**
     * Statistics of up to 512 elements, of those at even and at odd places apart: {@code count, mean, count · variance}
     * of the even ones, then of the odd ones.
     */
    record BnStats(@Written Access.OfTile destination, Access.OfTile source) implements Reduction {
        private static final int MOST = 512;
        static final int RESULTS = 6;

        @Override
        public void check(Rules rules) {
            rules.require(source.elements() <= MOST, "bn_stats takes at most " + MOST + " elements of a partition");
            rules.require(
                    destination.rows() == source.rows() && destination.elements() == RESULTS,
                    "bn_stats gives " + RESULTS + " numbers for each partition");
            rules.require(destination.type() == DataType.F32, "bn_stats gives f32, not " + destination.type());
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < source.rows(); row++) {
                var values = storage.floats(source, row);
                var results = new float[RESULTS];
                for (int parity = 0; parity < 2; parity++) {
                    Reducing.statistics(values, parity, results);
                }
                storage.writeFloats(destination, row, results);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("bn_stats", source.elements());
        }
    }

    /** Mean and variance of all that the statistics of {@link BnStats} side by side are of. */
    record BnAggr(@Written Access.OfTile destination, Access.OfTile source) implements Reduction {
        @Override
        public void check(Rules rules) {
            rules.require(source.elements() % (BnStats.RESULTS / 2) == 0, "statistics are three numbers each");
            rules.require(
                    destination.rows() == source.rows() && destination.elements() == 2,
                    "bn_aggr gives mean and variance of each partition");
            rules.require(
                    source.type() == DataType.F32 && destination.type() == DataType.F32, "bn_aggr takes and gives f32");
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < source.rows(); row++) {
                storage.writeFloats(destination, row, Reducing.aggregate(storage.floats(source, row)));
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("bn_aggr", 13.0 * source.elements() / 3);
        }
    }

    /** The eight greatest elements of each partition, the greatest first. */
    record Max8(@Written Access.OfTile destination, Access.OfTile source) implements Reduction {
        private static final int RESULTS = 8;

        @Override
        public void check(Rules rules) {
            rules.require(source.elements() >= RESULTS, "max8 needs at least " + RESULTS + " elements of a partition");
            rules.require(
                    destination.rows() == source.rows() && destination.elements() == RESULTS,
                    "max8 gives " + RESULTS + " numbers for each partition");
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < source.rows(); row++) {
                var values = storage.floats(source, row);
                Arrays.sort(values);
                var results = new float[RESULTS];
                for (int i = 0; i < RESULTS; i++) {
                    results[i] = values[values.length - 1 - i];
                }
                storage.writeFloats(destination, row, results);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("max8", source.elements());
        }
    }
}
