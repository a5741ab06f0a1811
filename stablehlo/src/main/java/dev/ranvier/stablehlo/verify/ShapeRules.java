package dev.ranvier.stablehlo.verify;

import static dev.ranvier.stablehlo.verify.ElementKind.COMPLEX;
import static dev.ranvier.stablehlo.verify.ElementKind.FLOAT;
import static dev.ranvier.stablehlo.verify.ElementKind.QUANTIZED;
import static dev.ranvier.stablehlo.verify.ElementKind.SIGNED;
import static dev.ranvier.stablehlo.verify.ElementKind.UNSIGNED;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules of ops that make, move and reshape elements. */
final class ShapeRules {
    private static final Set<ElementKind> COUNTABLE = EnumSet.of(SIGNED, UNSIGNED, FLOAT, COMPLEX, QUANTIZED);

    private ShapeRules() {}

    static ResultTypes check(ShapeOp op, Constraints constraints) {
        return switch (op) {
            case ShapeOp.Constant constant -> constant(constant, constraints);
            case ShapeOp.Iota iota -> {
                var output = constraints.tensor("C1", "output", iota.output(), COUNTABLE);
                constraints.require("C1", output.isStatic(), "output must be of static shape, got %s", output);
                constraints.dimension("C1", "iota_dimension", iota.iotaDimension(), output.rank());
                yield ResultTypes.declared(op);
            }
            case ShapeOp.Broadcast broadcast -> broadcast(broadcast, constraints);
            case ShapeOp.BroadcastInDim broadcast -> broadcastInDim(broadcast, constraints);
            case ShapeOp.Reshape reshape -> reshape(reshape, constraints);
            case ShapeOp.Transpose transpose -> transpose(transpose, constraints);
            case ShapeOp.Reverse reverse -> {
                var operand = constraints.tensor("I1", "operand", reverse.operand(), ElementKind.NOT_PER_AXIS);
                DimensionLists.unique("C2", "dimensions", reverse.dimensions(), constraints);
                DimensionLists.inRange("C3", "dimensions", reverse.dimensions(), operand.rank(), constraints);
                constraints.sameElements("C1", "operand", operand, "result", reverse.result());
                yield ResultTypes.of("C1", operand);
            }
            case ShapeOp.Concatenate concatenate -> concatenate(concatenate, constraints);
            case ShapeOp.Slice slice -> slice(slice, constraints);
            case ShapeOp.Pad pad -> pad(pad, constraints);
        };
    }

    /** A quantized constant is given by its storage. */
    private static ResultTypes constant(ShapeOp.Constant op, Constraints constraints) {
        var type = switch (op.value()) {
            case DenseElements elements -> elements.type();
            case DenseResource resource -> resource.type();
            default -> throw constraints.violation("I1", "value must be elements of a tensor");
        };
        if (!(op.output().type() instanceof TensorType output)
                || !(output.elementType() instanceof QuantizedType quantized)) {
            constraints.tensor("C1", "value", type, ElementKind.NOT_QUANTIZED);
            return ResultTypes.of("C1", type);
        }
        constraints.tensor("C1", "output", output, ElementKind.ANY);
        constraints.require(
                "C1",
                type.equals(output) || type.equals(output.withElementType(quantized.storage())),
                "value must be of the type of output or of its storage, got %s and %s",
                type,
                output);
        return ResultTypes.of("C1", output);
    }

    private static ResultTypes broadcast(ShapeOp.Broadcast op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var dimensions = new ArrayList<Dimension>(op.broadcastSizes().size() + operand.rank());
        for (int i = 0; i < op.broadcastSizes().size(); i++) {
            constraints.require(
                    "I2",
                    op.broadcastSizes().get(i) >= 0,
                    "broadcast_sizes must not be negative, got %s",
                    op.broadcastSizes());
            dimensions.add(Dimension.of(op.broadcastSizes().get(i)));
        }
        dimensions.addAll(operand.dimensions());
        constraints.sameElements("C1", "operand", operand, "result", op.result());
        return ResultTypes.of("C1", operand.withDimensions(dimensions));
    }

