package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.neuroncore.machine.Machine;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Instructions whose results follow from the places of the elements. */
public sealed interface Positional extends EngineInstruction {
    /**
     * {@code destination[p, i] = base + partitionStep · p + Σ step · index} over the dimensions of {@code pattern}, as
     * integers.
     */
    record Iota(@Written Access.OfTile destination, List<Stride> pattern, int base, int partitionStep)
            implements Positional {
        public Iota {
            pattern = List.copyOf(pattern);
        }

        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.GPSIMD);
        }

        @Override
        public void check(Rules rules) {
            rules.require(
                    Stride.elements(pattern) == destination.elements(),
                    "the pattern gives " + Stride.elements(pattern) + " elements, not " + destination.elements());
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var values = Arithmetic.ramp(pattern, base + (long) partitionStep * row);
                if (destination.type().isFloat()) {
                    storage.writeFloats(destination, row, Arithmetic.floats(values));
                } else {
                    storage.writeIntegers(destination, row, values);
                }
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Arithmetic.gpsimd("iota", destination.elements());
        }
    }

    /**
     * {@code destination = source} where {@code base + partitionStep · p + Σ step · index} compares so with 0, and
     * {@code otherwise} elsewhere: what triangular masks are made with.
     */
    record AffineSelect(
            @Written Access.OfTile destination,
            Access.OfTile source,
            List<Stride> pattern,
            int base,
            int partitionStep,
            AluOperator comparison,
            float otherwise)
            implements Positional {
        public AffineSelect {
            pattern = List.copyOf(pattern);
        }

        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.GPSIMD);
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
            rules.require(
                    Stride.elements(pattern) == destination.elements(),
                    "the pattern gives " + Stride.elements(pattern) + " elements, not " + destination.elements());
            rules.require(
                    Arithmetic.COMPARISONS.contains(comparison), "affine_select compares; " + comparison + " does not");
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var x = storage.floats(source, row);
                var condition = Arithmetic.ramp(pattern, base + (long) partitionStep * row);
                for (int i = 0; i < x.length; i++) {
                    x[i] = comparison.apply(condition[i], 0, DataType.I32) != 0 ? x[i] : otherwise;
                }
                storage.writeFloats(destination, row, x);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Arithmetic.gpsimd("affine_select", destination.elements());
        }
    }

    /**
     * {@code destination = source} where {@code start + i} compares so with both bounds, for the i-th element of a
     * partition; elsewhere the least finite float: what masks of sequences are made with.
     */
    record RangeSelect(
            @Written Access.OfTile destination,
            Access.OfTile source,
            int start,
            AluOperator first,
            Scalar firstBound,
            AluOperator second,
            Scalar secondBound)
            implements Positional {
        private static final int MOST_PLACE = 1 << 24;

        @Override
        public Set<Engine> engines() {
            return EnumSet.of(Engine.VECTOR);
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
            rules.column(firstBound, destination);
            rules.column(secondBound, destination);
            rules.require(
                    Arithmetic.COMPARISONS.contains(first) && Arithmetic.COMPARISONS.contains(second),
                    "range_select compares; " + first + " and " + second + " do not both");
            rules.require(
                    start >= 0 && start + (long) source.elements() <= MOST_PLACE,
                    "places of range_select are below " + MOST_PLACE + ", which floats can count");
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < destination.rows(); row++) {
                var x = storage.floats(source, row);
                float one = Arithmetic.scalar(storage, firstBound, row);
                float other = Arithmetic.scalar(storage, secondBound, row);
                for (int i = 0; i < x.length; i++) {
                    boolean inside = first.apply(start + i, one) != 0 && second.apply(start + i, other) != 0;
                    x[i] = inside ? x[i] : -Float.MAX_VALUE;
                }
                storage.writeFloats(destination, row, x);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("range_select", destination.elements());
        }
    }
}
