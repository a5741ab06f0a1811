package dev.ranvier.stablehlo;

import java.util.List;

/** A type of the program: the StableHLO specification's "Types", and the builtin types that programs carry. */
public sealed interface Type
        permits ElementType,
                TensorType,
                Type.Tuple,
                Type.Token,
                Type.Future,
                Type.Buffer,
                Type.FunctionType,
                Type.None {

    /** An ordered list of types ({@code tuple<...>}). */
    record Tuple(List<Type> elements) implements Type {
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return TypeSpelling.of(this);
        }
    }

    /** Orders side effects ({@code !stablehlo.token}). */
    record Token() implements Type {
        @Override
        public String toString() {
            return TypeSpelling.of(this);
        }
    }

    /** The pending results of an {@code async_start} ({@code !stablehlo.future<...>}). */
    record Future(List<Type> results) implements Type {
        public Future {
            results = List.copyOf(results);
        }

        @Override
        public String toString() {
            return TypeSpelling.of(this);
        }
    }

    /** A mutable buffer ({@code memref<...>}), of the same shape and element type as {@code contents}. */
    record Buffer(TensorType contents) implements Type {
        @Override
        public String toString() {
            return TypeSpelling.of(this);
        }
    }

    /** The type of a function or of a region ({@code (...) -> (...)}). */
    record FunctionType(List<Type> inputs, List<Type> results) implements Type {
        public FunctionType {
            inputs = List.copyOf(inputs);
            results = List.copyOf(results);
        }

        @Override
        public String toString() {
            return TypeSpelling.of(this);
        }
    }

    /** The builtin unit type ({@code none}). */
    record None() implements Type {
        @Override
        public String toString() {
            return TypeSpelling.of(this);
        }
    }
}
