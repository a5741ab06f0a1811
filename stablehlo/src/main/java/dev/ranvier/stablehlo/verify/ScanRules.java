package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ChloOp.Scan;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/** Rules of {@code chlo.scan}: slices of the inputs and the carries go into the body, slices of the outputs and the carries come out. */
final class ScanRules {
    private ScanRules() {}

    static ResultTypes check(Scan op, Constraints constraints) {
        constraints.require(
                "inputs",
                !op.inputs().isEmpty() || !op.outputs().isEmpty(),
                "there must be at least one input or output");
        var inputs = constraints.tensors("inputs", "inputs", op.inputs(), ElementKind.ANY);
        var inits = constraints.tensors("inits", "inits", op.inits(), ElementKind.ANY);
        var size = size(op, inputs, constraints);
        checkArguments(op, inputs, inits, constraints);
        var returned = op.body().results();
        constraints.require(
                "body",
                returned.size() >= inits.size(),
                "body must return at least %d values, its carries, got %d",
                inits.size(),
                returned.size());
        return new ResultTypes("results", results(op, returned, size, constraints));
    }

    /** The number of slices. */
    private static Dimension size(Scan op, List<TensorType> inputs, Constraints constraints) {
        var declared = op.scanDimSize();
        constraints.require(
                "scan_dim_size",
                declared == null || declared >= 0,
                "scan_dim_size must not be negative, got %s",
                declared);
        var size = declared == null ? Dimension.unknown() : Dimension.of(declared);
        for (var input : inputs) {
            constraints.dimension("dimension", "dimension", op.dimension(), input.rank());
            var found = input.dimension((int) op.dimension());
            constraints.require(
                    "dimension",
                    Compatibility.compatible(size, found),
                    "dimension %d of inputs must have one size, got %s and %s",
                    op.dimension(),
                    size,
                    input);
            size = Compatibility.mostSpecific(size, found);
        }
        return size;
    }

    private static void checkArguments(
            Scan op, List<TensorType> inputs, List<TensorType> inits, Constraints constraints) {
        var arguments = op.body().arguments();
        constraints.require(
                "body",
                arguments.size() == inputs.size() + inits.size(),
                "body must take %d arguments, got %d",
                inputs.size() + inits.size(),
                arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            var expected = i < inputs.size() ? slice(inputs.get(i), op.dimension()) : inits.get(i - inputs.size());
            constraints.compatible(
                    "body",
                    "what is scanned",
                    expected,
                    "the argument",
                    arguments.get(i).type());
        }
    }

    private static TensorType slice(TensorType input, long dimension) {
        var dimensions = new ArrayList<>(input.dimensions());
        dimensions.remove((int) dimension);
        return input.withDimensions(dimensions);
    }

    private static List<TensorType> results(Scan op, List<Value> returned, Dimension size, Constraints constraints) {
        int outputs = returned.size() - op.inits().size();
        var results = new ArrayList<TensorType>(returned.size());
        for (int i = 0; i < returned.size(); i++) {
            var type = constraints.tensor("body", "what body returns", returned.get(i), ElementKind.ANY);
            if (i < outputs) {
                constraints.dimension("dimension", "dimension", op.dimension(), type.rank() + 1);
                var dimensions = new ArrayList<>(type.dimensions());
                dimensions.add((int) op.dimension(), size);
                type = type.withDimensions(dimensions);
            }
            results.add(type);
        }
        return results;
    }
}
