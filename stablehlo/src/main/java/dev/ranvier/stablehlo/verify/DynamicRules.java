package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of ops of run-time shape. What a shape operand holds is checked where it is a constant. */
final class DynamicRules {
    private static final Set<ElementKind> SIGNED = EnumSet.of(ElementKind.SIGNED);

    private DynamicRules() {}

    static ResultTypes check(DynamicOp op, Constraints constraints) {
        return switch (op) {
            case DynamicOp.DynamicBroadcastInDim broadcast -> broadcastInDim(broadcast, constraints);
            case DynamicOp.DynamicConv conv -> conv(conv, constraints);
            case DynamicOp.DynamicGather gather -> GatherRules.dynamicGather(gather, constraints);
            case DynamicOp.DynamicIota iota -> {
                var result = constraints.tensor("C2", "result", iota.result(), ElementKind.NOT_PER_AXIS);
                constraints.dimension("C1", "iota_dimension", iota.iotaDimension(), result.rank());
                checkShape("I1", "C2", "output_shape", iota.outputShape(), result, constraints);
                yield ResultTypes.declared(op);
            }
            case DynamicOp.DynamicPad pad -> pad(pad, constraints);
            case DynamicOp.DynamicReshape reshape -> reshape(reshape, constraints);
            case DynamicOp.RealDynamicSlice slice -> realDynamicSlice(slice, constraints);
            case DynamicOp.GetDimensionSize get -> {
                var operand = constraints.tensor("I1", "operand", get.operand(), ElementKind.ANY);
                constraints.dimension("C1", "dimension", get.dimension(), operand.rank());
                yield ResultTypes.of("C1", TensorType.of(ScalarType.I32));
            }
            case DynamicOp.SetDimensionSize set -> setDimensionSize(set, constraints);
        };
    }

    /** That a shape operand has a size for each dimension of {@code result}, and where it is known, the right one. */
    private static void checkShape(
            String kindLabel, String label, String name, Value shape, TensorType result, Constraints constraints) {
        int count = constraints.shapeOperand(kindLabel, name, shape, ElementKind.DIMENSIONS);
        var sizes = constraints.constant(shape);
        boolean fits = count == result.rank();
        for (int i = 0; sizes != null && fits && i < count; i++) {
            fits = sizes.get(i) >= 0 && Compatibility.compatible(Dimension.of(sizes.get(i)), result.dimension(i));
        }
        constraints.require(
                label,
                fits,
                "%s must be the shape of result, got %s for %s",
                name,
                sizes == null ? count + " sizes" : sizes,
                result);
    }

