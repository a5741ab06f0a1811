package dev.ranvier.torch.graph;

import dev.ranvier.stablehlo.ElementType;
import java.util.List;
import java.util.Optional;

/** What a node takes or gives, or what a graph does: a value by name, or a constant. */
public sealed interface Argument {
    /** Python's None. */
    record None() implements Argument {}

    /** A tensor by name. */
    record Tensor(String name) implements Argument {}

    /** A list of tensors, some of which may be absent. */
    record Tensors(List<Optional<String>> names) implements Argument {
        public Tensors {
            names = List.copyOf(names);
        }
    }

    /** An integer, known or by name. */
    sealed interface Size extends Argument {}

    /** An integer that the graph knows. */
    record Int(long value) implements Size {}

    /** An integer of the run by name; the graph says its expression. */
    record SymInt(String name) implements Size {}

    /** A list of integers. */
    record Sizes(List<Size> sizes) implements Argument {
        public Sizes {
            sizes = List.copyOf(sizes);
        }
    }

    /** A number. */
    record Real(double value) implements Argument {}

    /** A list of numbers. */
    record Reals(List<Double> values) implements Argument {
        public Reals {
            values = List.copyOf(values);
        }
    }

    /** A complex number. */
    record Complex(double real, double imaginary) implements Argument {}

    /** A truth value. */
    record Bool(boolean value) implements Argument {}

    /** A list of truth values. */
    record Bools(List<Boolean> values) implements Argument {
        public Bools {
            values = List.copyOf(values);
        }
    }

    /** A string. */
    record Text(String value) implements Argument {}

    /** A {@code torch.dtype}. */
    record DType(ElementType elementType) implements Argument {}

    /** A graph that a higher-order op runs. */
    record Subgraph(String name, Graph graph) implements Argument {}

    /** A kind of argument that no lowering reads: devices, layouts, memory formats, objects of C++, symbolic floats. */
    record Unread(String kind) implements Argument {}
}
