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
}