    private static ResultTypes broadcastInDim(DynamicOp.DynamicBroadcastInDim op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.ANY);
        var result = constraints.tensor("C1", "result", op.result(), ElementKind.ANY);
        ShapeRules.checkBroadcast(operand, op.broadcastDimensions(), result, constraints);
        checkShape("I2", "C7", "output_dimensions", op.outputDimensions(), result, constraints);
        var sizes = constraints.constant(op.outputDimensions());
        if (sizes != null) {
            // A constant says more than the declared result, which may leave the dimension open.
            var dimensions = sizes.stream().mapToObj(Dimension::of).toList();
            ShapeRules.checkBroadcast(
                    operand, op.broadcastDimensions(), result.withDimensions(dimensions), constraints);
        }
        var expanding = orEmpty(op.knownExpandingDimensions());
        var nonexpanding = orEmpty(op.knownNonexpandingDimensions());
        DimensionLists.distinct(
                "C8",
                "known_expanding_dimensions",
                expanding,
                "known_nonexpanding_dimensions",
                nonexpanding,
                constraints);
        DimensionLists.inRange("C9", "known_expanding_dimensions", expanding, operand.rank(), constraints);
        DimensionLists.inRange("C10", "known_nonexpanding_dimensions", nonexpanding, operand.rank(), constraints);
        return ResultTypes.declared(op);
    }

    private static Int64Array orEmpty(@Nullable Int64Array dimensions) {
        return dimensions == null ? Int64Array.of() : dimensions;
    }

    private static ResultTypes conv(DynamicOp.DynamicConv op, Constraints constraints) {
        var lhs = constraints.tensor("I1", "lhs", op.lhs(), ElementKind.NOT_PER_AXIS);
        var rhs = constraints.tensor("I2", "rhs", op.rhs(), ElementKind.ANY);
        var padding = constraints.tensor("I3", "padding", op.padding(), ElementKind.INTEGERS);
        var result = constraints.tensor("C26", "result", op.result(), ElementKind.ANY);
        int spatial = op.dimensionNumbers().inputSpatialDimensions().size();
        constraints.require(
                "C4",
                padding.equals(TensorType.of(padding.elementType(), spatial, 2)),
                "padding must be of shape [%d, 2], got %s",
                spatial,
                padding);
        var values = constraints.constant(op.padding());
        var shape = new ArrayList<>(ConvolutionRules.shape(
                lhs,
                rhs,
                op.dimensionNumbers(),
                op.featureGroupCount(),
                op.batchGroupCount(),
                op.windowStrides(),
                values == null ? null : paddings(spatial, values),
                op.lhsDilation(),
                op.rhsDilation(),
                op.windowReversal(),
                constraints));
        if (values == null) {
            op.dimensionNumbers().outputSpatialDimensions().stream()
                    .forEach(dimension -> shape.set((int) dimension, Dimension.unknown()));
        }
        ConvolutionRules.checkQuantization(lhs, rhs, result, op.dimensionNumbers(), constraints);
        return ResultTypes.of("C25", new TensorType(shape, result.elementType()));
    }

    private static DenseElements paddings(int spatial, Int64Array values) {
        return DenseElements.ofBits(TensorType.of(ScalarType.I64, spatial, 2), values.toArray());
    }

    private static ResultTypes pad(DynamicOp.DynamicPad op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var value = constraints.scalar("I2", "padding_value", op.paddingValue(), ElementKind.NOT_PER_AXIS);
        constraints.sameElements("C1", "operand", operand, "padding_value", value);
        constraints.sameElements("C1", "operand", operand, "result", op.result());
        checkSizes(
                "C2", operand, List.of(op.edgePaddingLow(), op.edgePaddingHigh(), op.interiorPadding()), constraints);
        var low = constraints.constant(op.edgePaddingLow());
        var high = constraints.constant(op.edgePaddingHigh());
        var interior = constraints.constant(op.interiorPadding());
        constraints.require(
                "C3",
                interior == null || interior.stream().allMatch(amount -> amount >= 0),
                "interior_padding must not be negative, got %s",
                interior);
        return ResultTypes.of(
                "C4",
                operand.withDimensions(
                        low == null || high == null || interior == null
                                ? Collections.nCopies(operand.rank(), Dimension.unknown())
                                : ShapeRules.padded(operand, low, high, interior, constraints)));
    }

    /** That operands of one type hold a number for each dimension of {@code operand}. */
    private static void checkSizes(String label, TensorType operand, List<Value> sizes, Constraints constraints) {
        for (var size : sizes) {
            int count = constraints.shapeOperand(label, "sizes", size, ElementKind.DIMENSIONS);
            constraints.require(
                    label,
                    count == operand.rank()
                            && size.type().equals(sizes.getFirst().type()),
                    "sizes must be of one type and as many as operand has dimensions, got %s and %s for %s",
                    sizes.getFirst().type(),
                    size.type(),
                    operand);
        }
    }

    private static ResultTypes reshape(DynamicOp.DynamicReshape op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.ANY);
        var result = constraints.tensor("C1", "result", op.result(), ElementKind.ANY);
        ShapeRules.checkReshape(operand, result, constraints);
        checkShape("I2", "C4", "output_shape", op.outputShape(), result, constraints);
        var sizes = constraints.constant(op.outputShape());
        if (sizes != null) {
            var shape = TensorType.of(result.elementType(), sizes.toArray());
            ShapeRules.checkReshape(operand, shape, constraints);
        }
        return ResultTypes.declared(op);
    }

    /** Not in the specification; the constraints are numbered as those of {@code slice}. */
    private static ResultTypes realDynamicSlice(DynamicOp.RealDynamicSlice op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        constraints.sameElements("C1", "operand", operand, "result", op.result());
        checkSizes("C2", operand, List.of(op.startIndices(), op.limitIndices(), op.strides()), constraints);
        return ResultTypes.of("C5", operand.withDimensions(Collections.nCopies(operand.rank(), Dimension.unknown())));
    }

    /** Not in the specification: the old size becomes the bound of the dimension, unless it is known to be the size. */
    private static ResultTypes setDimensionSize(DynamicOp.SetDimensionSize op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var size = constraints.scalar("I2", "size", op.size(), SIGNED);
        constraints.require("I2", size.elementType() == ScalarType.I32, "size must be of type i32, got %s", size);
        constraints.dimension("C1", "dimension", op.dimension(), operand.rank());
        var dimensions = operand.dimensions().toArray(Dimension[]::new);
        int index = (int) op.dimension();
        long bound = Compatibility.bound(dimensions[index]);
        var known = constraints.constant(op.size());
        if (bound >= 0) {
            dimensions[index] =
                    known != null && known.get(0) == bound ? Dimension.of(bound) : new Dimension.Bounded(bound);
        }
        return ResultTypes.of("C1", operand.withDimensions(Arrays.asList(dimensions)));
    }
}
