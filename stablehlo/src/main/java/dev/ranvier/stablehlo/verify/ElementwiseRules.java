package dev.ranvier.stablehlo.verify;

import static dev.ranvier.stablehlo.verify.ElementKind.FLOAT;
import static dev.ranvier.stablehlo.verify.ElementKind.QUANTIZED;
import static dev.ranvier.stablehlo.verify.ElementKind.QUANTIZED_PER_AXIS;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;

/** Rules of elementwise ops that are neither unary nor binary. */
final class ElementwiseRules {
    private static final Set<ElementKind> ROUNDABLE = EnumSet.of(FLOAT, QUANTIZED);
    private static final Set<ElementKind> QUANTIZABLE = EnumSet.of(FLOAT, QUANTIZED, QUANTIZED_PER_AXIS);
    private static final Set<ElementKind> ALL_QUANTIZED = EnumSet.of(QUANTIZED, QUANTIZED_PER_AXIS);

    private ElementwiseRules() {}

    static ResultTypes check(ElementwiseOp op, Constraints constraints) {
        return switch (op) {
            case ElementwiseOp.Clamp clamp -> clamp(clamp, constraints);
            case ElementwiseOp.Compare compare -> compare(compare, constraints);
            case ElementwiseOp.Select select -> select(select, constraints);
            case ElementwiseOp.Convert convert -> {
                var operand = constraints.tensor("I1", "operand", convert.operand(), ElementKind.NOT_QUANTIZED);
                var result = constraints.tensor("C1", "result", convert.result(), ElementKind.NOT_QUANTIZED);
                yield ResultTypes.of("C1", operand.withElementType(result.elementType()));
            }
            case ElementwiseOp.BitcastConvert convert -> bitcastConvert(convert, constraints);
            case ElementwiseOp.ReducePrecision reduce -> reducePrecision(reduce, constraints);
            case ElementwiseOp.UniformQuantize quantize -> uniformQuantize(quantize, constraints);
            case ElementwiseOp.UniformDequantize dequantize -> {
                var operand = constraints.tensor("I1", "operand", dequantize.operand(), ALL_QUANTIZED);
                var expressed = ((QuantizedType) operand.elementType()).expressed();
                yield ResultTypes.of("C2", operand.withElementType(expressed));
            }
            case ElementwiseOp.MapElements map -> map(map, constraints);
        };
    }

    private static ResultTypes clamp(ElementwiseOp.Clamp op, Constraints constraints) {
        var min = constraints.tensor("I1", "min", op.min(), ElementKind.NOT_PER_AXIS);
        var operand = constraints.tensor("I2", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        var max = constraints.tensor("I3", "max", op.max(), ElementKind.NOT_PER_AXIS);
        checkScalarOrLike("C1", "min", min, "operand", operand, constraints);
        checkScalarOrLike("C2", "max", max, "operand", operand, constraints);
        constraints.compatibleElements("C3", "min", min, "operand", operand);
        constraints.compatibleElements("C3", "max", max, "operand", operand);
        return ResultTypes.of("C4", operand);
    }

    private static void checkScalarOrLike(
            String label, String name, TensorType type, String likeName, TensorType like, Constraints constraints) {
        constraints.require(
                label,
                type.rank() == 0 || Compatibility.compatibleShapes(type, like),
                "%s must be a scalar or of the shape of %s, got %s and %s",
                name,
                likeName,
                type,
                like);
    }

    /** As upstream, {@code compare_type} may disagree with the element type (C3): it is a hint, except TOTALORDER. */
    private static ResultTypes compare(ElementwiseOp.Compare op, Constraints constraints) {
        var lhs = constraints.tensor("I1", "lhs", op.lhs(), ElementKind.NOT_PER_AXIS);
        var rhs = constraints.tensor("I2", "rhs", op.rhs(), ElementKind.NOT_PER_AXIS);
        constraints.compatibleElements("C1", "lhs", lhs, "rhs", rhs);
        constraints.compatibleShapes("C2", "lhs", lhs, "rhs", rhs);
        return ResultTypes.of("C2", Compatibility.mostSpecific(lhs, rhs).withElementType(ScalarType.I1));
    }

    private static ResultTypes select(ElementwiseOp.Select op, Constraints constraints) {
        var pred = constraints.tensor("I1", "pred", op.pred(), ElementKind.BOOLEANS);
        var onTrue = constraints.tensor("I2", "on_true", op.onTrue(), ElementKind.NOT_PER_AXIS);
        var onFalse = constraints.tensor("I3", "on_false", op.onFalse(), ElementKind.NOT_PER_AXIS);
        constraints.compatible("C2", "on_true", onTrue, "on_false", onFalse);
        checkScalarOrLike("C1", "pred", pred, "on_true", onTrue, constraints);
        return ResultTypes.of("C2", Compatibility.mostSpecific(onTrue, onFalse));
    }

    private static ResultTypes bitcastConvert(ElementwiseOp.BitcastConvert op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ElementKind.ANY);
        var result = constraints.tensor("C1", "result", op.result(), ElementKind.ANY);
        constraints.require(
                "C2",
                operand.elementType().isComplex() == result.elementType().isComplex(),
                "operand and result must both be complex or neither, got %s and %s",
                operand,
                result);
        int from = bitWidth(operand.elementType());
        int to = bitWidth(result.elementType());
        constraints.require(
                "C1",
                Math.max(from, to) % Math.min(from, to) == 0,
                "the wider element must be of a whole number of narrower ones, got %s and %s",
                operand,
                result);
        var dimensions = new ArrayList<>(operand.dimensions());
        if (from > to) {
            dimensions.add(Dimension.of(from / to));
        } else if (from < to) {
            constraints.require(
                    "C1",
                    !dimensions.isEmpty() && Compatibility.compatible(dimensions.removeLast(), Dimension.of(to / from)),
                    "the last dimension of operand must be of size %d, got %s",
                    to / from,
                    operand);
        }
        return ResultTypes.of(
                "C1", operand.withElementType(result.elementType()).withDimensions(dimensions));
    }