    private static ResultTypes broadcastInDim(ShapeOp.BroadcastInDim op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.ANY);
        var result = constraints.tensor("C1", "result", op.result(), ElementKind.ANY);
        checkStaticOrBounded("C5", result, constraints);
        checkBroadcast(operand, op.broadcastDimensions(), result, constraints);
        return ResultTypes.declared(op);
    }

    /** C1 to C6 of {@code broadcast_in_dim} and {@code dynamic_broadcast_in_dim}. */
    static void checkBroadcast(TensorType operand, Int64Array dimensions, TensorType result, Constraints constraints) {
        constraints.compatibleElements("C1", "operand", operand, "result", result);
        Quantization.checkSamePerTensor("C1", operand, result, constraints);
        constraints.require(
                "C2",
                dimensions.size() == operand.rank(),
                "broadcast_dimensions must be as many as operand has dimensions, got %s for %s",
                dimensions,
                operand);
        DimensionLists.inRange("C3", "broadcast_dimensions", dimensions, result.rank(), constraints);
        DimensionLists.unique("C4", "broadcast_dimensions", dimensions, constraints);
        for (int i = 0; i < operand.rank(); i++) {
            var size = operand.dimension(i);
            constraints.require(
                    "C5",
                    size.equals(Dimension.of(1))
                            || Compatibility.compatible(size, result.dimension(dimensions.dimension(i))),
                    "dimension %d of operand must be 1 or the size of dimension %d of result, got %s and %s",
                    i,
                    dimensions.get(i),
                    operand,
                    result);
        }
        Quantization.checkBroadcast("C6", operand, dimensions, result, constraints);
    }

    /** What upstream asks of static ops: at most one dimension is not static, and that one has a bound. */
    private static void checkStaticOrBounded(String label, TensorType result, Constraints constraints) {
        if (result.isStatic()) {
            return;
        }
        long dynamic = result.dimensions().stream()
                .filter(dimension -> !dimension.isStatic())
                .count();
        constraints.require(
                label,
                dynamic == 1 && result.dimensions().stream().anyMatch(Dimension.Bounded.class::isInstance),
                "result must be static but for one bounded dimension, got %s",
                result);
    }

    private static ResultTypes reshape(ShapeOp.Reshape op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.ANY);
        var result = constraints.tensor("C1", "result", op.result(), ElementKind.ANY);
        checkStaticOrBounded("C2", result, constraints);
        checkReshape(operand, result, constraints);
        return ResultTypes.declared(op);
    }

    /** C1 to C3 of {@code reshape} and {@code dynamic_reshape}. */
    static void checkReshape(TensorType operand, TensorType result, Constraints constraints) {
        constraints.compatibleElements("C1", "operand", operand, "result", result);
        if (!operand.isStatic() || !result.isStatic()) {
            return;
        }
        constraints.require(
                "C2",
                operand.elementCount() == result.elementCount(),
                "operand and result must have as many elements, got %s and %s",
                operand,
                result);
        Quantization.checkSamePerTensor("C1", operand, result, constraints);
        Quantization.checkReshape("C3", operand, result, constraints);
    }

    private static ResultTypes transpose(ShapeOp.Transpose op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.ANY);
        var permutation = op.permutation();
        constraints.require(
                "C2",
                permutation.size() == operand.rank(),
                "permutation must name every dimension of operand, got %s for %s",
                permutation,
                operand);
        DimensionLists.inRange("C2", "permutation", permutation, operand.rank(), constraints);
        DimensionLists.unique("C2", "permutation", permutation, constraints);
        var dimensions = new ArrayList<Dimension>(operand.rank());
        for (int i = 0; i < operand.rank(); i++) {
            dimensions.add(operand.dimension(permutation.dimension(i)));
        }
        var prescribed = Quantization.transposed(operand.withDimensions(dimensions), permutation);
        if (op.result().type() instanceof TensorType result
                && result.elementType().isQuantized()) {
            constraints.require(
                    "C4",
                    prescribed.elementType().equals(result.elementType()),
                    "result must be quantized as operand along the permuted dimension, got %s and %s",
                    operand,
                    result);
        }
        return ResultTypes.of("C3", prescribed);
    }

    private static ResultTypes concatenate(ShapeOp.Concatenate op, Constraints constraints) {
        var inputs = constraints.tensors("I1", "inputs", op.inputs(), ElementKind.NOT_PER_AXIS);
        constraints.require("C3", !inputs.isEmpty(), "inputs must not be empty");
        var first = inputs.getFirst();
        constraints.dimension("C4", "dimension", op.dimension(), first.rank());
        int along = (int) op.dimension();
        var merged = first;
        var size = first.dimension(along);
        for (var input : inputs.subList(1, inputs.size())) {
            constraints.sameElements("C1", "inputs[0]", first, "inputs", input);
            constraints.require(
                    "C2",
                    Compatibility.compatibleShapes(
                            withDimension(merged, along, Dimension.unknown()),
                            withDimension(input, along, Dimension.unknown())),
                    "inputs must have one shape but for dimension %d, got %s",
                    along,
                    inputs);
            merged = Compatibility.mostSpecific(
                    withDimension(merged, along, Dimension.unknown()),
                    withDimension(input, along, Dimension.unknown()));
            size = sum(size, input.dimension(along));
        }
        constraints.sameElements("C5", "inputs[0]", first, "result", op.result());
        return ResultTypes.of("C6", withDimension(merged, along, size));
    }

    private static TensorType withDimension(TensorType type, int index, Dimension dimension) {
        if (index >= type.rank()) {
            return type;
        }
        var dimensions = new ArrayList<>(type.dimensions());
        dimensions.set(index, dimension);
        return type.withDimensions(dimensions);
    }

    private static Dimension sum(Dimension a, Dimension b) {
        long boundA = Compatibility.bound(a);
        long boundB = Compatibility.bound(b);
        if (boundA < 0 || boundB < 0) {
            return Dimension.unknown();
        }
        long bound = Math.addExact(boundA, boundB);
        return a.isStatic() && b.isStatic() ? Dimension.of(bound) : new Dimension.Bounded(bound);
    }

    private static ResultTypes slice(ShapeOp.Slice op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        int rank = operand.rank();
        constraints.require(
                "C2",
                op.startIndices().size() == rank
                        && op.limitIndices().size() == rank
                        && op.strides().size() == rank,
                "start_indices, limit_indices and strides must be as many as operand has dimensions,"
                        + " got %s, %s and %s for %s",
                op.startIndices(),
                op.limitIndices(),
                op.strides(),
                operand);
        var dimensions = new ArrayList<Dimension>(rank);
        for (int i = 0; i < rank; i++) {
            long start = op.startIndices().get(i);
            long limit = op.limitIndices().get(i);
            long stride = op.strides().get(i);
            long bound = Compatibility.bound(operand.dimension(i));
            constraints.require(
                    "C3",
                    0 <= start && start <= limit && (bound < 0 || limit <= bound),
                    "start_indices and limit_indices must be in order and within operand, got %s and %s for %s",
                    op.startIndices(),
                    op.limitIndices(),
                    operand);
            constraints.require("C4", stride > 0, "strides must be positive, got %s", op.strides());
            dimensions.add(Dimension.of(Math.ceilDiv(limit - start, stride)));
        }
        constraints.sameElements("C1", "operand", operand, "result", op.result());
        return ResultTypes.of("C5", operand.withDimensions(dimensions));
    }

    private static ResultTypes pad(ShapeOp.Pad op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var value = constraints.scalar("I2", "padding_value", op.paddingValue(), ElementKind.NOT_PER_AXIS);
        constraints.sameElements("C1", "operand", operand, "padding_value", value);
        constraints.sameElements("C1", "operand", operand, "result", op.result());
        return ResultTypes.of(
                "C4",
                operand.withDimensions(
                        padded(operand, op.edgePaddingLow(), op.edgePaddingHigh(), op.interiorPadding(), constraints)));
    }

    /** C2 to C4 of {@code pad} and {@code dynamic_pad}: the dimensions of the result. */
    static List<Dimension> padded(
            TensorType operand, Int64Array low, Int64Array high, Int64Array interior, Constraints constraints) {
        int rank = operand.rank();
        constraints.require(
                "C2",
                low.size() == rank && high.size() == rank && interior.size() == rank,
                "paddings must be as many as operand has dimensions, got %s, %s and %s for %s",
                low,
                high,
                interior,
                operand);
        var dimensions = new ArrayList<Dimension>(rank);
        for (int i = 0; i < rank; i++) {
            constraints.require("C3", interior.get(i) >= 0, "interior_padding must not be negative, got %s", interior);
            long bound = Compatibility.bound(operand.dimension(i));
            if (bound < 0) {
                dimensions.add(Dimension.unknown());
                continue;
            }
            long between = Math.multiplyExact(Math.max(bound - 1, 0), interior.get(i));
            long size = Math.addExact(Math.addExact(bound, between), Math.addExact(low.get(i), high.get(i)));
            constraints.require("C4", size >= 0, "dimension %d of the result must not be negative, got %d", i, size);
            dimensions.add(operand.dimension(i).isStatic() ? Dimension.of(size) : new Dimension.Bounded(size));
        }
        return dimensions;
    }
}
