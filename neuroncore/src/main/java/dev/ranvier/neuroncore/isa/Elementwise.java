package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.isa.Buffer.Tile.Space;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.neuroncore.machine.Machine;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Instructions that compute each element of the result from those at its place. */
public sealed interface Elementwise extends EngineInstruction {
    /**
     * {@code destination = left operator right}. On GpSimdE sums, differences and products of 32-bit integers are exact;
     * elsewhere they go through floats.
     */
    record TensorTensor(
            @Written Access.OfTile destination, Access.OfTile left, Access.OfTile right, AluOperator operator)
            implements Elementwise {
        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.VECTOR, Engine.GPSIMD);
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, left, right);
            rules.notBothInPsum(left, right);
            Arithmetic.integersForBits(rules, operator, destination, left, right);
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            boolean exact = processor.equals(new Processor.Compute(Engine.GPSIMD))
                    && !destination.type().isFloat()
                    && left.type() == destination.type()
                    && right.type() == destination.type();
            for (int row = 0; row < destination.rows(); row++) {
                if (exact || operator.onBits()) {
                    var x = storage.integers(left, row);
                    var y = storage.integers(right, row);
                    for (int i = 0; i < x.length; i++) {
                        x[i] = operator.apply(x[i], y[i], destination.type());
                    }
                    storage.writeIntegers(destination, row, x);
                } else {
                    var x = storage.floats(left, row);
                    var y = storage.floats(right, row);
                    for (int i = 0; i < x.length; i++) {
                        x[i] = operator.apply(x[i], y[i]);
                    }
                    storage.writeFloats(destination, row, x);
                }
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            int elements = destination.elements();
            boolean once = left.in(Space.PSUM)
                    || right.in(Space.PSUM)
                    || (fastOperator() && Arithmetic.bf16InSbuf(destination, left, right));
            var cycles = Cycles.of("tensor_tensor", once ? elements : 2.0 * elements);
            return once || engine != Engine.VECTOR ? cycles : cycles.fastMode(machine, 2, 1, destination, left, right);
        }

        private boolean fastOperator() {
            return operator == AluOperator.ADD || operator == AluOperator.SUBTRACT || operator == AluOperator.MULTIPLY;
        }
    }

    /**
     * {@code destination = (source first scalar) second otherScalar}, the scalars one for each partition or for all.
     *
     * @param swapped whether the first scalar is the left operand
     * @param second with {@code otherScalar} absent together
     */
    record TensorScalar(
            @Written Access.OfTile destination,
            Access.OfTile source,
            AluOperator first,
            Scalar scalar,
            boolean swapped,
            @Nullable AluOperator second,
            @Nullable Scalar otherScalar)
            implements Elementwise {
        public TensorScalar(Access.OfTile destination, Access.OfTile source, AluOperator operator, Scalar scalar) {
            this(destination, source, operator, scalar, false, null, null);
        }

        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.VECTOR, Engine.SCALAR, Engine.GPSIMD);
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
            rules.column(scalar, destination);
            rules.require(
                    (second == null) == (otherScalar == null), "a second operator and a second scalar come together");
            if (otherScalar != null) {
                rules.column(otherScalar, destination);
            }
            rules.require(
                    !first.onBits() && (second == null || !second.onBits()),
                    "the scalars are floats, which have no operators on bits; use tensor_tensor");
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var x = storage.floats(source, row);
                float y = Arithmetic.scalar(storage, scalar, row);
                for (int i = 0; i < x.length; i++) {
                    x[i] = swapped ? first.apply(y, x[i]) : first.apply(x[i], y);
                }
                if (second != null && otherScalar != null) {
                    float z = Arithmetic.scalar(storage, otherScalar, row);
                    for (int i = 0; i < x.length; i++) {
                        x[i] = second.apply(x[i], z);
                    }
                }
                storage.writeFloats(destination, row, x);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            var cycles = Cycles.of("tensor_scalar", destination.elements());
            return engine == Engine.VECTOR ? cycles.fastMode(machine, 4, 2, destination, source) : cycles;
        }
    }

    /** {@code destination = (source first scalar) second other}. */
    record ScalarTensorTensor(
            @Written Access.OfTile destination,
            Access.OfTile source,
            AluOperator first,
            Scalar scalar,
            AluOperator second,
            Access.OfTile other)
            implements Elementwise {
        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.VECTOR);
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source, other);
            rules.column(scalar, destination);
            rules.notBothInPsum(source, other);
            rules.require(!first.onBits() && !second.onBits(), "scalar_tensor_tensor has no operators on bits");
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var x = storage.floats(source, row);
                var z = storage.floats(other, row);
                float y = Arithmetic.scalar(storage, scalar, row);
                for (int i = 0; i < x.length; i++) {
                    x[i] = second.apply(first.apply(x[i], y), z[i]);
                }
                storage.writeFloats(destination, row, x);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            int elements = destination.elements();
            boolean once = Arithmetic.bf16InSbuf(destination, source, other)
                    && first == AluOperator.SUBTRACT
                    && second == AluOperator.MULTIPLY
                    && elements % 2 == 0;
            return Cycles.of("scalar_tensor_tensor", once ? elements : 2.0 * elements);
        }
    }

    /** {@code destination = source}; bit by bit where the types are the same. */
    record TensorCopy(@Written Access.OfTile destination, Access.OfTile source) implements Elementwise {
        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.VECTOR, Engine.SCALAR, Engine.GPSIMD);
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                if (source.type() == destination.type()) {
                    storage.writeIntegers(destination, row, storage.integers(source, row));
                } else {
                    storage.writeFloats(destination, row, storage.floats(source, row));
                }
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            var cycles = Cycles.of("tensor_copy", destination.elements());
            return engine == Engine.VECTOR ? cycles.fastMode(machine, 4, 2, destination, source) : cycles;
        }
    }

    /** {@code destination = source} where the predicate is not 0; elsewhere it stays as it is. */
    record TensorCopyPredicated(@Written Access.OfTile destination, Access.OfTile source, Access.OfTile predicate)
            implements Elementwise {
        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.VECTOR);
        }

        @Override
        public boolean readsDestination() {
            return true;
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source, predicate);
            rules.notBothInPsum(source, predicate);
            rules.require(
                    source.type() == destination.type(),
                    "tensor_copy_predicated keeps the type, " + source.type() + ", not " + destination.type());
            rules.require(!predicate.type().isFloat(), "a predicate is of integers, not of " + predicate.type());
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var kept = storage.integers(destination, row);
                var taken = storage.integers(source, row);
                var where = storage.integers(predicate, row);
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = where[i] != 0 ? taken[i] : kept[i];
                }
                storage.writeIntegers(destination, row, kept);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            boolean once = source.in(Space.PSUM) || predicate.in(Space.PSUM);
            return Cycles.of("tensor_copy_predicated", (once ? 1.0 : 2.0) * destination.elements());
        }
    }

    /** Every element the same number, rounded to the type. */
    record Memset(@Written Access.OfTile destination, float value) implements Elementwise {
        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.VECTOR, Engine.GPSIMD);
        }

        @Override
        public void check(Rules rules) {}

        @Override
        public void execute(Storage storage, Processor processor) {
            var values = new float[destination.elements()];
            Arrays.fill(values, value);
            for (int row = 0; row < destination.rows(); row++) {
                storage.writeFloats(destination, row, values);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            boolean half = value == 0 && (destination.type() == DataType.BF16 || destination.type() == DataType.F16);
            return Cycles.of("memset", destination.elements() / (half ? 2.0 : 1.0));
        }
    }

    /** {@code destination = 1 / source}, rounded once (the approximation of ScalarE is {@link Activation}'s). */
    record Reciprocal(@Written Access.OfTile destination, Access.OfTile source) implements Elementwise {
        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.VECTOR);
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var x = storage.floats(source, row);
                for (int i = 0; i < x.length; i++) {
                    x[i] = 1 / x[i];
                }
                storage.writeFloats(destination, row, x);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("reciprocal", 8.0 * destination.elements());
        }
    }

    /** {@code destination = function(source · scale + bias)}. */
    record Activation(
            @Written Access.OfTile destination,
            Access.OfTile source,
            ActivationFunction function,
            Scalar scale,
            Scalar bias)
            implements Elementwise {
        public Activation(Access.OfTile destination, Access.OfTile source, ActivationFunction function) {
            this(destination, source, function, Scalar.of(1), Scalar.of(0));
        }

        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.SCALAR);
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
            rules.column(scale, destination);
            rules.column(bias, destination);
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                storage.writeFloats(
                        destination, row, Arithmetic.activated(storage, source, function, scale, bias, row));
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("activation", destination.elements());
        }
    }
}