    private static int bitWidth(ElementType type) {
        return switch (type) {
            case ScalarType scalar -> scalar.bitWidth();
            case ComplexType complex -> 2 * complex.part().bitWidth();
            case QuantizedType quantized -> quantized.storage().bitWidth();
        };
    }

    private static ResultTypes reducePrecision(ElementwiseOp.ReducePrecision op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), ROUNDABLE);
        constraints.require(
                "C2", op.exponentBits() >= 1, "exponent_bits must be at least 1, got %d", op.exponentBits());
        constraints.require(
                "C3", op.mantissaBits() >= 0, "mantissa_bits must be at least 0, got %d", op.mantissaBits());
        return ResultTypes.of("C1", operand);
    }

    private static ResultTypes uniformQuantize(ElementwiseOp.UniformQuantize op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), QUANTIZABLE);
        var result = constraints.tensor("C1", "result", op.result(), ALL_QUANTIZED);
        var expressed = operand.elementType() instanceof QuantizedType quantized
                ? quantized.expressed()
                : operand.elementType();
        constraints.require(
                "C2",
                ((QuantizedType) result.elementType()).expressed() == expressed,
                "result must express the element type of operand, got %s and %s",
                operand,
                result);
        return ResultTypes.of("C1", operand.withElementType(result.elementType()));
    }

    private static ResultTypes map(ElementwiseOp.MapElements op, Constraints constraints) {
        var inputs = constraints.tensors("I1", "inputs", op.inputs(), ElementKind.NOT_PER_AXIS);
        constraints.require("C2", !inputs.isEmpty(), "inputs must not be empty");
        for (var input : inputs) {
            constraints.compatibleShapes("C1", "inputs[0]", inputs.getFirst(), "inputs", input);
        }
        long[] all = LongStream.range(0, inputs.getFirst().rank()).toArray();
        constraints.require(
                "C3",
                Arrays.equals(op.dimensions().toArray(), all),
                "dimensions must be all dimensions in order, got %s for %s",
                op.dimensions(),
                inputs.getFirst());
        var arguments = op.computation().arguments();
        var results = op.computation().results();
        constraints.require(
                "C4",
                arguments.size() == inputs.size() && results.size() == 1,
                "computation must take %d values and return one, got %d and %d",
                inputs.size(),
                arguments.size(),
                results.size());
        for (int i = 0; i < inputs.size(); i++) {
            constraints.require(
                    "C4",
                    arguments.get(i).type().equals(TensorType.of(inputs.get(i).elementType())),
                    "argument %d of computation must be an element of %s, got %s",
                    i,
                    inputs.get(i),
                    arguments.get(i).type());
        }
        var element = constraints.scalar("C4", "the result of computation", results.getFirst(), ElementKind.ANY);
        return ResultTypes.of("C4", Compatibility.mostSpecific(inputs).withElementType(element.elementType()));
    }
}
